import { defineRule } from '../rule';

export default defineRule({
  id: 'hash-used-as-password',
  category: 'auth',
  severity: 'error',
  kinds: ['prometheus', 'helm-values', 'alertmanager', 'blackbox', 'otel-collector'],
  summary: 'A bcrypt hash stands where a client needs the password',
  why: 'A client sends the password as it is, and the server makes the hash of it. With the hash in its place every login fails; and a server that does take it was given the hash as a password.',
  advice:
    'Write the password that the hash was made of into a file and name it with `password_file`. The hash belongs into the web configuration of the exporter (`basic_auth_users`) and nowhere else.',
  sources: ['https://prometheus.io/docs/guides/basic-auth/'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: prometheus
      password: ‹$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        basic_auth:
          username: prometheus
          password: ‹'$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234'›
        static_configs:
          - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'alertmanager',
      bad: `receivers:
  - name: team
    webhook_configs:
      - url: https://hook.lan/alerts
        http_config:
          basic_auth:
            username: alerts
            password: ‹$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
route:
  receiver: team
`,
    },
    {
      kind: 'blackbox',
      bad: `modules:
  http_2xx:
    prober: http
    http:
      basic_auth:
        username: probe
        password: ‹$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
`,
    },
    {
      kind: 'otel-collector',
      bad: `receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: node
          scheme: https
          basic_auth:
            username: prometheus
            password: ‹$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
          static_configs:
            - targets: ['node-1.lan:9100']
exporters:
  debug: {}
service:
  pipelines:
    metrics:
      receivers: [prometheus]
      exporters: [debug]
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: prometheus
      password_file: node.password
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
  ],
  check: ({ nouns, report }) => {
    for (const secret of nouns.secrets) {
      // Grafana makes its own hash of whatever it is given as the first password.
      if (secret.form !== 'hash' || secret.key === 'adminPassword') continue;
      report(
        secret,
        `This is a bcrypt hash, and a client sends what stands here as it is: the login fails, or the hash itself is the password. Name a file with the password here; the hash belongs into the web configuration of the exporter.`,
      );
    }
  },
});
