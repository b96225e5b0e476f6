import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployScript } from '../../../../server/src/core/generators/setUp/deploy/deploy';
import { prometheusPart } from '../../../../server/src/core/generators/setUp/prometheus/prometheusSide';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { PROFILES, type PrometheusSide } from '../../../../server/src/core/generators/setUp/setUp';
import { credentialsFor, findingsIn, placeOf, setUpOf, textIn } from './sides';

function partOf(answers: Answers, config: PrometheusSide['config'] = 'new') {
  const setUp = setUpOf(answers, config);
  return prometheusPart(setUp, credentialsFor(setUp));
}

const configOf = (answers: Answers) => textIn(partOf(answers).files, 'prometheus.yml');

/** The jobs of the prometheus.yml of `answers`. */
function jobsOf(answers: Answers): readonly Readonly<Record<string, unknown>>[] {
  return parse(configOf(answers)).scrape_configs;
}

const WHOLE = `# Configuration of Prometheus. Files are named relative to this one.

global:
  scrape_interval: 30s
  evaluation_interval: 30s

rule_files: [node-alerts.yml]

scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: [localhost:9090]
  - job_name: node
    scrape_interval: 30s
    sample_limit: 20000
    label_limit: 64
    body_size_limit: 20MB
    scheme: https
    tls_config:
      ca_file: node-ca.crt
      cert_file: node-client.crt
      key_file: node-client.key
    basic_auth:
      username: prometheus
      password_file: node.password
    static_configs:
      - targets: [web-1.example.com:9100]
        labels:
          instance: web-1.example.com
      - targets: [203.0.113.7:9100]
        labels:
          instance: 203.0.113.7
`;

test('a new configuration has the scrape of itself, the job and the alerts', () => {
  expect(configOf({ profile: ['mtls+basic-auth'], web: ['unchanged'] })).toBe(WHOLE);
});

describe('the job', () => {
  const CA = { ca_file: 'node-ca.crt' };
  const TLS = { ...CA, cert_file: 'node-client.crt', key_file: 'node-client.key' };
  const LOGIN = { username: 'prometheus', password_file: 'node.password' };
  test.each<[name: string, answers: Answers, said: Readonly<Record<string, unknown>>]>([
    ['of mtls', { profile: ['mtls'] }, { scheme: 'https', tls_config: TLS, basic_auth: undefined }],
    ['of basic-auth', { profile: ['basic-auth'] }, { scheme: 'https', tls_config: CA, basic_auth: LOGIN }],
    ['of stunnel', { profile: ['stunnel'] }, { scheme: 'https', tls_config: TLS, basic_auth: undefined }],
    ['of a proxy', { profile: ['reverse-proxy'] }, { scheme: 'https', tls_config: CA, basic_auth: LOGIN }],
    [
      'with certificates of a public authority',
      { profile: ['basic-auth'], certificates: ['acme'] },
      { scheme: 'https', tls_config: undefined, basic_auth: LOGIN },
    ],
    [
      'of a tailnet',
      { profile: ['tailnet'] },
      { scheme: undefined, tls_config: undefined, file_sd_configs: [{ files: ['node-targets.json'] }] },
    ],
  ])('%s', (_name, answers, said) => {
    const [, job = {}] = jobsOf(answers);
    expect(Object.fromEntries(Object.keys(said).map((key) => [key, job[key]]))).toEqual(said);
  });

  test('of a tailnet finds its targets in a file, with names for them', () => {
    const { files } = partOf({ profile: ['tailnet'] });
    expect(JSON.parse(textIn(files, 'node-targets.json'))).toEqual([
      { targets: ['100.101.102.103:9100'], labels: { instance: '100.101.102.103' } },
      { targets: ['web-2:9100'], labels: { instance: 'web-2' } },
    ]);
  });

  test('connects to IPv6 addresses in brackets', () => {
    const [, job] = jobsOf({ profile: ['mtls'], hosts: ['2001:db8::7'] });
    expect(job?.static_configs).toEqual([{ targets: ['[2001:db8::7]:9100'], labels: { instance: '2001-db8-0-7' } }]);
  });
});

