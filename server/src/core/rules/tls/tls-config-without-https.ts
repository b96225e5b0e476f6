import { hasIdleTls, leakOf } from '../clearText';
import { defineRule } from '../rule';
import { httpsFixes } from '../toHttps';

export default defineRule({
  id: 'tls-config-without-https',
  category: 'tls',
  severity: 'warning',
  kinds: ['prometheus', 'scrape-config', 'helm-values', 'otel-collector'],
  summary: 'Settings of TLS for a client that speaks HTTP',
  why: 'Prometheus speaks TLS only where the scheme is https, and http is the default. The settings are read and never used, so everything goes in clear text, while the file looks as if it were encrypted.',
  advice: 'Set `scheme: https`, or write `https://` in the URL. If the target really speaks HTTP, remove the block.',
  sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    ‹tls_config›:
      ca_file: ca.crt
    static_configs:
      - targets: ['192.168.1.5:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: https
    tls_config:
      ca_file: ca.crt
    static_configs:
      - targets: ['192.168.1.5:9100']
`,
    },
    {
      kind: 'prometheus',
      bad: `remote_write:
  - url: 'http://metrics.example.net/api/v1/write'
    ‹tls_config›: { ca_file: ca.crt }
`,
      fixed: `remote_write:
  - url: 'https://metrics.example.net/api/v1/write'
    tls_config: { ca_file: ca.crt }
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  name: app
spec:
  selector: {}
  podMetricsEndpoints:
    - port: metrics
      ‹tlsConfig›:
        serverName: app.example.net
`,
      fixed: `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  name: app
spec:
  selector: {}
  podMetricsEndpoints:
    - port: metrics
      tlsConfig:
        serverName: app.example.net
      scheme: https
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: http
        ‹tls_config›:
          ca_file: /etc/prometheus/secrets/node-ca/ca.crt
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
      kind: 'otel-collector',
      bad: `exporters:
  prometheusremotewrite:
    endpoint: http://metrics.example.net/api/v1/write
    ‹tls›:
      ca_file: ca.crt
`,
      fixed: `exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
    tls:
      ca_file: ca.crt
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: pods
    tls_config:
      ca_file: ca.crt
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scheme]
        regex: (https?)
        target_label: __scheme__
`,
    },
  ],
  check: (input) => {
    for (const client of input.nouns.clients) {
      // Where passwords go in clear text, credentials-over-http says so, and speaks of these settings too.
      if (client.tls === undefined || !hasIdleTls(client) || leakOf(client) !== undefined) continue;
      const missing = client.scheme.isDefault ? 'no scheme is given, and the default is http' : 'the scheme is http';
      const text = `These settings have no effect: ${missing}, so everything goes in clear text. Use https, or remove the block.`;
      input.report(client.tls.at, text, { fixes: httpsFixes(client, input) });
    }
  },
});
