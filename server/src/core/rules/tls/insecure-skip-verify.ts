import type { Fix, Severity } from '../../findings/finding';
import { addressClass, parseAddress } from '../../model/address';
import type { Client, Said } from '../../model/nouns';
import { sentCredentials } from '../clearText';
import { defineRule, fix, type RuleInput } from '../rule';
import { caEntry } from '../toHttps';

const SKIPPED =
  'Whoever answers is believed: the certificate is not verified, so anybody on the way can pretend to be the target and read what is sent.';

export default defineRule({
  id: 'insecure-skip-verify',
  category: 'tls',
  severity: 'error',
  kinds: ['prometheus', 'scrape-config', 'helm-values', 'alertmanager', 'blackbox', 'otel-collector'],
  summary: 'The verification of the certificate is switched off',
  why: 'TLS without verification encrypts the connection to whoever answers. Anybody on the way can answer with a certificate of their own, read passwords and tokens, and hand over metrics that are made up.',
  advice:
    'Name the CA that signed the certificate (`ca_file`), and the name in the certificate (`server_name`) where the target is an address that the certificate does not have. Then remove the key.',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config',
    'https://pkg.go.dev/crypto/tls#Config',
  ],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: ca.crt
      insecure_skip_verify: ‹true›
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: ca.crt
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
    {
      kind: 'prometheus',
      bad: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    tls_config: { insecure_skip_verify: ‹true› }
`,
      fixed: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    tls_config: { ca_file: ca.crt }
`,
    },
    {
      kind: 'prometheus',
      bad: `tracing:
  endpoint: traces.example.net:4317
  insecure: ‹true›
`,
      fixed: `tracing:
  endpoint: traces.example.net:4317
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: node
spec:
  selector: {}
  endpoints:
    - port: metrics
      scheme: https
      tlsConfig:
        insecureSkipVerify: ‹true›
`,
      fixed: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: node
spec:
  selector: {}
  endpoints:
    - port: metrics
      scheme: https
      tlsConfig:
        ca:
          configMap:
            name: scrape-ca
            key: ca.crt
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config:
          ca_file: /etc/prometheus/secrets/node-ca/ca.crt
          insecure_skip_verify: ‹true›
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config:
          ca_file: /etc/prometheus/secrets/node-ca/ca.crt
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
    },
    {
      kind: 'alertmanager',
      bad: `global:
  http_config:
    tls_config:
      insecure_skip_verify: ‹true›
route: { receiver: nobody }
receivers:
  - name: nobody
`,
      fixed: `global:
  http_config:
    tls_config:
      ca_file: ca.crt
route: { receiver: nobody }
receivers:
  - name: nobody
`,
    },
    {
      kind: 'blackbox',
      severity: 'warning',
      bad: `modules:
  http_2xx:
    prober: http
    http:
      tls_config:
        insecure_skip_verify: ‹true›
`,
      fixed: `modules:
  http_2xx:
    prober: http
    http:
      tls_config:
        ca_file: ca.crt
`,
    },
    {
      kind: 'otel-collector',
      bad: `receivers:
  otlp: {}
exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
    tls:
      insecure_skip_verify: ‹true›
service:
  pipelines:
    metrics:
      receivers: [otlp]
      exporters: [prometheusremotewrite]
`,
      fixed: `receivers:
  otlp: {}
exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
    tls:
      ca_file: ca.crt
service:
  pipelines:
    metrics:
      receivers: [otlp]
      exporters: [prometheusremotewrite]
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config: { ca_file: ca.crt, insecure_skip_verify: false }
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
    {
      kind: 'prometheus',
      text: `tracing:
  endpoint: 127.0.0.1:4317
  insecure: true
`,
    },
  ],
  check: (input) => {
    for (const client of input.nouns.clients) {
      const { tls, scheme, role } = client;
      if (role === 'tracing' && scheme.value === 'http' && !scheme.isDefault) clearTraces(client, input);
      // Where nothing goes over TLS, tls-config-without-https says so.
      if (tls?.skipVerify?.value !== true || scheme.value === 'http') continue;
      const advice =
        tls.ca !== undefined
          ? 'A CA is named beside it, so the key can go.'
          : `Name the CA that signed the certificate with \`${caEntry(client, input).key}\`, and remove the key.`;
      input.report(tls.skipVerify, `${SKIPPED} ${advice}`, {
        severity: severityOf(client),
        fixes: verifyFixes(client, tls.skipVerify, input),
      });
    }
  },
});

/** A prober may have to look at what nobody trusts; what it sends nobody else should get. */
function severityOf(client: Client): Severity {
  return client.role === 'probe' && sentCredentials(client).length === 0 ? 'warning' : 'error';
}

function verifyFixes(client: Client, at: Said<boolean>, input: RuleInput): readonly Fix[] {
  const { edits } = input;
  if (client.tls?.ca !== undefined) return fix('Verify the certificate again', [edits.removeEntry(at)], { safe: true });
  return [
    ...fix('Verify the certificate with a CA of your own', [edits.replaceEntry(at, [caEntry(client, input)])]),
    ...fix('Verify the certificate with the public CAs', [edits.removeEntry(at)], { refactor: true }),
  ];
}

/** Traces without TLS: the further they go, the worse. On the host itself, and in a tailnet, nobody reads them. */
function clearTraces({ scheme, targets }: Client, { edits, report }: RuleInput): void {
  const [endpoint] = targets;
  if (endpoint?.value === undefined) return;
  const reach = addressClass(parseAddress(endpoint.value).host);
  if (reach === 'loopback' || reach === 'tailnet') return;
  const severity: Severity = reach === 'public' ? 'error' : reach === 'cluster' ? 'info' : 'warning';
  const text =
    'Traces are sent in clear text, and whoever answers is believed: `insecure` switches TLS off. Remove the key, and name the CA of the receiver under `tls_config` if it is one of your own.';
  report(scheme, text, { severity, fixes: fix('Send traces over TLS', [edits.removeEntry(scheme)]) });
}
