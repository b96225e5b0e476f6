import { describe, expect, test } from 'vitest';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';

const NODE = 'services:\n  n:\n    image: prom/node-exporter:v1.9.1\n';

const LISTENERS: readonly NounCase[] = [
  {
    name: 'every short form of a port',
    text: `${NODE}    ports:\n      - ‹9100›\n      - "‹9101:9100›"\n      - ‹127.0.0.1:9102:9100›\n      - "‹[::1]:9103:9100/udp›"\n      - '‹9000-9002:9100-9102›'\n      - "‹127.0.0.1::9100›"\n      - "‹::1:9104:9100›"\n`,
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [':0', ':9101', '127.0.0.1:9102', '[::1]:9103', ':9000-9002', '127.0.0.1:0', '[::1]:9104'].map((value) => ({
      value,
    })),
  },
  {
    name: 'the long form, and variables',
    text: `${NODE}    ports:\n      - { target: 9100, published: "‹9101›", host_ip: 127.0.0.1, mode: host }\n      - target: ‹9100›\n      - "‹$\{PORT}:9100›"\n      - "‹$\{BIND:-127.0.0.1}:9100:9100›"\n`,
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: ['127.0.0.1:9101', ':0', undefined, undefined].map((value) => ({ value })),
  },
  {
    name: 'where a port leads, and that nobody asks who comes',
    text: `${NODE}    ports: ["‹9101:9100›"]\n`,
    of: ({ listeners }) => listeners.map(({ forwardsTo }) => forwardsTo),
    is: [{ value: '9100' }],
  },
  {
    name: 'on the network of the host: the default, at the name of the service',
    text: 'services:\n  ‹n›:\n    image: prom/node-exporter\n    network_mode: host\n    ports: [1:1]\n',
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: ':9100', isDefault: true }],
  },
  {
    name: 'on the network of the host: what the flags say',
    text: `${NODE}    network_mode: host\n    command: [--web.listen-address=‹127.0.0.1:9100›, "--web.listen-address=‹$\{IP}:9100›"]\n`,
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: '127.0.0.1:9100' }, { value: undefined }],
  },
  {
    name: 'ports of cAdvisor, and what an unknown command line may say',
    text: 'services:\n  c:\n    image: gcr.io/cadvisor/cadvisor\n    network_mode: host\n    command: [‹--port=8081›, -x]\n  ‹n›:\n    image: prom/node-exporter\n    network_mode: host\n    command: [sh, -c, x]\n'.replace(
      '‹--port=8081›',
      '--port=‹8081›',
    ),
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: ':8081' }, { value: undefined }],
  },
  {
    name: 'a network that nobody knows has no default',
    text: `${NODE}    network_mode: "$\{NET}"\n`,
    of: ({ listeners }) => listeners.map(({ at }) => at),
  },
  {
    name: 'a web config in the workspace, found through its mount',
    text: `${NODE}    command: [--web.config.file, ‹/etc/node/web.yml›]\n    ports: ["9100:9100"]\n    volumes: ["./node:/etc/node:ro"]\n`,
    of: ({ listeners }) => listeners.map(({ webConfig }) => webConfig),
    is: [{ path: 'node/web.yml', holds: 'web-config', base: 'config' }],
  },
  {
    name: 'a web config that no mount shows',
    text: `${NODE}    command: [--web.config.file=‹/etc/web.yml›]\n    ports: ["9100:9100"]\n`,
    of: ({ listeners }) => listeners.map(({ webConfig }) => webConfig),
    is: [{ path: '/etc/web.yml', base: 'process' }],
  },
];

const SECRETS: readonly NounCase[] = [
  {
    name: 'a list of variables',
    text: 'services:\n  g:\n    image: grafana/grafana\n    environment:\n      - GF_SECURITY_ADMIN_PASSWORD=‹s3same›\n      - GF_SECURITY_ADMIN_USER=admin\n      - GF_SECURITY_SECRET_KEY\n      - GF_AUTH_GITHUB_CLIENT_SECRET__FILE=/run/secrets/x\n',
    of: ({ secrets }) => secrets,
    is: [
      { key: 'GF_SECURITY_ADMIN_PASSWORD', text: 's3same', form: 'clear', fileKey: 'GF_SECURITY_ADMIN_PASSWORD__FILE' },
    ],
  },
  {
    name: 'a mapping of variables, with dollars',
    text: 'services:\n  r:\n    image: oliver006/redis_exporter\n    environment:\n      REDIS_PASSWORD: "‹a$$b›"\n      SOME_TOKEN: ‹${TOKEN}›\n      OTHER_TOKEN:\n      REDIS_ADDR: redis://user:‹pw›@redis:6379\n      MY_TOKEN: ‹<token>›\n',
    of: ({ secrets }) => secrets,
    is: [
      { text: 'a$b', form: 'clear', fileKey: 'REDIS_PASSWORD_FILE' },
      { form: 'variable' },
      { text: 'pw', form: 'clear' },
      { form: 'placeholder' },
    ],
  },
  {
    name: 'the password in a DSN, of each sort',
    text: 'services:\n  m:\n    image: prom/mysqld-exporter\n    environment: ["DATA_SOURCE_NAME=exporter:‹p@ss›@(db:3306)/"]\n  p:\n    image: x/postgres-exporter\n    environment: { DATA_SOURCE_NAME: "host=db user=u password=‹pw› sslmode=disable" }\n  q:\n    image: x/postgres-exporter\n    environment: { DATA_SOURCE_NAME: "postgresql://u:‹pw›@db/x", DATA_SOURCE_URI: "db/x?sslmode=disable" }\n  r:\n    image: x/postgres-exporter\n    environment: { DATA_SOURCE_NAME: "postgresql://u@db/x" }\n',
    of: ({ secrets }) => secrets,
  },
  {
    name: 'flags',
    text: 'services:\n  m:\n    image: percona/mongodb_exporter:0.40\n    command: ["--mongodb.uri=mongodb://u:‹pw›@db:27017", --web.auth-token=‹abc›, --token-file=/x]\n',
    of: ({ secrets }) => secrets,
  },
  {
    name: 'neither of other programs nor of databases',
    text: 'services:\n  db: { image: postgres, environment: { POSTGRES_PASSWORD: a } }\n  p: { image: prom/prometheus, environment: { X_TOKEN: a } }\n',
    of: ({ secrets }) => secrets,
  },
];