describe("Prometheus' own interface", () => {
  const CERTIFICATE = 'tls_server_config:\n  cert_file: prometheus.crt\n  key_file: prometheus.key\n';
  const { files: byCertificate, units } = partOf({ profile: ['mtls'], web: ['certificate'] });
  const { files: byPassword } = partOf({ profile: ['mtls'], web: ['password'] });

  test('asks for a certificate, and the scrape of itself shows the one of the job', () => {
    expect(textIn(byCertificate, 'web-config.yml')).toContain(
      `${CERTIFICATE}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: node-ca.crt\n  min_version: TLS12\n`,
    );
    expect(parse(textIn(byCertificate, 'prometheus.yml')).scrape_configs[0]).toEqual({
      job_name: 'prometheus',
      scheme: 'https',
      tls_config: { ca_file: 'node-ca.crt', cert_file: 'node-client.crt', key_file: 'node-client.key' },
      static_configs: [{ targets: ['localhost:9090'] }],
    });
  });

  test('asks for a password, and the scrape of itself knows it', () => {
    expect(textIn(byPassword, 'web-config.yml')).toMatch(
      /tls_server_config:\n {2}cert_file: prometheus\.crt\n {2}key_file: prometheus\.key\n {2}min_version: TLS12\n\nbasic_auth_users:\n {2}admin: '\$2b\$12\$y{53}'\n$/,
    );
    expect(parse(textIn(byPassword, 'prometheus.yml')).scrape_configs[0]).toEqual({
      job_name: 'prometheus',
      scheme: 'https',
      tls_config: { ca_file: 'node-ca.crt' },
      basic_auth: { username: 'admin', password_file: 'prometheus-web.password' },
      static_configs: [{ targets: ['localhost:9090'] }],
    });
    expect(textIn(byPassword, 'prometheus-web.password')).toBe('battery-staple');
  });

  test('is read by the unit of Debian, whose arguments stay in force, after a restart', () => {
    expect(textIn(byCertificate, 'prometheus-web-config.conf')).toMatch(
      /^\[Service\]\nExecStart=\nExecStart=\/usr\/bin\/prometheus \$ARGS --web\.config\.file=\/etc\/prometheus\/web-config\.yml\n$/m,
    );
    expect(units).toEqual([{ unit: 'prometheus.service', by: 'restart' }]);
  });

  test('has files that only Prometheus reads, and one for the browser that goes nowhere', () => {
    expect(byCertificate.map(placeOf)).toEqual([
      'prometheus.yml 644 -> /etc/prometheus/prometheus.yml root:prometheus 0640',
      'node-ca.crt 644 -> /etc/prometheus/node-ca.crt root:prometheus 0644',
      'node-client.crt 644 -> /etc/prometheus/node-client.crt root:prometheus 0644',
      'node-client.key 600 secret -> /etc/prometheus/node-client.key root:prometheus 0440',
      'node-alerts.yml 644 -> /etc/prometheus/node-alerts.yml root:prometheus 0640',
      'web-config.yml 644 -> /etc/prometheus/web-config.yml root:prometheus 0640',
      'prometheus.crt 644 -> /etc/prometheus/prometheus.crt root:prometheus 0644',
      'prometheus.key 600 secret -> /etc/prometheus/prometheus.key root:prometheus 0440',
      'prometheus-web-config.conf 644 -> /etc/systemd/system/prometheus.service.d/web-config.conf root:root 0644',
      'install.sh 755 -> -',
      'browser.p12 600 secret -> -',
    ]);
  });

  test('where it is unchanged, nothing of it is there', () => {
    const part = partOf({ profile: ['basic-auth'], web: ['unchanged'] });
    expect(part.files.map(({ path }) => path)).toEqual([
      'prometheus.yml',
      'node-ca.crt',
      'node.password',
      'node-alerts.yml',
      'install.sh',
    ]);
    expect(part.units).toEqual([{ unit: 'prometheus.service', by: 'reload' }]);
  });

  test('two files never have one name, whatever the job is called', () => {
    for (const job of ['prometheus', 'prometheus-web', 'web-config', 'browser']) {
      const { files } = partOf({ profile: ['mtls+basic-auth'], web: ['password'], job: [job] });
      expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
      const names = jobsOf({ profile: ['mtls'], job: [job] }).map((one) => one.job_name);
      expect(new Set(names).size).toBe(2);
    }
  });
});

test('a configuration that is extended is not among the files, and no package is asked for', () => {
  const part = partOf({ profile: ['mtls'], web: ['unchanged'] }, 'extended');
  expect(part.files.map(({ path }) => path)).toEqual([
    'node-ca.crt',
    'node-client.crt',
    'node-client.key',
    'node-alerts.yml',
  ]);
  expect(part.packages).toEqual([]);
});

const VARIANTS = PROFILES.filter((profile) => profile !== 'kubernetes').flatMap((profile) =>
  ['unchanged', 'certificate', 'password'].map((web) => ({ profile, web })),
);

describe.each(VARIANTS)('$profile, interface $web', ({ profile, web }) => {
  const { files } = partOf({ profile: [profile], web: [web] });

  test('has no error and no warning by our own rules', () => {
    expect(findingsIn(files, 'recommended').filter((line) => !/: (info|hint) /.test(line))).toEqual([]);
  });

  test('is the same when it is made again', () => {
    expect(partOf({ profile: [profile], web: [web] }).files).toEqual(files);
  });
});

test('names that look like something else in YAML stay texts, whoever reads them', () => {
  const names = fc.constantFrom('123', '1e3', '0x1f', 'on', 'null', 'y', '2001-01-01', 'true', '0.5', 'a.b', '1_000');
  fc.assert(
    fc.property(names, names, fc.constantFrom<'1.1' | '1.2'>('1.1', '1.2'), (job, user, version) => {
      const text = configOf({ profile: ['mtls+basic-auth'], hosts: ['1e3.on'], job: [job], user: [user] });
      const [, made] = parse(text, { version }).scrape_configs;
      expect(made).toMatchObject({
        job_name: job,
        basic_auth: { username: user, password_file: `${job}.password` },
        static_configs: [{ targets: ['1e3.on:9100'], labels: { instance: '1e3.on' } }],
      });
    }),
  );
});

test('the machine of Prometheus is deployed like any other', () => {
  const script = deployScript({ folder: 'prometheus', parts: [partOf({ profile: ['mtls'], web: ['certificate'] })] });
  expect(script).toContain('put node-client.key /etc/prometheus/node-client.key root prometheus 0440\n');
  expect(script).toContain('promtool check config /etc/prometheus/prometheus.yml');
});
