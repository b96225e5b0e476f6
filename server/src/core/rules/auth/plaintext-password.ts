import type { Severity } from '../../findings/finding';
import type { KindId } from '../../kinds/kindId';
import type { Secret } from '../../model/nouns';
import { canMove } from '../../secrets/canMove';
import { moveFix } from '../moveFix';
import { isPlainUrl } from '../publicValue';
import { defineRule } from '../rule';
import { isOfSecretObject } from '../secretObject';

export default defineRule({
  id: 'plaintext-password',
  category: 'auth',
  severity: 'error',
  kinds: [
    'prometheus',
    'scrape-config',
    'helm-values',
    'compose',
    'stunnel',
    'systemd',
    'alertmanager',
    'blackbox',
    'otel-collector',
  ],
  summary: 'A password, token or key stands in the file in clear text',
  why: 'A configuration is read by more people and programs than its secrets are meant for: it lies in a repository, in backups, in the output of a deployment. A secret that was in a repository once stays in its history.',
  advice:
    'Put the secret into a file of its own that only the program can read (mode 0600), and name that file: `password_file`, `credentials_file`, `client_secret_file`. In Kubernetes name a key of a Secret. Then change the secret, since the old one is known.',
  sources: [
    'https://prometheus.io/docs/operating/security/#secrets',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config',
  ],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: prometheus
      password: ‹correct-horse›
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'prometheus',
      bad: `remote_write:
  - url: https://push:‹correct-horse›@metrics.lan/api/v1/write
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mysqld-exporter
spec:
  selector:
    matchLabels: { app: mysqld-exporter }
  template:
    metadata:
      labels: { app: mysqld-exporter }
    spec:
      containers:
        - name: exporter
          image: quay.io/prometheus/mysqld-exporter:v0.15.1
          env:
            - name: MYSQLD_EXPORTER_PASSWORD
              value: ‹correct-horse›
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        authorization:
          credentials: ‹correct-horse›
        static_configs:
          - targets: ['node-1.lan:9100']
grafana:
  adminPassword: ‹battery-staple›
`,
    },
    {
      kind: 'compose',
      severity: 'warning',
      bad: `services:
  postgres-exporter:
    image: quay.io/prometheuscommunity/postgres-exporter:v0.15.0
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    environment:
      DATA_SOURCE_NAME: postgresql://metrics:‹correct-horse›@db:5432/postgres?sslmode=disable
`,
    },
    {
      kind: 'stunnel',
      severity: 'warning',
      bad: `setuid = stunnel4
setgid = stunnel4
[node]
client = yes
accept = 127.0.0.1:19100
connect = proxy.lan:3128
protocol = connect
protocolHost = node-1.lan:9100
protocolUsername = metrics
protocolPassword = ‹correct-horse›
verifyChain = yes
CAfile = /etc/stunnel/ca.pem
checkHost = node-1.lan
`,
    },
    {
      kind: 'systemd',
      severity: 'warning',
      path: 'postgres_exporter.service',
      alsoFinds: ['unit-not-hardened'],
      bad: `[Service]
DynamicUser=yes
Environment=DATA_SOURCE_PASS=‹correct-horse›
ExecStart=/usr/local/bin/postgres_exporter --web.listen-address=127.0.0.1:9187
Restart=on-failure
`,
    },
    {
      kind: 'alertmanager',
      bad: `receivers:
  - name: team
    pagerduty_configs:
      - routing_key: ‹correct-horse›
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
        password: ‹correct-horse›
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
            password: ‹correct-horse›
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
    {
      kind: 'compose',
      text: `services:
  postgres-exporter:
    image: quay.io/prometheuscommunity/postgres-exporter:v0.15.0
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    environment:
      DATA_SOURCE_URI: db:5432/postgres?sslmode=disable
      DATA_SOURCE_USER: metrics
      DATA_SOURCE_PASS: \${PG_PASSWORD}
`,
    },
  ],
  check: ({ kind, nouns, report }) => {
    if (FOUND_BY_CHECKS.has(kind)) return;
    const severity: Severity = kind === 'compose' ? 'warning' : 'error';
    for (const secret of nouns.secrets) {
      if (secret.form !== 'clear' || isOfSecretObject(secret) || isPlainUrl(secret)) continue;
      report(secret, message(secret, kind), { severity, fixes: moveFix(secret, kind) });
    }
  },
});

/** Kinds whose own checks say it (kinds/stunnel/lints/secrets.ts, kinds/systemd/checks/host.ts). */
const FOUND_BY_CHECKS: ReadonlySet<KindId> = new Set(['stunnel', 'systemd']);

function message(secret: Secret, kind: KindId): string {
  const what = `This secret (\`${secret.key}\`) stands in the file in clear text, for everybody who can read the file, its repository or a backup.`;
  return `${what} ${instead(secret, kind)} Then change it, since it is known.`;
}

/** Where else it can stand. */
function instead(secret: Secret, kind: KindId): string {
  const { fileKey } = secret;
  if (fileKey === undefined) return WITHOUT_FILE[kind] ?? OTHERWISE;
  if (fileKey === 'valueFrom') return 'Take it from a Secret with `valueFrom.secretKeyRef`.';
  if (kind === 'compose') return `Put it into a secret of the file and name that with \`${fileKey}\`.`;
  const where = canMove(secret, kind) && kind !== 'helm-values' ? 'a file that only the program can read' : 'a Secret';
  return `Put it into ${where} and name that with \`${fileKey}\`.`;
}

const OTHERWISE = 'Nothing can name a file in its place: keep this file at mode 0600 and out of repositories.';
const WITHOUT_FILE: Readonly<Partial<Record<KindId, string>>> = {
  compose: 'Take it from the environment of the caller, or from an `env_file` that is in no repository.',
  'scrape-config': 'Take it from a Secret.',
};
