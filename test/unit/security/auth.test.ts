import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';

const services = createServices(RULES);
const OURS = new Set(RULES.filter(({ category }) => category === 'auth').map(({ id }) => id));

/** What the rules about authentication find: exactly `finds`, one for each marked place in its order. */
interface Case {
  readonly name: string;
  readonly kind: KindId;
  readonly text: string;
  readonly finds?: readonly string[];
  readonly path?: string;
  readonly isGitIgnored?: boolean;
  readonly guessed?: readonly string[];
  /** The text after the fixes that change it. */
  readonly fixed?: string;
  /** What the host is asked to do for each finding that has such a fix. */
  readonly acts?: readonly string[];
}

function findings(row: Case, text: string) {
  const service = services.get(row.kind);
  if (service === undefined) throw new Error(`There is no kind ${row.kind}.`);
  const surroundings = {
    targets: newestTargets(),
    ...(row.path !== undefined && { path: row.path }),
    ...(row.isGitIgnored !== undefined && { isGitIgnored: row.isGitIgnored }),
    ...(row.guessed && { guessed: new Map(row.guessed.map((hash) => [hash, true] as const)) }),
  };
  return service.check(service.open(text), surroundings).findings.filter(({ code }) => OURS.has(code));
}

function expectCase(row: Case): void {
  const { text, spans } = unmark(row.text);
  const found = findings(row, text);
  const expected = (row.finds ?? []).map((what, index) => {
    const { start, end } = spans[index] ?? spans.at(-1) ?? { start: -1, end: -1 };
    return `${what} ‹${text.slice(start, end)}›`;
  });
  const shown = (severity: Severity, code: string, start: number, end: number) =>
    `${severity} ${code} ‹${text.slice(start, end)}›`;
  expect(found.map(({ severity, code, start, end }) => shown(severity, code, start, end))).toEqual(expected);
  for (const { message } of found) expect(message).not.toMatch(/correct-horse|battery-staple|\$2y\$/);
  if (row.fixed !== undefined) {
    const changes = found.flatMap(({ fixes = [] }) => fixes.find(({ act }) => act === undefined)?.changes ?? []);
    expect(applyChanges(text, changes)).toBe(row.fixed);
  }
  if (row.acts !== undefined) {
    const acts = found.flatMap(({ fixes = [] }) => fixes.flatMap(({ act }) => (act === undefined ? [] : [act.does])));
    expect(acts).toEqual(row.acts);
  }
}

