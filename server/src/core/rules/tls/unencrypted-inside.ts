import { carriesMetrics, farthest, hasIdleTls, leakOf, schemePlace, towards } from '../clearText';
import { defineRule } from '../rule';
import { httpsFixes } from '../toHttps';

export default defineRule({
  id: 'unencrypted-inside',
  category: 'tls',
  severity: 'hint',
  level: 'all',
  kinds: ['prometheus', 'scrape-config', 'helm-values', 'file-sd', 'otel-collector'],
  summary: 'Metrics go over HTTP inside of a cluster or a tailnet',
  why: 'The network of a cluster is mostly not encrypted, and who is in one of its pods may listen. A tailnet encrypts between its machines, yet not on from them.',
  advice:
    'Set `scheme: https` and name the CA, or let a service mesh or the VPN do it. Where that is settled, leave this rule off, as it is by default.',
  sources: ['https://kubernetes.io/docs/concepts/security/multi-tenancy/', 'https://tailscale.com/kb/1504/encryption'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: ‹app›
    static_configs:
      - targets: ['app:8080']
`,
      fixed: `scrape_configs:
  - job_name: app
    scheme: https
    tls_config:
      ca_file: ca.crt
    static_configs:
      - targets: ['app:8080']
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: app
spec:
  selector: {}
  endpoints:
    - port: metrics
      scheme: ‹http›
`,
      fixed: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: app
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
      - job_name: ‹node›
        static_configs:
          - targets: ['100.64.0.5:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config:
          ca_file: ca.crt
        static_configs:
          - targets: ['100.64.0.5:9100']
`,
    },
    {
      kind: 'file-sd',
      bad: `- targets: ['app.shop.svc:8080']
  labels:
    __scheme__: ‹http›
`,
      fixed: `- targets: ['app.shop.svc:8080']
  labels:
    __scheme__: https
`,
    },
    {
      kind: 'otel-collector',
      bad: `exporters:
  prometheusremotewrite:
    endpoint: ‹http://mimir:9009/api/v1/push›
`,
      fixed: `exporters:
  prometheusremotewrite:
    endpoint: https://mimir:9009/api/v1/push
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    static_configs:
      - targets: ['localhost:9100']
`,
    },
  ],
  check: (input) => {
    for (const client of input.nouns.clients) {
      if (!carriesMetrics(client) || client.scheme.value !== 'http') continue;
      const isTold = leakOf(client) !== undefined || hasIdleTls(client);
      if (isTold || farthest(client, ['public', 'private']) !== undefined) continue;
      const way = farthest(client, ['cluster', 'tailnet']);
      if (way === undefined) continue;
      const text = `Metrics go over http${towards(way)}: inside of a closed network, and in clear text for whoever is in it. Use https.`;
      input.report(schemePlace(client), text, { fixes: httpsFixes(client, input) });
    }
  },
});
