import { describe, expect, test } from 'vitest';
import { expectNouns, type NounCase, nounsIn } from '../../support/expectNouns';

function object(kind: string, spec: string): string {
  const lines = spec.replaceAll(/^(?=.)/gm, '  ');
  return `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata:\n  name: o\nspec:\n${lines}`;
}

const CASES: readonly NounCase[] = [
  {
    name: 'the endpoints of a ServiceMonitor',
    text: object(
      'ServiceMonitor',
      'endpoints:\n- port: a\n  scheme: ‹HTTPS›\n  tlsConfig:\n    insecureSkipVerify: true\n- port: b\n  scheme: ‹http›\n',
    ),
    of: ({ clients }) => clients.map(({ scheme }) => scheme),
    is: [{ value: 'https' }, { value: 'http' }],
  },
  {
    name: 'a scheme that relabeling sets is unknown; all that monitors discover is in the cluster',
    text: object(
      'PodMonitor',
      'podMetricsEndpoints:\n- ‹scheme: http\n  relabelings: [{targetLabel: __scheme__, replacement: https}]›\n',
    ),
    of: ({ clients }) =>
      clients.map(({ block, scheme, isInCluster }) => ({ ...block, value: scheme.value, isInCluster })),
    is: [{ value: undefined, isInCluster: true }],
  },
  {
    name: 'verification that is switched off',
    text: object('PodMonitor', 'podMetricsEndpoints:\n- tlsConfig:\n    insecureSkipVerify: ‹true›\n'),
    of: ({ clients }) => clients.map(({ tls }) => tls?.skipVerify),
    is: [{ value: true }],
  },
  {
    name: 'what the blocks of an endpoint name',
    text: object(
      'ServiceMonitor',
      'endpoints:\n- basicAuth:\n    username: {name: s, key: ‹user›}\n    password: {name: s, key: ‹password›}\n  tlsConfig:\n    ca:\n      configMap: {name: c, key: ‹ca.crt›}\n    certFile: ‹/etc/cert›\n',
    ),
    of: ({ files }) => files,
    is: [
      { path: 's/user', holds: 'username', base: 'secret' },
      { path: 's/password', holds: 'password', base: 'secret' },
      { path: 'c/ca.crt', holds: 'ca', base: 'config-map' },
      { path: '/etc/cert', holds: 'certificate', base: 'process' },
    ],
  },
  {
    name: 'credentials, at their keys',
    text: object(
      'ServiceMonitor',
      'endpoints:\n- ‹authorization›:\n    credentials: {name: s, key: k}\n- ‹bearerTokenFile›: /t\n- ‹oauth2›:\n    clientSecret: {name: s, key: k}\n',
    ),
    of: ({ clients }) => clients.flatMap(({ credentials }) => credentials.map(({ at }) => at)),
  },
  {
    name: 'the prober of a Probe',
    text: object(
      'Probe',
      'prober:\n  url: ‹blackbox:9115›\n  scheme: https\nbasicAuth:\n  password: {name: s, key: k}\n',
    ),
    of: ({ clients }) => clients.flatMap(({ targets }) => targets),
    is: [{ value: 'blackbox:9115' }],
  },
  {
    name: 'remote write, its URL and a token in clear text',
    text: object('Prometheus', 'remoteWrite:\n- url: https://a.example/\n  bearerToken: ‹abc›\n'),
    of: ({ secrets }) => secrets,
    is: [{ key: 'bearerToken' }],
  },
  {
    name: 'what Prometheus mounts, and the jobs of others',
    text: object(
      'Prometheus',
      'secrets: [‹tls›]\nconfigMaps: [‹ca›]\nadditionalScrapeConfigs:\n  name: extra\n  key: ‹jobs.yaml›\n',
    ),
    of: ({ files }) => files,
    is: [
      { path: 'extra/jobs.yaml', holds: 'scrape-configs', base: 'secret' },
      { path: 'tls', holds: 'other', base: 'secret' },
      { path: 'ca', holds: 'other', base: 'config-map' },
    ],
  },
  {
    name: 'the process of Prometheus',
    text: object('Prometheus', 'enableAdminAPI: ‹true›\nimage: quay.io/prometheus/prometheus:v3\n'),
    of: ({ processes }) => processes.flatMap(({ flags }) => flags),
    is: [{ name: 'web.enable-admin-api' }],
  },
  {
    name: 'where Alertmanager listens',
    text: object('Alertmanager', 'listenLocal: ‹true›\n'),
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: '127.0.0.1:9093' }],
  },
  {
    name: 'the web server of Prometheus',
    text: object(
      'Prometheus',
      'web:\n  ‹tlsConfig›:\n    cert:\n      secret: {name: s, key: c}\n    keySecret: {name: s, key: k}\n    clientAuthType: VerifyClientCertIfGiven\n',
    ),
    of: ({ listeners }) => listeners.flatMap(({ via, at }) => (via === 'web-config' ? [at] : [])),
  },
];