describe('the nouns of a compose file', () => {
  test.each(LISTENERS)('$name', (row) => expectNouns('compose', row));
  test.each(SECRETS)('$name', (row) => expectNouns('compose', row));

  test('a process with all that hardens it, through anchors and merges', () => {
    const { processes } = nounsIn(
      'compose',
      `x-hard: &hard
  read_only: true
  cap_drop: [ALL]
  security_opt: ["no-new-privileges:true", apparmor=x]
services:
  node:
    <<: *hard
    image: quay.io/prometheus/node-exporter@sha256:0123
    user: "65534:65534"
    pid: host
    mem_limit: 64m
    tmpfs: /tmp
    deploy: { resources: { limits: { pids: 50 } } }
    command: --path.rootfs=/host --collector.vmstat.fields "^(a b)$$" --no-collector.wifi
`,
    );
    expect(processes).toHaveLength(1);
    const [found] = processes;
    expect(found).toMatchObject({
      runsIn: 'container',
      program: 'node_exporter',
      name: 'node',
      image: { value: 'quay.io/prometheus/node-exporter@sha256:0123' },
      user: { value: '65534:65534' },
      flags: [
        { name: 'path.rootfs', value: { value: '/host' } },
        { name: 'collector.vmstat.fields', value: { value: '^(a b)$' } },
        { name: 'no-collector.wifi' },
      ],
    });
    const hardening = Object.entries(found?.hardening ?? {}).map(([key, { value }]) => `${key}=${value}`);
    expect(hardening.sort()).toEqual([
      'cap_drop=ALL',
      'deploy.resources.limits.pids=50',
      'mem_limit=64m',
      'pid=host',
      'read_only=true',
      'security_opt=no-new-privileges:true,apparmor=x',
      'tmpfs=/tmp',
    ]);
  });

  test('what stands elsewhere too is partial', () => {
    const { processes } = nounsIn('compose', 'services:\n  n:\n    extends: base\n    image: prom/node-exporter\n');
    expect(processes[0]?.isPartial).toBe(true);
  });

  test('inside of a container it listens where its flags say', () => {
    const { listeners } = nounsIn('compose', `${NODE}    command: [--web.listen-address=:9200]\n`);
    expect(listeners).toMatchObject([{ via: 'process', within: 'container', address: { value: ':9200' } }]);
  });

  test.each([
    ['nobody asks', 'prom/node-exporter', '', 'none'],
    ['a web config may', 'prom/node-exporter', 'command: [--web.config.file=/w]', 'unknown'],
    ['a misspelled one was meant', 'prom/node-exporter', 'command: [--web-config=/w]', 'unknown'],
    ['Grafana has a login of its own', 'grafana/grafana', '', 'unknown'],
    [
      'an exporter with TLS of its own',
      'oliver006/redis_exporter',
      'environment: [REDIS_EXPORTER_TLS_SERVER_CERT_FILE=/x]',
      'unknown',
    ],
    ['a command line that is filled in', 'prom/node-exporter', 'command: $ARGS', 'unknown'],
  ])('who is let in: %s', (_name, image, line, password) => {
    const { listeners } = nounsIn(
      'compose',
      `services:\n  x:\n    image: ${image}\n    ports: ["9100:9100"]\n    ${line}\n`,
    );
    expect(listeners.map(({ admission }) => admission.password)).toEqual([password]);
  });

  test('the files of the workspace that it is given', () => {
    const { files } = nounsIn(
      'compose',
      `services:
  p:
    image: prom/prometheus
    command: [--config.file=/etc/p.yml, --web.config.file=/etc/web.yml]
    env_file: [./p.env]
    secrets: [pw, { source: tok }]
    volumes:
      - ./p.yml:/etc/p.yml:ro
      - { type: bind, source: ../web.yml, target: /etc/web.yml }
      - ./tls/node.key:/tls/node.key
      - ./tls/ca.crt:/tls/ca.crt
      - data:/prometheus
      - /etc/localtime:/etc/localtime
      - \${DIR}/x:/x
secrets:
  pw: { file: ./pw.txt }
  tok: { environment: TOK }
  other: { file: o.txt }
`,
    );
    expect(files.map(({ path, holds, base }) => `${path} ${holds} ${base}`)).toEqual([
      'p.yml config config',
      '../web.yml web-config config',
      'tls/node.key key config',
      'tls/ca.crt ca config',
      'p.env other config',
      'pw.txt secret config',
      '../web.yml web-config config',
    ]);
  });
});
