import { carriesMetrics, farthest, hasIdleTls, leakOf, schemePlace, towards } from '../clearText';
import { defineRule } from '../rule';
import { httpsFixes } from '../toHttps';

export default defineRule({
  id: 'unencrypted-scrape',
  category: 'tls',
  severity: 'warning',
  kinds: ['prometheus', 'scrape-config', 'helm-values', 'file-sd', 'otel-collector'],
  summary: 'Metrics go over HTTP to an address outside of this host',
  why: 'Over HTTP everybody on the way can read the metrics and change them. They tell what runs where, in which version and how busy it is, and alerts rely on them.',
  advice:
    'Serve the target over TLS (a web configuration of the exporter, stunnel, a proxy) and set `scheme: https` with a `tls_config` that names the CA. In a network of machines that know each other, a VPN is as good.',
  sources: [
    'https://prometheus.io/docs/operating/security/',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
  ],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: ‹node›
    sample_limit: 5000
    body_size_limit: 10MB
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: https
    tls_config:
      ca_file: ca.crt
    sample_limit: 5000
    body_size_limit: 10MB
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
    {
      kind: 'prometheus',
      severity: 'hint',
      bad: `scrape_configs:
  - job_name: node
    scheme: ‹"http"› # for now
    static_configs:
      - targets: ['192.168.1.5:9100', 'localhost:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: "https" # for now
    tls_config:
      ca_file: ca.crt
    static_configs:
      - targets: ['192.168.1.5:9100', 'localhost:9100']
`,
    },
    {
      kind: 'prometheus',
      bad: `remote_write:
  - url: ‹http://metrics.example.net/api/v1/write›
`,
      fixed: `remote_write:
  - url: https://metrics.example.net/api/v1/write
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: ‹node›
spec:
  sampleLimit: 5000
  bodySizeLimit: 10MB
  staticConfigs:
    - targets: ['node-1.example.net:9100']
`,
      fixed: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: node
spec:
  sampleLimit: 5000
  bodySizeLimit: 10MB
  staticConfigs:
    - targets: ['node-1.example.net:9100']
  scheme: https
  tlsConfig:
    ca:
      configMap:
        name: scrape-ca
        key: ca.crt
`,
    },
    {
      kind: 'scrape-config',
      severity: 'hint',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata:
  name: site
spec:
  prober:
    url: 10.0.0.9:9115
    scheme: ‹http›
  targets:
    staticConfig:
      static: ['https://www.example.com/']
`,
      fixed: `apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata:
  name: site
spec:
  prober:
    url: 10.0.0.9:9115
    scheme: https
  targets:
    staticConfig:
      static: ['https://www.example.com/']
  tlsConfig:
    ca:
      configMap:
        name: scrape-ca
        key: ca.crt
`,
    },
    {
      kind: 'helm-values',
      severity: 'hint',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: ‹node›
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config:
          ca_file: ca.crt
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
    },
    {
      kind: 'file-sd',
      bad: `- targets: ['node-1.example.net:9100']
  labels:
    __scheme__: ‹http›
`,
      fixed: `- targets: ['node-1.example.net:9100']
  labels:
    __scheme__: https
`,
    },
    {
      kind: 'otel-collector',
      bad: `exporters:
  prometheusremotewrite:
    endpoint: ‹http://metrics.example.net/api/v1/write›
`,
      fixed: `exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    static_configs:
      - targets: ['localhost:9100', '127.0.0.1:9101', '[::1]:9102']
`,
    },
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: site
    metrics_path: /probe
    params: { module: [http_2xx] }
    static_configs:
      - targets: ['http://www.example.com/']
    relabel_configs:
      - source_labels: [__address__]
        target_label: __param_target
      - target_label: __address__
        replacement: localhost:9115
`,
    },
    { kind: 'file-sd', text: "- targets: ['node-1.example.net:9100']\n" },
  ],
  check: (input) => {
    for (const client of input.nouns.clients) {
      if (!carriesMetrics(client) || client.scheme.value !== 'http') continue;
      // The same fault is told by who knows more of it: credentials-over-http and tls-config-without-https.
      if (leakOf(client) !== undefined || hasIdleTls(client)) continue;
      const way = farthest(client, ['public', 'private']);
      if (way === undefined) continue;
      const isPublic = way.reach === 'public';
      const what = client.role === 'alertmanager' ? 'Alerts' : 'Metrics';
      const where = isPublic ? 'everybody on the way' : 'everybody in that network';
      const text = `${what} go over http${towards(way)} in clear text: ${where} can read and change them. Use https.`;
      input.report(schemePlace(client), text, {
        severity: isPublic ? 'warning' : 'hint',
        fixes: httpsFixes(client, input),
      });
    }
  },
});
