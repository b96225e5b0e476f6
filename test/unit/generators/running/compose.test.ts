import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { EXPORTERS } from '../../../../server/src/core/generators/setUp/exporter/exporters';
import { runningPart } from '../../../../server/src/core/generators/setUp/exporter/running';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { exporter, setUp, side, TARGET } from './fixtures';

/** The only service of the compose file, and what stands beside it. */
function composed(some: Partial<SetUp>, listen?: string) {
  const one = setUp({ form: 'compose', ...some });
  const part = runningPart(one, TARGET, { ...side(one), ...(listen !== undefined && { listen }) });
  const file = parse(String(part.files.find(({ path }) => path === 'compose.yml')?.content));
  const [[name, service]] = Object.entries<Record<string, unknown>>(file.services) as [
    [string, Record<string, unknown>],
  ];
  return { part, file, name, service };
}

test('node_exporter sees the host, and may change nothing of it', () => {
  const { service, file } = composed({ version: '1.9.1' });
  expect(file).toEqual({ name: 'node_exporter', services: { node_exporter: service } });
  expect(service).toEqual({
    image: 'quay.io/prometheus/node-exporter:v1.9.1',
    restart: 'unless-stopped',
    user: '65534:65534',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: '256m',
    pids_limit: 256,
    network_mode: 'host',
    pid: 'host',
    command: [
      '--web.listen-address=10.0.0.5:9100',
      '--web.config.file=/etc/node_exporter/web-config.yml',
      '--path.rootfs=/host',
      '--web.max-requests=10',
    ],
    volumes: ['/etc/node_exporter:/etc/node_exporter:ro', '/:/host:ro,rslave'],
    logging: { driver: 'local' },
  });
});

test.each(EXPORTERS.filter(({ id }) => id !== 'node'))('$program has a network of its own, and little else', (one) => {
  const { service } = composed({ exporter: one });
  expect(Object.keys(service)).not.toContain('network_mode');
  expect(Object.keys(service)).not.toContain('pid');
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], user: '65534:65534' });
  expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/);
  expect(service.ports).toEqual([`10.0.0.5:${one.port}:${one.port}`]);
});

test.each([
  ['10.0.0.5:9104', '10.0.0.5:9104:9104'],
  ['127.0.0.1:9105', '127.0.0.1:9105:9105'],
  ['[fd00::5]:9104', '[fd00::5]:9104:9104'],
  [':9104', '9104:9104'],
])('what listens on %s is published as %s', (listen, published) => {
  const { service } = composed({ exporter: exporter('mysqld') }, listen);
  expect(service.ports).toEqual([published]);
  expect(service.command).toContain(`--web.listen-address=:${published.split(':').at(-1)}`);
});

test('what keeps data has a volume for it', () => {
  const { file, service } = composed({ exporter: exporter('alertmanager') });
  expect(file.volumes).toEqual({ data: {} });
  expect(service.volumes).toEqual(['/etc/alertmanager:/etc/alertmanager:ro', 'data:/alertmanager']);
});

test('settings of a database come from a file that is in no repository', () => {
  expect(composed({ exporter: exporter('postgres') }).service.env_file).toEqual(['/etc/postgres_exporter/environment']);
});

test('Docker waits for tailscaled, whose address it publishes on', () => {
  const one = setUp({ form: 'compose', exporter: exporter('mysqld') });
  const after = ['tailscaled.service', 'network-online.target'];
  const files = runningPart(one, TARGET, { ...side(one), after }).files;
  const order = files.find(({ path }) => path === 'docker-order.conf');
  expect(order?.content).toBe('[Unit]\nWants=tailscaled.service\nAfter=tailscaled.service\n');
  expect(order?.place?.path).toBe('/etc/systemd/system/docker.service.d/scrapeguard.conf');
});