describe('objects of the operator', () => {
  test.each(CASES)('$name', (row) => expectNouns('scrape-config', row));

  test('who comes into the web server', () => {
    const listener = (auth: string) => {
      const tls = `certFile: /c\n    keyFile: /k\n    ${auth}`;
      const { listeners } = nounsIn('scrape-config', object('Prometheus', `web:\n  tlsConfig:\n    ${tls}\n`));
      const found = listeners.find(({ via }) => via === 'web-config');
      return [found?.program, found?.tls.value, found?.admission.certificates, found?.admission.password];
    };
    expect(listener('minVersion: TLS12')).toEqual(['prometheus', 'on', 'none', 'none']);
    expect(listener('clientAuthType: RequireAndVerifyClientCert')).toEqual(['prometheus', 'on', 'required', 'none']);
    expect(listener('clientAuthType: Something')).toEqual(['prometheus', 'on', 'unknown', 'none']);
  });
});

function secret(data: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n${data}`;
}

const SECRETS: readonly NounCase[] = [
  {
    name: 'values in clear text and in base64',
    text: secret(
      'stringData:\n  token: ‹abc›\n  username: joe\ndata:\n  password: ‹cGFzcw==›\n  tls.crt: YWJj\n  tls.key: ‹a2V5›\n',
    ),
    of: ({ secrets }) => secrets,
    is: [
      { key: 'stringData.token', form: 'clear', text: 'abc' },
      { key: 'data.password', form: 'clear', text: 'pass' },
      { key: 'data.tls.key', form: 'clear' },
    ],
  },
  {
    name: 'placeholders, hashes and nothing',
    text: secret(`stringData:\n  a: ‹CHANGE_ME›\n  b: ‹\${TOKEN}›\n  c: ‹""›\ndata:\n  d: ‹PHBhc3N3b3JkPg==›\n`),
    of: ({ secrets }) => secrets,
    is: [{ form: 'placeholder' }, { form: 'variable' }, { form: 'empty' }, { form: 'placeholder' }],
  },
  {
    name: 'what others decrypt',
    text: secret('stringData:\n  a: ENC[AES256_GCM,data:x]\n  b: ref+vault://x\ndata:\n  c: not base64!\n'),
    of: ({ secrets }) => secrets,
  },
  {
    name: 'a Secret of SOPS',
    text: secret('data:\n  a: YWJj\nsops:\n  mac: x\n'),
    of: ({ secrets }) => secrets,
  },
  {
    name: 'a file: its own secrets, not itself',
    text: secret(
      'stringData:\n  prometheus.yml: |\n    scrape_configs:\n      - job_name: a\n        basic_auth:\n          password: ‹abc›\n',
    ),
    of: ({ secrets }) => secrets,
    is: [{ key: 'password', text: 'abc' }],
  },
];

describe('Secrets', () => {
  test.each(SECRETS)('$name', (row) => expectNouns('scrape-config', row));
});