const HASH = '$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234';
const job = (rest: string) => `scrape_configs:\n  - job_name: node\n    scheme: https\n${rest}`;
const tls = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';
const secret = (rest: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\n${rest}`;
const monitor = (rest: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: node\nspec:\n  selector: {}\n  endpoints:\n    - port: metrics\n${rest}`;
const unit = (flags: string) => `[Service]\nUser=exporter\nRestart=on-failure\nExecStart=/usr/local/bin/${flags}\n`;
const site = (rest: string) => `server {\n${rest}}\n`;
const stunnel = (accept: string, rest = '') =>
  `setuid = stunnel4\nsetgid = stunnel4\n[node_exporter]\naccept = ${accept}\nconnect = 127.0.0.1:9100\ncert = /etc/stunnel/node.pem\n${rest}`;

const PASSWORDS: readonly Case[] = [
  {
    name: 'a password with a key for a file is moved',
    kind: 'prometheus',
    text: job('    basic_auth:\n      username: prom\n      password: ‹correct-horse›\n'),
    finds: ['error plaintext-password'],
    acts: ['move-secret'],
  },
  {
    name: 'secrets of Alertmanager in the values of a chart are named, and none of Prometheus mounts helps them',
    kind: 'helm-values',
    text: 'prometheus:\n  prometheusSpec: {}\nalertmanager:\n  config:\n    global:\n      smtp_auth_password: ‹correct-horse›\n    receivers:\n      - name: a\n        webhook_configs:\n          - url: http://bridge:8080/alerts\n        opsgenie_configs:\n          - api_key: ${OPSGENIE_KEY}\n',
    finds: ['error plaintext-password'],
    acts: [],
  },
  {
    name: 'the password of a URL, and a token in its query, have no key for a file',
    kind: 'prometheus',
    text: 'remote_write:\n  - url: https://a:‹correct-horse›@h.lan/w\n  - url: https://h.lan/w?token=‹battery-staple›\n',
    finds: ['error plaintext-password', 'error plaintext-password'],
    acts: [],
  },
  {
    name: 'a header that holds a secret, and one that does not',
    kind: 'prometheus',
    text: job(
      '    http_headers:\n      X-Api-Key:\n        secrets: [‹correct-horse›]\n      X-Scope-OrgID:\n        values: [team-1]\n',
    ),
    finds: ['error plaintext-password'],
  },
  {
    name: 'files, variables of a template and empty values',
    kind: 'prometheus',
    path: 'prometheus.yml.tmpl',
    text: job('    basic_auth:\n      username: prom\n      password: ${PW}\n    params:\n      module: [http_2xx]\n'),
  },
  {
    name: 'an anchor that two jobs use counts once',
    kind: 'prometheus',
    text: `scrape_configs:\n  - job_name: a\n    basic_auth: &login\n      username: prom\n      password: ‹correct-horse›\n  - job_name: b\n    basic_auth: *login\n`,
    finds: ['error plaintext-password'],
  },
  {
    name: 'a well-known password is two faults: it is readable, and it is guessed',
    kind: 'prometheus',
    text: job('    basic_auth:\n      username: scraper\n      password: ‹Scraper›\n'),
    finds: ['error plaintext-password', 'error well-known-password'],
  },
  {
    name: 'a word of the list that is no password of anybody',
    kind: 'prometheus',
    text: job(
      '    basic_auth:\n      username: test\n      password_file: admin\n    params:\n      password_set: [admin]\n',
    ),
  },
  {
    name: 'a hash as a password, once',
    kind: 'prometheus',
    text: job(`    basic_auth:\n      username: prom\n      password: ‹${HASH}›\n`),
    finds: ['error hash-used-as-password'],
  },
  {
    name: "Grafana's password in Helm values, and a hash that is one to Grafana",
    kind: 'helm-values',
    text: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: []\ngrafana:\n  adminPassword: ‹battery-staple›\n`,
    finds: ['error plaintext-password'],
  },
  {
    name: 'the environment of an exporter in a compose file is a warning',
    kind: 'compose',
    text: 'services:\n  redis-exporter:\n    image: oliver006/redis_exporter:v1.62.0\n    environment:\n      REDIS_PASSWORD: ‹correct-horse›\n      REDIS_ADDR: redis://redis:6379\n',
    finds: ['warning plaintext-password'],
    acts: [],
  },
  {
    name: 'variables of a compose file are filled in by it',
    kind: 'compose',
    text: 'services:\n  redis-exporter:\n    image: oliver006/redis_exporter:v1.62.0\n    environment:\n      REDIS_PASSWORD: ${REDIS_PASSWORD}\n',
  },
  {
    name: 'the URL of a webhook is a secret where something secret stands in it',
    kind: 'alertmanager',
    text: 'receivers:\n  - name: a\n    webhook_configs:\n      - url: http://bot.lan:8080/alerts\n      - url: ‹https://hook.example.com/in/c0rrecthorsebatterystap1e›\n  - name: b\n    slack_configs:\n      - api_url: https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX\n',
    finds: ['error plaintext-password'],
    acts: ['move-secret'],
  },
  {
    name: 'a password of a container in a Deployment',
    kind: 'scrape-config',
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: redis-exporter\nspec:\n  template:\n    spec:\n      containers:\n        - name: exporter\n          image: oliver006/redis_exporter:v1.62.0\n          env:\n            - name: REDIS_PASSWORD\n              value: ‹correct-horse›\n            - name: OTHER_PASSWORD\n              valueFrom: { secretKeyRef: { name: redis, key: password } }\n',
    finds: ['error plaintext-password'],
    acts: ['move-secret'],
  },
  {
    name: 'a secret in a unit is found once',
    kind: 'systemd',
    path: 'redis_exporter.service',
    text: '[Service]\nDynamicUser=yes\nEnvironment=REDIS_PASSWORD=‹correct-horse›\nExecStart=/bin/redis_exporter --web.listen-address=127.0.0.1:9121\n',
    finds: ['warning plaintext-password'],
  },
  {
    name: 'a file of variables of a unit is where a secret belongs',
    kind: 'systemd',
    path: '/etc/default/prometheus-postgres-exporter',
    text: 'DATA_SOURCE_NAME="postgresql://metrics:correct-horse@localhost/postgres"\nARGS=""\n',
  },
];

const SECRETS: readonly Case[] = [
  {
    name: 'values in clear text and in base64; names of users and certificates are public',
    kind: 'scrape-config',
    text: secret(
      'stringData:\n  username: prometheus\n  password: ‹correct-horse›\n  ca.crt: |\n    -----BEGIN CERTIFICATE-----\ndata:\n  token: ‹Y29ycmVjdC1ob3JzZQ==›\n  user: cHJvbQ==\n',
    ),
    finds: ['warning plaintext-secret-manifest', 'warning plaintext-secret-manifest'],
  },
  {
    name: 'a hint where git ignores the file',
    kind: 'scrape-config',
    isGitIgnored: true,
    text: secret('stringData:\n  password: ‹correct-horse›\n'),
    finds: ['hint plaintext-secret-manifest'],
  },
  {
    name: 'placeholders, variables and what SOPS has encrypted',
    kind: 'scrape-config',
    text: `${secret('stringData:\n  password: <PASSWORD>\n  token: ${TOKEN}\n  key: ENC[AES256_GCM,data:abc]\n  url: https://grafana.lan/\n')}`,
  },
  {
    name: 'what stands beside the password is no secret',
    kind: 'scrape-config',
    text: secret(
      "stringData:\n  host: db.lan\n  port: '5432'\n  smtp: mail.example.com:587\n  type: git\n  url: https://git.lan/repo\n  auth: prom:$apr1$salt$hash\n  enabled: 'true'\n  db-password: ‹correct-horse›\n",
    ),
    finds: ['warning plaintext-secret-manifest'],
  },
  {
    name: 'a file of another program, at the secret in it; one without a secret',
    kind: 'scrape-config',
    text: secret(
      'stringData:\n  objstore.yml: |\n    type: S3\n    config:\n      bucket: thanos\n      secret_key: ‹correct-horse›\n  other.yml: |\n    type: S3\n    config:\n      secret_key: ${KEY}\n',
    ),
    finds: ['warning plaintext-secret-manifest'],
  },
  {
    name: 'a prometheus.yml inside of a Secret has its own finding and no second one',
    kind: 'scrape-config',
    text: secret(
      'stringData:\n  prometheus-additional.yaml: |\n    - job_name: node\n      scheme: https\n      basic_auth:\n        username: prom\n        password: ‹correct-horse›\n      static_configs:\n        - targets: [node-1.lan:9100]\n',
    ),
    finds: ['error plaintext-password'],
    acts: [],
  },
  {
    name: 'a web configuration inside of a Secret is judged as one',
    kind: 'scrape-config',
    text: secret(
      `stringData:\n  web-config.yml: |\n    tls_server_config:\n      cert_file: a.crt\n      key_file: a.key\n    basic_auth_users:\n      prom: ‹${HASH.replace('10', '06')}›\n`,
    ),
    finds: ['warning weak-bcrypt-cost'],
    acts: [],
  },
];

const HASHES: readonly Case[] = [
  {
    name: 'a password where a hash belongs',
    kind: 'web-config',
    text: `${tls}basic_auth_users:\n  prom: ‹correct-horse›\n`,
    finds: ['error unhashed-web-password'],
    acts: ['hash-password'],
  },
  {
    name: 'the hash of another program is no password',
    kind: 'web-config',
    text: `${tls}basic_auth_users:\n  a: ‹$6$salt$hash›\n  b: ‹"{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M="›\n`,
    finds: ['error unhashed-web-password', 'error unhashed-web-password'],
    acts: [],
  },
  {
    name: 'variables and placeholders are for something else to fill in',
    kind: 'web-config',
    text: `${tls}basic_auth_users:\n  a: ‹\${HASH}›\n  b: ‹<HASH>›\n  c: ‹CHANGE_ME›\n`,
    finds: ['warning unexpanded-variable', 'warning unexpanded-variable', 'warning unexpanded-variable'],
  },
  {
    name: 'in a template they are as they should be',
    kind: 'web-config',
    path: 'web-config.yml.example',
    text: `${tls}basic_auth_users:\n  a: \${HASH}\n  b: <HASH>\n`,
  },
  {
    name: 'costs',
    kind: 'web-config',
    text: `${tls}basic_auth_users:\n  a: ‹${HASH.replace('10', '09')}›\n  b: ${HASH}\n  c: ${HASH.replace('10', '14')}\n  d: ‹${HASH.replace('10', '15')}›\n`,
    finds: ['warning weak-bcrypt-cost', 'info weak-bcrypt-cost'],
    acts: ['hash-password', 'hash-password'],
  },
  {
    name: 'a cost that bcrypt does not have is an error of its own',
    kind: 'web-config',
    text: `${tls}basic_auth_users:\n  a: ‹${HASH.replace('10', '03')}›\n`,
    finds: ['error unhashed-web-password'],
    acts: [],
  },
  {
    name: 'a hash that was guessed, and one that was not',
    kind: 'web-config',
    guessed: [HASH],
    text: `${tls}basic_auth_users:\n  a: ‹${HASH}›\n  b: ${HASH.replace('01234', '56789')}\n`,
    finds: ['error well-known-password'],
  },
  {
    name: 'a guessed hash inside of a ConfigMap',
    kind: 'scrape-config',
    guessed: [HASH],
    text: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  web-config.yml: |\n    tls_server_config:\n      cert_file: a.crt\n      key_file: a.key\n    basic_auth_users:\n      prom: ‹${HASH}›\n`,
    finds: ['error well-known-password'],
  },
  {
    name: 'passwords without TLS',
    kind: 'web-config',
    text: `# users\n‹basic_auth_users›:\n  a: ${HASH}\n`,
    finds: ['error basic-auth-without-tls'],
    fixed: `# users\n${tls}basic_auth_users:\n  a: ${HASH}\n`,
  },
  {
    name: 'passwords without TLS in braces, which are left as they are',
    kind: 'web-config',
    text: `‹basic_auth_users›: { a: ${HASH} }\n`,
    finds: ['error basic-auth-without-tls'],
    fixed: `basic_auth_users: { a: ${HASH} }\n`,
  },
];

const TOKENS: readonly Case[] = [
  {
    name: 'a token, a file of one, quotes and comments',
    kind: 'prometheus',
    text: `scrape_configs:\n  - job_name: a\n    ‹bearer_token_file›: /run/t # ours\n  - job_name: b\n    ‹bearer_token_file›: '/run/my token'\n    honor_labels: true\n`,
    finds: ['hint deprecated-bearer-token', 'hint deprecated-bearer-token'],
    fixed: `scrape_configs:\n  - job_name: a\n    authorization:\n      credentials_file: /run/t # ours\n  - job_name: b\n    authorization:\n      credentials_file: /run/my token\n    honor_labels: true\n`,
  },
  {
    name: 'in braces',
    kind: 'prometheus',
    text: `scrape_configs:\n  - { job_name: a, ‹bearer_token_file›: /run/t }\n`,
    finds: ['hint deprecated-bearer-token'],
    fixed: `scrape_configs:\n  - { job_name: a, authorization: { credentials_file: /run/t } }\n`,
  },
  {
    name: 'a Secret of a ServiceMonitor',
    kind: 'scrape-config',
    text: monitor('      ‹bearerTokenSecret›: { name: t, key: token }\n'),
    finds: ['hint deprecated-bearer-token'],
    fixed: monitor('      authorization:\n        credentials:\n          name: t\n          key: token\n'),
  },
  {
    name: 'an empty selector, as a cluster gives it back',
    kind: 'scrape-config',
    text: monitor("      bearerTokenSecret:\n        key: ''\n"),
  },
  {
    name: 'a file of a ServiceMonitor, which `authorization` cannot name',
    kind: 'scrape-config',
    text: monitor('      ‹bearerTokenFile›: /var/run/token\n'),
    finds: ['hint deprecated-bearer-token'],
    fixed: monitor('      bearerTokenFile: /var/run/token\n'),
  },
];

const LISTENERS: readonly Case[] = [
  {
    name: 'a proxy that shows Prometheus to everybody, on each address once',
    kind: 'nginx',
    path: 'conf.d/prometheus.conf',
    text: site('  listen 80;\n  listen [::]:80;\n  location ‹/› { proxy_pass http://prometheus:9090; }\n'),
    finds: ['warning listener-without-auth'],
  },
  {
    name: 'a proxy with one path that asks nobody',
    kind: 'nginx',
    path: 'conf.d/prometheus.conf',
    text: site(
      '  listen 443 ssl;\n  location / { auth_basic x; auth_basic_user_file h; proxy_pass http://prometheus:9090; }\n  location ‹/alerts/› { proxy_pass http://alertmanager:9093/; }\n',
    ),
    finds: ['warning listener-without-auth'],
  },
  {
    name: 'a proxy that turns away by a condition, by a script, by certificates, by addresses, or that nobody reaches',
    kind: 'nginx',
    path: 'conf.d/prometheus.conf',
    text: [
      '  listen 443 ssl;\n  if ($cookie_key != "x") { return 401; }\n',
      '  listen 443 ssl;\n  access_by_lua_file /etc/nginx/sso.lua;\n',
      '  listen 443 ssl;\n  ssl_client_certificate ca.pem;\n  ssl_verify_client on;\n',
      '  listen 443 ssl;\n  allow 10.0.0.9;\n  deny all;\n',
      // That nobody is denied is said by `nginx-allow-without-deny`.
      '  listen 443 ssl;\n  allow 10.0.0.9;\n',
      '  listen 443 ssl;\n  include snippets/sso.conf;\n',
      '  listen 127.0.0.1:8080;\n',
    ]
      .map((rest) => site(`${rest}  location / { proxy_pass http://prometheus:9090; }\n`))
      .join(''),
  },
  {
    name: 'a proxy that shows all of an exporter has a finding of its own',
    kind: 'nginx',
    path: 'conf.d/node.conf',
    text: site('  listen 443 ssl;\n  location / { proxy_pass http://127.0.0.1:9100; }\n'),
  },
  {
    name: 'a private address',
    kind: 'systemd',
    path: 'node_exporter.service',
    text: unit('node_exporter --web.listen-address=‹192.168.1.5:9100›'),
    finds: ['warning listener-without-auth'],
  },
  {
    name: 'an address of the tailnet, where its policy asks',
    kind: 'systemd',
    path: 'node_exporter.service',
    text: unit('node_exporter --web.listen-address=‹100.101.102.103:9100›'),
    finds: ['info listener-without-auth'],
  },
  ...[
    '127.0.0.1:9100',
    '[::1]:9100',
    'localhost:9100',
    '$ADDRESS:9100',
    ':9100',
    '0.0.0.0:9100',
    '172.17.0.1:9100',
  ].map(
    (address): Case => ({
      name: `${address} is no address of this rule`,
      kind: 'systemd',
      path: 'node_exporter.service',
      text: unit(`node_exporter --web.listen-address=${address}`),
    }),
  ),
  {
    name: 'a web configuration that cannot be read',
    kind: 'systemd',
    path: 'node_exporter.service',
    text: unit('node_exporter --web.listen-address=10.0.0.5:9100 --web.config.file=/etc/web.yml'),
  },
  {
    name: 'a port that is published at one address',
    kind: 'compose',
    text: "services:\n  prom:\n    image: prom/prometheus:v3.5.0\n    ports: ['‹10.0.0.5:9090:9090›']\n",
    finds: ['warning listener-without-auth'],
  },
  {
    name: 'loopback, the inside of a container, and Grafana with its login',
    kind: 'compose',
    text: "services:\n  prom:\n    image: prom/prometheus:v3.5.0\n    command: [--web.listen-address=10.1.0.2:9090]\n    ports: ['127.0.0.1:9090:9090']\n  grafana:\n    image: grafana/grafana:11.2.0\n    ports: ['10.0.0.5:3000:3000']\n  db:\n    image: postgres:16\n    ports: ['10.0.0.5:5432:5432']\n",
  },
  {
    name: 'a tunnel that asks nobody',
    kind: 'stunnel',
    text: stunnel('‹10.0.0.5:19100›'),
    finds: ['warning listener-without-auth'],
  },
  {
    name: 'a tunnel that verifies',
    kind: 'stunnel',
    text: stunnel('10.0.0.5:19100', 'CAfile = /etc/stunnel/ca.pem\nverifyChain = yes\ncheckHost = prom.lan\n'),
  },
  {
    name: 'a tunnel in front of something else',
    kind: 'stunnel',
    text: 'setuid = stunnel4\nsetgid = stunnel4\n[imaps]\naccept = 10.0.0.5:993\nconnect = 127.0.0.1:143\ncert = /etc/stunnel/mail.pem\n',
  },
  {
    name: 'a web configuration with TLS alone',
    kind: 'web-config',
    text: '‹tls_server_config›:\n  cert_file: server.crt\n  key_file: server.key\n',
    finds: ['info listener-without-auth'],
  },
  {
    name: 'client certificates that are asked for have findings of their own',
    kind: 'web-config',
    text: `${tls}  client_ca_file: ca.crt\n  client_auth_type: VerifyClientCertIfGiven\n`,
  },
  { name: 'an empty web configuration', kind: 'web-config', text: '' },
  {
    name: 'passwords of a proxy without TLS',
    kind: 'nginx',
    path: 'metrics.conf',
    text: 'server {\n  listen ‹8080›;\n  listen 127.0.0.1:8081;\n  listen 443 ssl;\n  auth_basic "m";\n  auth_basic_user_file /etc/nginx/u;\n  location = /metrics { proxy_pass http://127.0.0.1:9100/metrics; }\n}\n',
    finds: ['error basic-auth-without-tls'],
  },
];

const VARIABLES: readonly Case[] = [
  {
    name: 'whole values of every form',
    kind: 'prometheus',
    text: `scrape_configs:\n  - job_name: a\n    basic_auth:\n      username: ‹\${USER}›\n      password: ‹$PASSWORD›\n    tls_config:\n      ca_file: ‹\${CA}›\n      server_name: ‹"@NAME@"›\n    static_configs:\n      - targets: [‹'\${HOST}'›, ‹<HOST>›]\n`,
    finds: Array.from({ length: 6 }, () => 'info unexpanded-variable'),
  },
  {
    name: 'a part of a value, groups of relabeling, and labels that Prometheus does expand',
    kind: 'prometheus',
    text: `global:\n  external_labels:\n    host: \${HOSTNAME}\nscrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: ['\${HOST}:9100', 'node-1.lan:9100']\n    relabel_configs:\n      - source_labels: [__address__]\n        regex: (.*)\n        target_label: __address__\n        replacement: \${1}\n`,
  },
  {
    name: 'a placeholder is none of the password rules',
    kind: 'prometheus',
    text: job('    basic_auth:\n      username: prom\n      password: ‹your-password›\n'),
    finds: ['info unexpanded-variable'],
  },
  {
    name: 'inside of a ConfigMap something fills them in',
    kind: 'scrape-config',
    text: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prom\ndata:\n  prometheus.yml: |\n    scrape_configs:\n      - job_name: a\n        basic_auth:\n          username: prom\n          password: <PASSWORD>\n        static_configs:\n          - targets: [<HOST>]\n`,
  },
  {
    name: 'what SOPS has encrypted is decrypted by it',
    kind: 'prometheus',
    text: job('    basic_auth:\n      username: prom\n      password: ENC[AES256_GCM,data:abc]\n'),
  },
];

describe.each([
  ['passwords', PASSWORDS],
  ['Secrets', SECRETS],
  ['hashes', HASHES],
  ['tokens', TOKENS],
  ['listeners', LISTENERS],
  ['variables', VARIABLES],
] as const)('%s', (_, rows) => {
  test.each(rows)('$name', (row) => expectCase(row));
});
