import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { createServices } from '../../../server/src/core/services/registry';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';

const HONEST = `extensions:
  health_check: {}
  basicauth/write:
    client_auth: { username: writer, password: "\${env:WRITE_PASSWORD}" }
receivers:
  otlp:
    protocols: { grpc: { endpoint: 0.0.0.0:4317 } }
  prometheus/own:
    config:
      global: { scrape_interval: 30s }
      scrape_configs:
        - job_name: collector
          scrape_timeout: 20s
          static_configs: [{ targets: ["127.0.0.1:8888"] }]
        - job_name: pods
          scrape_interval: \${env:INTERVAL}
          kubernetes_sd_configs:
            - role: pod
              selectors: [{ role: pod, field: "spec.nodeName=\${env:NODE}" }]
          relabel_configs:
            - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
              regex: (.+?)(?::\\d+)?;(\\d+)$$
              target_label: __address__
              replacement: $$1:$$2
            - regex: __meta_kubernetes_pod_label_(.+)
              action: labelmap
              replacement: $$\{1}
exporters:
  prometheus: { endpoint: 0.0.0.0:8889 }
  prometheusremotewrite:
    endpoint: https://metrics.example.org/api/v1/push
    auth: { authenticator: basicauth/write }
service:
  pipelines:
    metrics: { receivers: [prometheus/own], exporters: [prometheus] }
`;

/** A collector with one job. */
function job(...lines: string[]): string {
  const head = 'receivers:\n  prometheus:\n    config:\n      scrape_configs:\n        - job_name: a\n';
  return `${head}${lines.map((line) => `          ${line}\n`).join('')}`;
}

const FINDINGS: readonly CheckCase[] = [
  {
    rules: [],
    name: 'an unknown key of global',
    text: 'receivers:\n  prometheus:\n    config:\n      global:\n        ‹scrape_intervl›: 5s\n      scrape_configs:\n        - job_name: a\n',
    code: 'unknown-key',
  },
  { rules: [], name: 'an unknown key', text: job('‹scrape_intervall›: 5s'), code: 'unknown-key' },
  {
    rules: [36],
    name: 'a timeout that is too long',
    text: job('scrape_timeout: ‹2m›'),
    code: 'scrape-timeout-exceeds-interval',
  },
  { rules: [], name: 'an interval that is filled in', text: job('scrape_interval: ${env:I}', 'metrics_path: /m') },
  {
    rules: [],
    name: 'an interval of global that is filled in',
    text: job('scrape_timeout: 2m').replace(
      '      scrape',
      '      global: { scrape_interval: "${env:I}" }\n      scrape',
    ),
  },
  {
    rules: [],
    name: 'dollars that the collector takes away',
    text: job("relabel_configs: [{ regex: '(a)$$', replacement: '$${1}', target_label: b }]"),
  },
];

const NOUNS: readonly NounCase[] = [
  {
    name: 'jobs are clients at their names',
    text: HONEST.replace('job_name: collector', 'job_name: ‹collector›').replace('job_name: pods', 'job_name: ‹pods›'),
    of: ({ clients }) => clients.filter(({ role }) => role === 'scrape').map(({ at }) => at),
  },
  {
    name: 'a remote write with the extension that authenticates it',
    text: HONEST.replace('authenticator: basicauth/write', 'authenticator: ‹basicauth/write›'),
    of: ({ clients }) =>
      clients
        .filter(({ role }) => role === 'remote-write')
        .flatMap(({ credentials }) => credentials.map(({ at }) => at)),
  },
  {
    name: 'secrets in clear text',
    text: 'receivers: {}\nextensions:\n  bearertokenauth: { token: ‹abc› }\n  oauth2client: { client_id: a, client_secret: x }\nexporters:\n  prometheusremotewrite/a:\n    endpoint: https://x/\n    headers: { X-Api-Key: ‹k›, X-Scope-OrgID: t }\n    auth: { authenticator: bearertokenauth }\nservice: {}\n',
    of: ({ secrets }) => secrets,
    is: [
      { key: 'X-Api-Key', form: 'clear' },
      { key: 'token', fileKey: 'filename' },
    ],
  },
  {
    name: 'TLS of a remote write',
    text: 'exporters:\n  prometheusremotewrite:\n    endpoint: https://x/\n    tls: { insecure_skip_verify: ‹true›, ca_file: /ca.pem }\n',
    of: ({ clients }) => clients.map(({ tls }) => tls?.skipVerify),
    is: [{ value: true }],
  },
  {
    name: 'the exporter that is scraped is a listener',
    text: 'exporters:\n  prometheus:\n    endpoint: "‹0.0.0.0:8889›"\n    tls: { cert_file: a.pem, key_file: a.key, client_ca_file: ca.pem, min_version: "1.2" }\n',
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: '0.0.0.0:8889' }],
  },
];

describe('a configuration of the OpenTelemetry Collector', () => {
  test.each(FINDINGS)('$name', (row) => expectCase('otel-collector', row));
  test.each(NOUNS)('$name', (row) => expectNouns('otel-collector', row));

  test('a listener with client certificates, and one in clear text', () => {
    const text = (tls: string) => `exporters:\n  prometheus:\n    endpoint: 0.0.0.0:1\n${tls}`;
    const [plain] = nounsIn('otel-collector', text('')).listeners;
    const [secure] = nounsIn('otel-collector', text('    tls: { cert_file: a, client_ca_file: b }\n')).listeners;
    expect([plain?.tls.value, plain?.admission.certificates]).toEqual(['off', 'none']);
    expect([secure?.tls.value, secure?.admission.certificates, secure?.clientCa?.path]).toEqual([
      'on',
      'required',
      'b',
    ]);
  });

  test('`insecure` alone is no TLS, and an authenticator of the machine has no secret', () => {
    const text =
      'extensions: { sigv4auth: { region: x } }\nexporters:\n  prometheusremotewrite:\n    endpoint: http://prometheus:9090/w\n    tls: { insecure: true }\n    auth: { authenticator: sigv4auth }\n';
    const { clients, secrets } = nounsIn('otel-collector', text);
    expect(clients).toMatchObject([{ scheme: { value: 'http' }, credentials: [{ type: 'signature' }] }]);
    expect([clients[0]?.tls, secrets]).toEqual([undefined, []]);
  });

  test('an honest file has no findings, and its components as the outline', () => {
    expect(findingsIn('otel-collector', HONEST).map(({ message }) => message)).toEqual([]);
    const outline = createServices([]).get('otel-collector')?.outline(HONEST) ?? [];
    expect(outline.map(({ name, children }) => [name, children.length])).toEqual([
      ['extensions', 2],
      ['receivers', 2],
      ['exporters', 2],
      ['service', 0],
    ]);
  });

  test.each([
    ['by its receiver', '/otel.yaml', HONEST, 'otel-collector'],
    ['only the receiver', '/r.yaml', job(), 'otel-collector'],
    [
      'one that only writes',
      '/c.yaml',
      'receivers: {otlp: {}}\nexporters:\n  prometheusremotewrite:\n    endpoint: x\nservice: {}\n',
      'otel-collector',
    ],
    ['one without Prometheus', '/c.yaml', 'receivers:\n  otlp: {}\nexporters:\n  debug: {}\nservice: {}\n', undefined],
    ['an object of the operator', '/c.yaml', `apiVersion: opentelemetry.io/v1beta1\n${HONEST}`, undefined],
  ])('is detected: %s', (_name, path, text, kind) => {
    expect(detectKind({ path, text })).toBe(kind);
  });
});
