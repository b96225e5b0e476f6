import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';

function object(kind: string, spec: string, apiVersion = 'monitoring.coreos.com/v1'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: o\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`;
}

const endpoint = (keys: string) =>
  object('ServiceMonitor', `selector: {}\nendpoints:\n- port: web\n${keys.replaceAll(/^(?=.)/gm, '  ')}`);
const podEndpoint = (keys: string) =>
  object('PodMonitor', `selector: {}\npodMetricsEndpoints:\n- port: web\n${keys.replaceAll(/^(?=.)/gm, '  ')}`);
const remoteWrite = (keys: string) =>
  object('Prometheus', `remoteWrite:\n- url: https://a.example/\n${keys.replaceAll(/^(?=.)/gm, '  ')}`);
const SECRET = '{name: s, key: k}';

const BLOCKS: readonly CheckCase[] = [
  {
    rules: [6],
    name: 'an endpoint whose token is nowhere',
    text: podEndpoint('authorization: ‹{type: Bearer}›\n'),
    code: 'empty-credentials',
    says: "'authorization' credentials are required",
  },
  {
    rules: [6],
    name: 'an endpoint whose token has no Secret',
    text: endpoint('bearerTokenSecret: ‹{key: k}›\n'),
    code: 'empty-credentials',
    severity: 'warning',
  },
  {
    rules: [4],
    name: 'an action that came with 2.36',
    text: endpoint('relabelings:\n- {action: ‹lowercase›, sourceLabels: [a], targetLabel: b}\n'),
    version: '2.35',
    code: 'newer-version-needed',
    says: 'lowercase relabel action is only supported from Prometheus version 2.36.0',
  },
  {
    rules: [2],
    name: 'a Probe that follows no redirects',
    text: object(
      'Probe',
      'followRedirects: false\nenableHttp2: false\nprober:\n  url: b:1\ntargets:\n  staticConfig:\n    static: [a]\n',
    ),
  },
  {
    rules: [2],
    name: 'everything that an endpoint can have',
    text: endpoint(
      `scheme: https\ntlsConfig:\n  caFile: /etc/ca\n  certFile: /etc/cert\n  keyFile: /etc/key\n  serverName: a\n  insecureSkipVerify: false\nauthorization:\n  credentials: ${SECRET}\nproxyUrl: http://p:1\nrelabelings:\n- sourceLabels: [a]\n  targetLabel: b\nmetricRelabelings: []\n`,
    ),
  },
  {
    rules: [2],
    name: 'an unknown key of TLS',
    text: endpoint('scheme: https\ntlsConfig:\n  ‹insecure_skip_verify›: true\n'),
    code: 'unknown-key',
    says: 'insecureSkipVerify',
    fixed: endpoint('scheme: https\ntlsConfig:\n  insecureSkipVerify: true\n'),
  },
  {
    rules: [2],
    name: 'an unknown key of a relabeling',
    text: endpoint('relabelings:\n- ‹source_labels›: [a]\n  targetLabel: b\n'),
    code: 'unknown-key',
    says: 'sourceLabels',
  },
  {
    rules: [2],
    name: 'files, which a PodMonitor has none of',
    text: podEndpoint('tlsConfig:\n  ‹caFile›: /etc/ca\n'),
    code: 'unknown-key',
  },
  {
    rules: [2],
    name: 'an action that there is not',
    text: endpoint('metricRelabelings:\n- action: ‹DROP›\n'),
    code: 'invalid-value',
  },
  {
    rules: [2],
    name: 'a scheme in mixed case',
    text: endpoint('scheme: ‹Https›\n'),
    code: 'invalid-value',
    says: 'supported values',
    fixed: endpoint('scheme: https\n'),
  },
  { rules: [2], name: 'a scheme that is filled in', text: endpoint(`scheme: \${SCHEME}\n`) },
  { rules: [2], name: 'a proxy without a scheme', text: endpoint('proxyUrl: ‹p:1›\n'), code: 'invalid-value' },
  {
    rules: [2],
    name: 'a reference without its key',
    text: endpoint('bearerTokenSecret:\n  ‹name›: s\n'),
    code: 'missing-key',
  },
  {
    rules: [2],
    name: 'an empty reference, as it is written out',
    text: endpoint(`bearerTokenSecret:\n  key: ""\nbasicAuth:\n  username: ${SECRET}\n  password: ${SECRET}\n`),
  },
  {
    rules: [2],
    name: 'a wrong type',
    text: endpoint('tlsConfig:\n  insecureSkipVerify: ‹"true"›\n'),
    code: 'wrong-type',
  },
  {
    rules: [5],
    name: 'a password without a user',
    text: podEndpoint(`basicAuth:\n  ‹password›: ${SECRET}\n`),
    code: 'missing-key',
  },
  {
    rules: [6],
    name: 'Basic as a type',
    text: podEndpoint(`authorization:\n  type: ‹Basic›\n  credentials: ${SECRET}\n`),
    code: 'authorization-type-basic',
  },
  {
    rules: [7],
    name: 'OAuth 2.0 without its parts',
    text: endpoint(`oauth2:\n  ‹clientId›:\n    secret: ${SECRET}\n  clientSecret: ${SECRET}\n`),
    code: 'missing-key',
    says: 'tokenUrl',
  },
  {
    rules: [8],
    name: 'a Secret and a ConfigMap',
    text: podEndpoint(`tlsConfig:\n  ca:\n    secret: ${SECRET}\n    ‹configMap›: ${SECRET}\n`),
    code: 'conflicting-keys',
  },
  {
    rules: [8],
    name: 'a certificate without its key',
    text: podEndpoint(`tlsConfig:\n  ‹cert›:\n    secret: ${SECRET}\n`),
    code: 'missing-key',
    says: 'client cert specified without client key',
  },
  {
    rules: [8],
    name: 'a certificate in a file with its key in a Secret',
    text: endpoint(`tlsConfig:\n  certFile: /c\n  keySecret: ${SECRET}\n`),
  },
  {
    rules: [8],
    name: 'a certificate in a file without its key',
    text: endpoint(`tlsConfig:\n  ‹certFile›: /c\n`),
    code: 'missing-key',
    says: 'cannot specify client cert without client key',
  },
  {
    rules: [8],
    name: 'a key in a file without its certificate',
    text: endpoint(`tlsConfig:\n  ‹keyFile›: /c\n`),
    code: 'missing-key',
  },
  {
    rules: [8],
    name: 'authorities from two places',
    text: endpoint(`tlsConfig:\n  ca:\n    secret: ${SECRET}\n  ‹caFile›: /c\n`),
    code: 'conflicting-keys',
    fixed: endpoint(`tlsConfig:\n  ca:\n    secret: ${SECRET}\n`),
  },
  {
    rules: [8],
    name: 'no version that is left',
    text: endpoint('tlsConfig:\n  minVersion: TLS13\n  maxVersion: ‹TLS12›\n'),
    code: 'tls-version-order',
  },
  {
    rules: [11],
    name: 'a proxy twice',
    text: endpoint('‹proxyUrl›: http://p:1\nproxyFromEnvironment: true\n'),
    code: 'conflicting-keys',
  },
  {
    rules: [11],
    name: 'exceptions without a proxy',
    text: podEndpoint('‹noProxy›: a\n'),
    code: 'conflicting-keys',
  },
];

const METHODS: readonly CheckCase[] = [
  {
    rules: [1],
    name: 'two sorts of credentials',
    text: endpoint(`basicAuth:\n  username: ${SECRET}\n  password: ${SECRET}\n‹bearerTokenSecret›: ${SECRET}\n`),
    code: 'conflicting-keys',
    says: 'basicAuth and bearerTokenSecret cannot be configured at the same time',
  },
  {
    rules: [25],
    name: 'a token file beside a Secret',
    text: endpoint(`authorization:\n  credentials: ${SECRET}\n‹bearerTokenFile›: /t\n`),
    code: 'conflicting-keys',
    fixed: endpoint(`authorization:\n  credentials: ${SECRET}\n`),
  },
  {
    rules: [1],
    name: 'a token file alone',
    text: endpoint('bearerTokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token\n'),
  },
  {
    rules: [1],
    name: 'two for remote write',
    text: remoteWrite(`basicAuth:\n  username: ${SECRET}\n  password: ${SECRET}\n‹sigv4›: {region: a}\n`),
    code: 'conflicting-keys',
    says: '"basicAuth" and "sigv4"',
  },
  {
    rules: [6],
    name: 'a token of remote write in a file',
    text: remoteWrite('authorization:\n  credentialsFile: /t\n'),
  },
  {
    rules: [1],
    name: 'one for remote write',
    text: remoteWrite(
      `basicAuth:\n  username: ${SECRET}\n  password: ${SECRET}\nwriteRelabelConfigs:\n- sourceLabels: [a]\n  action: drop\nname: x\nqueueConfig: {capacity: 1}\n`,
    ),
  },
  {
    rules: [4],
    name: 'a relabeling for remote write',
    text: remoteWrite('writeRelabelConfigs:\n- sourceLabels: [a]\n  action: ‹hashmod›\n  targetLabel: b\n'),
    code: 'hashmod-without-modulus',
  },
  {
    rules: [1],
    name: 'two for an Alertmanager',
    text: object(
      'Prometheus',
      `alerting:\n  alertmanagers:\n  - name: a\n    port: web\n    bearerTokenFile: /t\n    ‹authorization›:\n      credentials: ${SECRET}\n`,
    ),
    code: 'conflicting-keys',
  },
];

describe('ServiceMonitor, PodMonitor: TLS, credentials, proxies, relabeling', () => {
  test.each(BLOCKS)('$name', (row) => expectCase('scrape-config', row));
});

describe('one sort of credentials for a client', () => {
  test.each(METHODS)('$name', (row) => expectCase('scrape-config', row));
});
