import type { Client } from '../../model/nouns';
import { hasIdleTls, type Leak, leakOf, schemePlace, towards } from '../clearText';
import { defineRule } from '../rule';
import { httpsFixes } from '../toHttps';

export default defineRule({
  id: 'credentials-over-http',
  category: 'tls',
  severity: 'error',
  kinds: ['prometheus', 'scrape-config', 'helm-values', 'alertmanager', 'otel-collector'],
  summary: 'Passwords or tokens are sent over HTTP, in clear text',
  why: 'HTTP carries a password or token with every request, readable for everybody on the way. Who has read it once can use it as long as it is valid, often for more than metrics.',
  advice:
    'Serve the target over TLS and set `scheme: https`, with a `tls_config` that names the CA (`ca_file`) unless a public authority has signed the certificate. Then change the password: it may have been read.',
  sources: [
    'https://www.rfc-editor.org/rfc/rfc7617#section-4',
    'https://www.rfc-editor.org/rfc/rfc6750#section-5.3',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
  ],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: ‹node›
    sample_limit: 5000
    body_size_limit: 10MB
    basic_auth:
      username: prometheus
      password_file: node.password
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
    basic_auth:
      username: prometheus
      password_file: node.password
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
    {
      kind: 'prometheus',
      severity: 'warning',
      bad: `remote_write:
  - url: ‹http://10.0.0.7:9201/write›
    authorization:
      credentials_file: token
`,
      fixed: `remote_write:
  - url: https://10.0.0.7:9201/write
    authorization:
      credentials_file: token
`,
    },
    {
      kind: 'scrape-config',
      severity: 'info',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: app
spec:
  selector: {}
  endpoints:
    - port: metrics
      scheme: ‹http›
      basicAuth:
        username: { name: app, key: user }
        password: { name: app, key: password }
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
      basicAuth:
        username: { name: app, key: user }
        password: { name: app, key: password }
`,
    },
    {
      kind: 'helm-values',
      severity: 'warning',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: ‹node›
        basic_auth:
          username: prometheus
          password_file: /etc/prometheus/secrets/node/password
        static_configs:
          - targets: ['192.168.1.5:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config:
          ca_file: ca.crt
        basic_auth:
          username: prometheus
          password_file: /etc/prometheus/secrets/node/password
        static_configs:
          - targets: ['192.168.1.5:9100']
`,
    },
    {
      kind: 'alertmanager',
      bad: `global:
  http_config:
    oauth2:
      client_id: alertmanager
      client_secret_file: client.secret
      token_url: ‹http://login.example.net/token›
route: { receiver: nobody }
receivers:
  - name: nobody
`,
      fixed: `global:
  http_config:
    oauth2:
      client_id: alertmanager
      client_secret_file: client.secret
      token_url: https://login.example.net/token
route: { receiver: nobody }
receivers:
  - name: nobody
`,
    },
    {
      kind: 'otel-collector',
      bad: `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: ‹node›
          sample_limit: 5000
          body_size_limit: 10MB
          authorization: { credentials_file: token }
          static_configs:
            - targets: ['node-1.example.net:9100']
`,
      fixed: `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: node
          scheme: https
          tls_config:
            ca_file: ca.crt
          sample_limit: 5000
          body_size_limit: 10MB
          authorization: { credentials_file: token }
          static_configs:
            - targets: ['node-1.example.net:9100']
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: beside
    basic_auth:
      username: prometheus
      password_file: node.password
    static_configs:
      - targets: ['localhost:9100']
`,
    },
    {
      kind: 'prometheus',
      text: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    basic_auth:
      username: prometheus
      password_file: write.password
`,
    },
  ],
  check: (input) => {
    for (const client of input.nouns.clients) {
      const leak = leakOf(client);
      if (leak === undefined) continue;
      const { severity } = leak;
      input.report(schemePlace(client), messageOf(client, leak), { severity, fixes: httpsFixes(client, input) });
    }
  },
});

const WHAT = {
  basic: 'A password is',
  bearer: 'A token is',
  oauth2: 'A secret for tokens, or a token, is',
  header: 'A header that lets in is',
  token: 'A token is',
} as const;

function messageOf(client: Client, { way, credential: { type } }: Leak): string {
  const what = type === 'signature' || type === 'psk' ? 'A secret is' : WHAT[type];
  const idle = hasIdleTls(client) ? ' The settings of TLS have no effect as long as the scheme is http.' : '';
  return `${what} sent in clear text${towards(way)}, since the scheme is http: everybody on the way can read it and use it. Use https.${idle}`;
}
