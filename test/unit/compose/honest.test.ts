import { describe, expect, test } from 'vitest';
import { createServices } from '../../../server/src/core/services/registry';
import { findingsIn } from '../support/expectFindings';

const STACK = `# A whole stack as people write it.
x-logging: &logging
  driver: json-file
  options: { max-size: 10m }

networks:
  monitoring: { driver: bridge }

services:
  prometheus:
    image: prom/prometheus:v3.5.0
    command:
      - --config.file=/etc/prometheus/prometheus.yml
      - --web.config.file=/etc/prometheus/web.yml
      - --storage.tsdb.retention.time=30d
      - --web.enable-lifecycle
      - --enable-feature=exemplar-storage
    volumes: ["./prometheus:/etc/prometheus:ro", "data:/prometheus"]
    ports: ["127.0.0.1:9090:9090"]
    logging: *logging
    networks: [monitoring]
    hostname: '{{.Node.Hostname}}'

  node-exporter:
    image: quay.io/prometheus/node-exporter:v1.9.1
    command:
      - '--path.rootfs=/host'
      - '--collector.filesystem.mount-points-exclude=^/(sys|proc|dev|host|etc)($$|/)'
      - '--no-collector.ipvs'
      - '--collector.textfile.directory=/text'
    network_mode: host
    pid: host
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    volumes:
      - '/:/host:ro,rslave'
      - type: bind
        source: /var/lib/node_exporter
        target: /text
        read_only: true

  cadvisor:
    image: gcr.io/cadvisor/cadvisor:v0.49.1
    privileged: true
    devices: [/dev/kmsg]
    volumes: ["/:/rootfs:ro", "/var/run:/var/run:ro", "/sys:/sys:ro", "/dev/disk/:/dev/disk:ro"]

  blackbox:
    image: prom/blackbox-exporter:v0.27.0
    command: --config.file=/config/blackbox.yml --log.prober=debug
    volumes: ["./blackbox.yml:/config/blackbox.yml:ro"]

  postgres-exporter:
    image: prometheuscommunity/postgres-exporter:\${PG_EXPORTER_TAG:-v0.17.1}
    environment:
      DATA_SOURCE_URI: db:5432/app?sslmode=disable
      DATA_SOURCE_USER: exporter
      DATA_SOURCE_PASS_FILE: /run/secrets/exporter
    secrets: [exporter]
    expose: [9187]

  app:
    build: .
    ports: [22:22, 9100:9100]
    volumes: ["/:/everything", /var/run/docker.sock:/var/run/docker.sock]
    command: sh -c "echo $(date) | grep x$"

secrets:
  exporter: { file: ./exporter.txt }
volumes:
  data:
`;

describe('an honest compose file', () => {
  test('has no findings', () => {
    expect(findingsIn('compose', STACK).map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  test('has its services as the outline', () => {
    const outline = createServices([]).get('compose')?.outline(STACK) ?? [];
    expect(outline.map(({ name }) => name)).toEqual(['services']);
    const names = ['prometheus', 'node-exporter', 'cadvisor', 'blackbox', 'postgres-exporter', 'app'];
    expect(outline[0]?.children.map(({ name }) => name)).toEqual(names);
  });
});
