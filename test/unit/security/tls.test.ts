import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { release } from '../../../server/src/core/schema/version';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';

const services = createServices(RULES);
const ours = new Set(
  RULES.filter(({ category, level }) => category === 'tls' && level === undefined).map(({ id }) => id),
);

/** One text and all that the rules of TLS find in it: `code` at exactly the ‹marked› places, and nothing else. */
interface TlsCase {
  readonly name: string;
  /** Default: prometheus. */
  readonly kind?: KindId;
  readonly path?: string;
  readonly text: string;
  readonly code?: string;
  readonly severity?: Severity;
  readonly says?: string | RegExp;
  /** The text after the first fix of the first finding. */
  readonly fixed?: string;
  /** Whether that fix is safe. */
  readonly safe?: boolean;
  /** Version of the exporter-toolkit. */
  readonly toolkit?: string;
}

function found({ kind = 'prometheus', path, toolkit }: TlsCase, text: string) {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const targets = { ...newestTargets(), ...(toolkit !== undefined && { toolkit: release(toolkit) }) };
  const { findings } = service.check(service.open(text), { targets, ...(path !== undefined && { path }) });
  return findings.filter(({ code }) => ours.has(code));
}

function expectTls(row: TlsCase): void {
  const { text, spans } = unmark(row.text);
  const findings = found(row, text);
  const shown = ({ start, end }: { start: number; end: number }) => `${start} ‹${text.slice(start, end)}›`;
  expect(findings.map((one) => `${one.severity} ${one.code} at ${shown(one)}`)).toEqual(
    spans.map((span) => `${row.severity ?? 'error'} ${row.code} at ${shown(span)}`),
  );
  const [first] = findings;
  if (row.says !== undefined) expect(first?.message).toMatch(row.says);
  if (row.safe !== undefined) expect(first?.fixes?.[0]?.safe === true).toBe(row.safe);
  if (row.fixed !== undefined) expect(applyChanges(text, first?.fixes?.[0]?.changes ?? [])).toBe(row.fixed);
}

/** A job with `lines` (two blanks deeper than its name) and targets. */
function job(name: string, target: string, lines = ''): string {
  return `scrape_configs:\n- job_name: ${name}\n${lines.replaceAll(/^(?=.)/gm, '  ')}  static_configs:\n  - targets: ['${target}']\n`;
}

function object(kind: string, spec: string, name = 'o'): string {
  const version = kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1';
  const lines = spec.replaceAll(/^(?=.)/gm, '  ');
  return `apiVersion: monitoring.coreos.com/${version}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${lines}`;
}

const BASIC = 'basic_auth: {username: prometheus, password_file: p}\n';

const SKIP: readonly TlsCase[] = [
  {
    name: 'a remote_read, an Alertmanager and a discovery have TLS of their own',
    code: 'insecure-skip-verify',
    text: `remote_read:
- url: https://a.example.net/read
  tls_config: {insecure_skip_verify: ‹true›}
alerting:
  alertmanagers:
  - scheme: https
    tls_config: {insecure_skip_verify: ‹true›}
    static_configs: [{targets: [am:9093]}]
scrape_configs:
- job_name: a
  http_sd_configs:
  - url: https://sd.example.net/
    tls_config: {insecure_skip_verify: ‹true›}
`,
  },
  {
    name: 'who fetches tokens has TLS of its own',
    code: 'insecure-skip-verify',
    text: job(
      'a',
      'a.example.net:443',
      'scheme: https\noauth2:\n  client_id: a\n  client_secret_file: s\n  token_url: https://login.example.net/\n  tls_config: {insecure_skip_verify: ‹yes›}\n',
    ),
  },
  {
    name: 'it does not matter how near the target is',
    code: 'insecure-skip-verify',
    says: /Name the CA that signed the certificate with `ca_file`, and remove the key\.$/,
    text: job('a', 'localhost:9100', 'scheme: https\ntls_config: {insecure_skip_verify: ‹true›}\n'),
  },
  {
    name: 'a CA in the file itself is one, so removing the key is safe',
    code: 'insecure-skip-verify',
    safe: true,
    text: job('a', 'a:1', 'scheme: https\ntls_config:\n  insecure_skip_verify: ‹true›\n  ca: |\n    PEM\n'),
    fixed: job('a', 'a:1', 'scheme: https\ntls_config:\n  ca: |\n    PEM\n'),
  },
  {
    name: 'without a CA one has to be named, which is for somebody to choose',
    code: 'insecure-skip-verify',
    safe: false,
    text: job(
      'a',
      'a:1',
      'scheme: https\ntls_config:\n  insecure_skip_verify: ‹true› # for now\n  server_name: a.lan\n',
    ),
    fixed: job('a', 'a:1', 'scheme: https\ntls_config:\n  ca_file: ca.crt # for now\n  server_name: a.lan\n'),
  },
  {
    name: 'a scheme that relabeling sets is unknown, and the TLS is there to be used',
    code: 'insecure-skip-verify',
    text: `scrape_configs:
- job_name: a
  tls_config: {insecure_skip_verify: ‹true›}
  kubernetes_sd_configs: [{role: pod}]
  relabel_configs:
  - source_labels: [__meta_kubernetes_pod_annotation_scheme]
    target_label: __scheme__
`,
  },
  {
    name: 'a ScrapeConfig with a CA',
    kind: 'scrape-config',
    code: 'insecure-skip-verify',
    safe: true,
    text: object(
      'ScrapeConfig',
      'scheme: HTTPS\nstaticConfigs:\n- targets: [a.example.net]\ntlsConfig:\n  insecureSkipVerify: ‹true›\n  ca: {secret: {name: s, key: k}}\n',
    ),
  },
  {
    name: 'a prometheus.yml inside of a ConfigMap',
    kind: 'scrape-config',
    code: 'insecure-skip-verify',
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus
data:
  prometheus.yml: |
    remote_write:
    - url: https://a.example.net/
      tls_config:
        insecure_skip_verify: ‹true›
`,
    fixed: `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus
data:
  prometheus.yml: |
    remote_write:
    - url: https://a.example.net/
      tls_config:
        ca_file: ca.crt
`,
  },
  {
    name: 'what the chart hands on to the operator has the keys of the operator',
    kind: 'helm-values',
    code: 'insecure-skip-verify',
    text: `prometheus:
  prometheusSpec:
    remoteWrite:
    - url: https://a.example.net/
      tlsConfig:
        insecureSkipVerify: ‹true›
`,
    fixed: `prometheus:
  prometheusSpec:
    remoteWrite:
    - url: https://a.example.net/
      tlsConfig:
        ca:
          configMap:
            name: scrape-ca
            key: ca.crt
`,
  },
  {
    name: 'traces of a Prometheus object, and their settings of TLS',
    kind: 'scrape-config',
    code: 'insecure-skip-verify',
    text: `${object('Prometheus', 'tracingConfig:\n  endpoint: a.example.net:4317\n  insecure: ‹true›\n')}---\n${object('Prometheus', 'tracingConfig:\n  endpoint: a.example.net:4317\n  tlsConfig: {insecureSkipVerify: ‹true›}\n')}`,
  },
  {
    name: 'traces in clear text to a private address',
    code: 'insecure-skip-verify',
    severity: 'warning',
    text: 'tracing:\n  endpoint: 10.0.0.1:4317\n  insecure: ‹true›\n',
  },
  {
    name: 'traces in clear text to a container',
    code: 'insecure-skip-verify',
    severity: 'info',
    text: 'tracing: {endpoint: "tempo:4317", insecure: ‹true›}\n',
    fixed: 'tracing: {endpoint: "tempo:4317"}\n',
  },
  {
    name: 'a prober that sends a password',
    kind: 'blackbox',
    code: 'insecure-skip-verify',
    text: 'modules:\n  a:\n    prober: http\n    http:\n      basic_auth: {username: a, password_file: p}\n      tls_config: {insecure_skip_verify: ‹true›}\n',
  },
  { name: 'not false', text: job('a', 'a:1', 'scheme: https\ntls_config: {insecure_skip_verify: false}\n') },
  { name: 'not a null', text: job('a', 'a:1', 'scheme: https\ntls_config: {insecure_skip_verify: , ca_file: c}\n') },
  { name: 'not traces over TLS', text: 'tracing: {endpoint: a.example.net:4317, insecure: false}\n' },
  { name: 'not traces within the host', text: 'tracing: {endpoint: "localhost:4317", insecure: true}\n' },
  { name: 'not traces within the tailnet', text: 'tracing: {endpoint: "tempo.tail1.ts.net:4317", insecure: true}\n' },
  { name: 'not traces to who knows where', text: 'tracing: {endpoint: "${TEMPO}:4317", insecure: true}\n' },
  {
    name: 'not a TCP module without TLS',
    kind: 'blackbox',
    text: 'modules:\n  a:\n    prober: tcp\n    tcp:\n      tls_config: {insecure_skip_verify: true}\n',
  },
  {
    name: 'not a template',
    kind: 'helm-values',
    text: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
    - job_name: a
      scheme: https
      tls_config: {insecure_skip_verify: "{{ .Values.skip }}"}
`,
  },
];

const CREDENTIALS: readonly TlsCase[] = [
  {
    name: 'a bearer token to a public address',
    code: 'credentials-over-http',
    text: job('‹a›', '203.0.113.7:9100', 'authorization: {credentials_file: t}\n'),
    says: /token is sent in clear text to 203\.0\.113\.7/,
  },
  {
    name: 'a password of unknown value is sent all the same',
    code: 'credentials-over-http',
    text: job('‹a›', 'a.example.net', 'basic_auth: {username: u, password: "<PASSWORD>"}\n'),
  },
  {
    name: 'a header with a secret',
    code: 'credentials-over-http',
    text: job('‹a›', 'a.example.net', 'http_headers: {X-Api-Key: {files: [k]}}\n'),
  },
  {
    name: 'a private address',
    code: 'credentials-over-http',
    severity: 'warning',
    text: job('‹a›', 'node.lan:9100', BASIC),
  },
  { name: 'a container', code: 'credentials-over-http', severity: 'info', text: job('‹a›', 'app:8080', BASIC) },
  {
    name: 'a Service of the cluster',
    code: 'credentials-over-http',
    severity: 'info',
    text: job('‹a›', 'app.shop.svc.cluster.local', BASIC),
  },
  {
    name: 'the farthest of many targets counts, once',
    code: 'credentials-over-http',
    text: job('‹a›', "localhost:1', '10.0.0.1:1', 'a.example.net:1", BASIC),
  },
  {
    name: 'a scheme that is written is marked itself',
    code: 'credentials-over-http',
    text: job('a', 'a.example.net', `scheme: ‹http›\n${BASIC}`),
    fixed: job('a', 'a.example.net', `scheme: https\ntls_config:\n  ca_file: ca.crt\n${BASIC}`),
    safe: false,
  },
  {
    name: 'with TLS beside it, it is one fault, and the scheme is all that is missing',
    code: 'credentials-over-http',
    text: job('‹a›', 'a.example.net', `${BASIC}tls_config: {ca_file: ca.crt, insecure_skip_verify: true}\n`),
    says: /settings of TLS have no effect/,
    safe: true,
  },
  {
    name: 'a password in a URL: neither the message nor the change repeats it',
    code: 'credentials-over-http',
    text: 'remote_write:\n- url: ‹"http://me:correct-horse@a.example.net/write"›\n',
    says: /^(?!.*correct-horse)/,
    fixed: 'remote_write:\n- url: "https://me:correct-horse@a.example.net/write"\n',
  },
  {
    name: 'a discovery that is asked over HTTP',
    code: 'credentials-over-http',
    text: `scrape_configs:\n- job_name: a\n  http_sd_configs:\n  - url: ‹http://sd.example.net/›\n    ${BASIC}`,
    fixed: `scrape_configs:\n- job_name: a\n  http_sd_configs:\n  - url: https://sd.example.net/\n    ${BASIC}`,
  },
  {
    name: 'Consul has a key for the scheme, and HTTP for its default',
    code: 'credentials-over-http',
    text: `scrape_configs:\n- job_name: a\n  consul_sd_configs:\n  - ‹server›: consul.example.net\n    token: "<TOKEN>"\n`,
    fixed: `scrape_configs:\n- job_name: a\n  consul_sd_configs:\n  - server: consul.example.net\n    scheme: https\n    token: "<TOKEN>"\n`,
  },
  {
    name: 'the secret that fetches tokens',
    code: 'credentials-over-http',
    text: job(
      'a',
      'a.example.net',
      'scheme: https\noauth2: {client_id: a, client_secret_file: s, token_url: ‹http://login.example.net/›}\n',
    ),
  },
  {
    name: 'an address that relabeling sets is who is asked',
    code: 'credentials-over-http',
    text: job(
      '‹a›',
      'localhost',
      `${BASIC}relabel_configs: [{target_label: __address__, replacement: "a.example.net:9115"}]\n`,
    ),
  },
  {
    name: 'an endpoint without a scheme is marked where it says who Prometheus is',
    kind: 'scrape-config',
    code: 'credentials-over-http',
    severity: 'info',
    text: object(
      'ServiceMonitor',
      'selector: {}\nendpoints:\n- port: a\n  ‹bearerTokenSecret›: {name: s, key: k}\n- port: b\n  ‹basicAuth›:\n    password: {name: s, key: k}\n',
    ),
  },
  {
    name: 'a ScrapeConfig',
    kind: 'scrape-config',
    code: 'credentials-over-http',
    text: object(
      'ScrapeConfig',
      'staticConfigs:\n- targets: [a.example.net]\nscheme: ‹HTTP›\nauthorization:\n  credentials: {name: s, key: k}\n',
    ),
    fixed: object(
      'ScrapeConfig',
      'staticConfigs:\n- targets: [a.example.net]\nscheme: HTTPS\ntlsConfig:\n  ca:\n    configMap:\n      name: scrape-ca\n      key: ca.crt\nauthorization:\n  credentials: {name: s, key: k}\n',
    ),
  },
  { name: 'not over https', text: job('a', 'a.example.net', `scheme: https\n${BASIC}`) },
  { name: 'not within the host', text: job('a', "127.0.0.1:9100', '[::1]:9100", BASIC) },
  { name: 'not within the tailnet', text: job('a', "100.101.102.103:9100', 'node.tail1.ts.net:9100", BASIC) },
  { name: 'not to a namespace or a domain, nobody knows', text: job('a', 'grafana.tools:3000', BASIC) },
  { name: 'not to a target that others fill in', text: job('a', '${HOST}:9100', BASIC) },
  {
    name: 'not to targets that are discovered',
    text: `scrape_configs:\n- job_name: a\n  ${BASIC}  ec2_sd_configs: [{region: a}]\n`,
  },
  {
    name: 'not where a label sets the scheme',
    text: `scrape_configs:\n- job_name: a\n  ${BASIC}  static_configs:\n  - targets: [a.example.net]\n    labels: {__scheme__: https}\n`,
  },
  {
    name: 'not a signature, which lets nobody in later; the metrics are in clear text',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: 'remote_write:\n- url: ‹http://aps.example.net/›\n  sigv4: {region: a, access_key: b, secret_key: "<KEY>"}\n',
  },
  {
    name: 'not the targets of a prober within the host',
    text: job(
      'a',
      'http://www.example.com',
      `${BASIC}relabel_configs:\n- {source_labels: [__address__], target_label: __param_target}\n- {target_label: __address__, replacement: "localhost:9115"}\n`,
    ),
  },
  {
    name: 'not an endpoint whose scheme relabeling sets',
    kind: 'scrape-config',
    text: object(
      'PodMonitor',
      'selector: {}\npodMetricsEndpoints:\n- port: a\n  bearerTokenSecret: {name: s, key: k}\n  tlsConfig: {serverName: a}\n  relabelings:\n  - targetLabel: __scheme__\n    replacement: https\n',
    ),
  },
  {
    name: 'not the socket of Docker',
    text: `scrape_configs:\n- job_name: a\n  docker_sd_configs:\n  - host: unix:///var/run/docker.sock\n    ${BASIC}`,
  },
];

const CLEAR: readonly TlsCase[] = [
  {
    name: 'a remote_write of Helm values',
    kind: 'helm-values',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: 'prometheus:\n  prometheusSpec:\n    remoteWrite:\n    - url: ‹http://a.example.net/›\n',
    fixed: 'prometheus:\n  prometheusSpec:\n    remoteWrite:\n    - url: https://a.example.net/\n',
  },
  { name: 'a public address', code: 'unencrypted-scrape', severity: 'warning', text: job('‹a›', '203.0.113.7:9100') },
  { name: 'an IPv6 address', code: 'unencrypted-scrape', severity: 'warning', text: job('‹a›', '[2001:db8::1]:9100') },
  { name: 'a private address', code: 'unencrypted-scrape', severity: 'hint', text: job('‹a›', '192.168.0.1:9100') },
  {
    name: 'a public address among private ones',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: job('‹a›', "10.0.0.1:9100', 'a.example.net:9100"),
    says: /to a\.example\.net/,
  },
  {
    name: 'a remote_read',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: 'remote_read:\n- url: ‹HTTP://a.example.net/read›\n',
    fixed: 'remote_read:\n- url: HTTPS://a.example.net/read\n',
  },
  {
    name: 'an Alertmanager',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: 'alerting:\n  alertmanagers:\n  - ‹static_configs›:\n    - targets: [a.example.net:9093]\n',
    fixed:
      'alerting:\n  alertmanagers:\n  - static_configs:\n    - targets: [a.example.net:9093]\n    scheme: https\n    tls_config:\n      ca_file: ca.crt\n',
  },
  {
    name: 'the address of a prober',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: job(
      '‹a›',
      'localhost',
      'relabel_configs:\n- {source_labels: [__address__], target_label: __param_target}\n- {target_label: __address__, replacement: "prober.example.net:9115"}\n',
    ),
  },
  {
    name: 'the prober of a Probe without a scheme',
    kind: 'scrape-config',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: object('Probe', 'prober:\n  url: prober.example.net\ntargets:\n  staticConfig: {static: [a]}\n', '‹o›'),
    fixed: object(
      'Probe',
      'prober:\n  url: prober.example.net\n  scheme: https\ntargets:\n  staticConfig: {static: [a]}\ntlsConfig:\n  ca:\n    configMap:\n      name: scrape-ca\n      key: ca.crt\n',
    ),
  },
  {
    name: 'targets in JSON',
    kind: 'file-sd',
    path: '/targets/a.json',
    code: 'unencrypted-scrape',
    severity: 'warning',
    text: '[{"targets": ["a.example.net:9100"], "labels": {"__scheme__": "‹http›"}}]\n',
    fixed: '[{"targets": ["a.example.net:9100"], "labels": {"__scheme__": "https"}}]\n',
  },
  {
    name: 'targets of the private network in a file',
    kind: 'file-sd',
    code: 'unencrypted-scrape',
    severity: 'hint',
    text: '- targets: [10.0.0.1:9100]\n  labels: {__scheme__: ‹http›}\n',
  },
  { name: 'not a file that says nothing of the scheme', kind: 'file-sd', text: '- targets: [a.example.net:9100]\n' },
  {
    name: 'not a file that says https',
    kind: 'file-sd',
    text: '- targets: [a.example.net:9100]\n  labels: {__scheme__: https}\n',
  },
  {
    name: 'not where relabeling may set the scheme',
    text: job('a', 'a.example.net', 'relabel_configs: [{target_label: __scheme__, replacement: https}]\n'),
  },
  {
    name: 'not where relabeling makes the address of labels',
    text: job('a', 'a.example.net', 'relabel_configs: [{source_labels: [host], target_label: __address__}]\n'),
  },
  { name: 'not containers and the cluster', text: job('a', "app:80', 'app.shop.svc:80', 'host.docker.internal:80") },
  { name: 'not an unknown name', text: job('a', "node.prod', 'grafana.tools', '300.1.2.3', '${HOST}") },
  { name: 'not a scheme that others fill in', text: job('a', 'a.example.net', 'scheme: ${SCHEME}\n') },
  {
    name: 'not how targets are found',
    text: 'scrape_configs:\n- job_name: a\n  http_sd_configs: [{url: "http://sd.example.net/"}]\n',
  },
  { name: 'not a URL over TLS', text: 'remote_write: [{url: "https://a.example.net/"}]\n' },
  {
    name: 'not the targets of a Probe',
    kind: 'scrape-config',
    text: object(
      'Probe',
      'prober:\n  url: blackbox:9115\ntargets:\n  staticConfig: {static: ["http://www.example.com"]}\n',
    ),
  },
];

const IDLE: readonly TlsCase[] = [
  {
    name: 'a block with verification switched off is idle, and one fault',
    code: 'tls-config-without-https',
    severity: 'warning',
    safe: true,
    text: job('a', 'a.example.net', '‹tls_config›: {insecure_skip_verify: true}\n'),
    fixed: job('a', 'a.example.net', 'scheme: https\ntls_config: {insecure_skip_verify: true}\n'),
  },
  {
    name: 'it has no effect within the host either',
    code: 'tls-config-without-https',
    severity: 'warning',
    text: job('a', 'localhost:9090', 'scheme: http\n‹tls_config›: {ca_file: c, min_version: TLS10}\n'),
  },
  {
    name: 'an Alertmanager of the operator',
    kind: 'scrape-config',
    code: 'tls-config-without-https',
    severity: 'warning',
    text: object(
      'Prometheus',
      'alerting:\n  alertmanagers:\n  - name: a\n    namespace: b\n    port: web\n    ‹tlsConfig›: {caFile: /c}\n',
    ),
  },
  {
    name: 'Docker by TCP, whose TLS Prometheus does not use',
    code: 'tls-config-without-https',
    severity: 'warning',
    text: 'scrape_configs:\n- job_name: a\n  docker_sd_configs:\n  - host: tcp://10.0.0.1:2376\n    ‹tls_config›: {ca_file: c}\n',
    fixed:
      'scrape_configs:\n- job_name: a\n  docker_sd_configs:\n  - host: https://10.0.0.1:2376\n    tls_config: {ca_file: c}\n',
  },
  { name: 'not with https', text: job('a', 'a.example.net', 'scheme: https\ntls_config: {ca_file: c}\n') },
  { name: 'not in any case of letters', text: job('a', 'a.example.net', 'scheme: HTTPS\ntls_config: {ca_file: c}\n') },
  { name: 'not an empty block', text: job('a', 'localhost', 'tls_config: {}\n') },
  {
    name: 'not where a label sets the scheme',
    text: 'scrape_configs:\n- job_name: a\n  tls_config: {ca_file: c}\n  static_configs:\n  - targets: [a.example.net]\n    labels: {__scheme__: https}\n',
  },
  {
    name: 'not the API server, whose default is https',
    text: 'scrape_configs:\n- job_name: a\n  kubernetes_sd_configs:\n  - role: pod\n    api_server: https://a.example.net\n    tls_config: {ca_file: c}\n',
  },
  {
    name: 'not a scrape class, whose endpoints have the scheme',
    kind: 'scrape-config',
    text: object('Prometheus', 'scrapeClasses:\n- name: a\n  tlsConfig: {caFile: /c}\n'),
  },
];

const WEB = 'tls_server_config:\n  cert_file: c\n  key_file: k\n';
const STRICT = `${WEB}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca\n`;
const USERS = 'basic_auth_users: {a: "<HASH>"}\n';

const WEB_CONFIG: readonly TlsCase[] = [
  {
    name: 'TLS 1.0 in quotes, which stay',
    kind: 'web-config',
    code: 'tls-min-version',
    severity: 'warning',
    text: `${WEB}  min_version: ‹'TLS10'›\n`,
    fixed: `${WEB}  min_version: 'TLS12'\n`,
    safe: true,
  },
  { name: 'not TLS 1.2', kind: 'web-config', text: `${WEB}  min_version: TLS12\n` },
  { name: 'not a highest version', kind: 'web-config', text: `${WEB}  max_version: TLS12\n` },
  { name: 'not a version that others fill in', kind: 'web-config', text: `${WEB}  min_version: <VERSION>\n` },
  {
    name: 'a suite with CBC, in brackets',
    kind: 'web-config',
    code: 'weak-cipher',
    severity: 'warning',
    text: `${WEB}  cipher_suites: [‹TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA›, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]\n`,
    fixed: `${WEB}  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]\n`,
    safe: true,
  },
  {
    name: 'where no strong suite is left, the list goes, and nobody calls that safe',
    kind: 'web-config',
    code: 'weak-cipher',
    severity: 'warning',
    text: `${WEB}  min_version: TLS12\n  cipher_suites:\n  - ‹TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA›\n  - TLS_AES_128_GCM_SHA256\nhttp_server_config: {http2: false}\n`,
    fixed: `${WEB}  min_version: TLS12\nhttp_server_config: {http2: false}\n`,
    safe: false,
  },
  {
    name: 'suites without forward secrecy, where the toolkit has them',
    kind: 'web-config',
    toolkit: '0.9',
    code: 'weak-cipher',
    severity: 'warning',
    text: `${WEB}  cipher_suites:\n  - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\n  - ‹TLS_RSA_WITH_AES_128_GCM_SHA256›\n`,
    says: /forward secrecy/,
  },
  {
    name: 'not those that the exporter refuses',
    kind: 'web-config',
    text: `${WEB}  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256, NONSENSE_CBC_]\n`,
  },
  {
    name: 'every client of the CA',
    kind: 'web-config',
    code: 'listener-any-client-of-ca',
    severity: 'info',
    text: STRICT.replace('RequireAndVerifyClientCert', '‹RequireAndVerifyClientCert›'),
    safe: false,
  },
  { name: 'not with names', kind: 'web-config', text: `${STRICT}  client_allowed_sans: [a]\n` },
  { name: 'not with passwords', kind: 'web-config', text: STRICT + USERS },
  { name: 'not where the toolkit has no names', kind: 'web-config', toolkit: '0.9', text: STRICT },
  {
    name: 'a certificate that nobody verifies, with a CA',
    kind: 'web-config',
    code: 'client-cert-not-required',
    severity: 'warning',
    text: `${WEB}  client_auth_type: ‹RequestClientCert›\n  client_ca_file: ca\n`,
    fixed: STRICT,
    safe: true,
  },
  {
    name: 'a certificate that nobody verifies, without a CA',
    kind: 'web-config',
    code: 'client-cert-not-required',
    severity: 'warning',
    text: `${WEB}  client_auth_type: ‹RequireClientCert›\n`,
    fixed:
      'tls_server_config:\n  client_ca_file: ca.crt\n  cert_file: c\n  key_file: k\n  client_auth_type: RequireAndVerifyClientCert\n',
    safe: false,
  },
  {
    name: 'public authorities, which sign for everybody',
    kind: 'web-config',
    code: 'client-ca-missing',
    text: `${WEB}  client_auth_type: ‹VerifyClientCertIfGiven›\n`,
  },
  {
    name: 'a certificate is optional',
    kind: 'web-config',
    code: 'client-cert-optional',
    severity: 'info',
    text: `${WEB}  client_auth_type: ‹VerifyClientCertIfGiven›\n  client_ca_file: ca\n`,
    safe: false,
  },
  {
    name: 'not where passwords are asked for',
    kind: 'web-config',
    text: `${WEB}  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: ca\n${USERS}`,
  },
  { name: 'not TLS without client certificates', kind: 'web-config', text: WEB },
];

function nginx(lines: string): string {
  return `server {\n  listen 443 ssl;\n  ssl_certificate c;\n  ssl_certificate_key k;\n  ${lines}\n  location /metrics { proxy_pass http://127.0.0.1:9100; }\n}\n`;
}

const OTHERS: readonly TlsCase[] = [
  {
    name: 'the minimum of a remote_write',
    code: 'tls-min-version',
    severity: 'warning',
    text: 'remote_write: [{url: "https://a.example.net", tls_config: {min_version: ‹TLS11›}}]\n',
    safe: true,
  },
  {
    name: 'the minimum of an endpoint of a PodMonitor',
    kind: 'scrape-config',
    code: 'tls-min-version',
    severity: 'warning',
    text: object('PodMonitor', 'podMetricsEndpoints:\n- scheme: https\n  tlsConfig: {minVersion: ‹TLS10›}\n'),
  },
  {
    name: 'the minimum of the web server of Prometheus',
    kind: 'scrape-config',
    code: 'tls-min-version',
    severity: 'warning',
    text: object('Prometheus', 'web:\n  tlsConfig:\n    certFile: /c\n    keyFile: /k\n    minVersion: ‹TLS11›\n'),
    fixed: object('Prometheus', 'web:\n  tlsConfig:\n    certFile: /c\n    keyFile: /k\n    minVersion: TLS12\n'),
  },
  {
    name: 'SSL 3 in a list of nginx',
    kind: 'nginx',
    code: 'tls-min-version',
    text: nginx('ssl_protocols TLSv1.2 ‹SSLv3› TLSv1;'),
    fixed: nginx('ssl_protocols TLSv1.2;'),
    safe: true,
  },
  {
    name: 'nothing but old versions, on a line with more',
    kind: 'nginx',
    code: 'tls-min-version',
    severity: 'warning',
    text: nginx('ssl_protocols ‹TLSv1›; ssl_prefer_server_ciphers on;'),
    fixed: nginx('ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;'),
  },
  { name: 'not good versions', kind: 'nginx', text: nginx('ssl_protocols TLSv1.2 TLSv1.3;') },
  {
    name: 'a list without encryption',
    kind: 'nginx',
    code: 'weak-cipher',
    text: nginx('ssl_ciphers ‹ALL:eNULL›;'),
    fixed: nginx('').replace('  \n', ''),
    safe: false,
  },
  {
    name: 'RSA as the key exchange',
    kind: 'nginx',
    code: 'weak-cipher',
    severity: 'warning',
    text: nginx("ssl_ciphers '‹ECDHE-RSA-AES256-GCM-SHA384:AES256-SHA256:AES256-GCM-SHA384›';"),
    fixed: nginx("ssl_ciphers 'ECDHE-RSA-AES256-GCM-SHA384';"),
    safe: true,
  },
  { name: 'not groups without a fault', kind: 'nginx', text: nginx('ssl_ciphers EECDH+AESGCM:EDH+AESGCM:!RC4;') },
  { name: 'not what is taken away again', kind: 'nginx', text: nginx('ssl_ciphers ALL:!aNULL:!eNULL:!EXPORT;') },
  { name: 'not a variable', kind: 'nginx', text: nginx('ssl_ciphers $ciphers;') },
];

const HEAD = 'setuid = stunnel4\nsetgid = stunnel4\n';
const SERVER = `${HEAD}[a]\naccept = 10.0.0.1:9443\nconnect = 127.0.0.1:9100\ncert = c.pem\n`;
const TRUSTED = `${SERVER}CAfile = ca.pem\nverifyChain = yes\ncheckHost = a.example.net\n`;

const STUNNEL: readonly TlsCase[] = [
  {
    name: 'the level of old is replaced safely',
    kind: 'stunnel',
    code: 'stunnel-verify-deprecated',
    severity: 'warning',
    text: `${SERVER}CAfile = ca.pem\n‹verify› = 2\ncheckHost = a.example.net\n`,
    fixed: TRUSTED,
    safe: true,
  },
  {
    name: 'to delete a level that takes verification back is for somebody to choose',
    kind: 'stunnel',
    code: 'stunnel-verify-order',
    text: `${TRUSTED}‹verify› = 2\n`,
    fixed: TRUSTED,
    safe: false,
  },
  {
    name: 'a CA without verification',
    kind: 'stunnel',
    code: 'client-cert-not-required',
    severity: 'warning',
    text: `${SERVER}‹CAfile› = ca.pem\n`,
    safe: true,
  },
  {
    name: 'SSL 3 is switched on again',
    kind: 'stunnel',
    code: 'tls-min-version',
    text: `${TRUSTED}options = ‹-NO_SSLv3›\n`,
    fixed: TRUSTED,
    safe: true,
  },
  {
    name: 'all versions',
    kind: 'stunnel',
    code: 'tls-min-version',
    severity: 'info',
    text: `${TRUSTED}sslVersion = ‹all›\n`,
    fixed: TRUSTED,
    safe: true,
  },
  {
    name: 'a security level that others may rely on',
    kind: 'stunnel',
    code: 'tls-min-version',
    severity: 'warning',
    text: `${TRUSTED}securityLevel = ‹1›\n`,
    safe: false,
  },
  {
    name: 'a weak suite beside a strong one',
    kind: 'stunnel',
    code: 'weak-cipher',
    severity: 'warning',
    text: `${TRUSTED}ciphers = ‹ECDHE-RSA-AES128-GCM-SHA256:RC4-SHA›\n`,
    fixed: `${TRUSTED}ciphers = ECDHE-RSA-AES128-GCM-SHA256\n`,
    safe: true,
  },
  {
    name: 'nothing but weak suites',
    kind: 'stunnel',
    code: 'weak-cipher',
    severity: 'warning',
    text: `${TRUSTED}ciphers = ‹AES128-SHA›\n`,
    fixed: TRUSTED,
    safe: false,
  },
  {
    name: 'a flag of renegotiation',
    kind: 'stunnel',
    code: 'stunnel-renegotiation',
    severity: 'warning',
    text: `${TRUSTED}options = ‹LEGACY_SERVER_CONNECT›\n`,
    safe: true,
  },
  {
    name: 'compression',
    kind: 'stunnel',
    code: 'stunnel-compression',
    severity: 'warning',
    text: `‹compression› = deflate\n${TRUSTED}`,
    safe: true,
  },
  {
    name: 'workarounds',
    kind: 'stunnel',
    code: 'stunnel-options',
    severity: 'warning',
    text: `${TRUSTED}options = ‹ALL›\n`,
    safe: true,
  },
  { name: 'not a good service', kind: 'stunnel', text: TRUSTED },
  { name: 'not a good version', kind: 'stunnel', text: `${TRUSTED}sslVersionMin = TLSv1.3\n` },
];

describe.each([
  ['insecure-skip-verify', SKIP],
  ['credentials-over-http', CREDENTIALS],
  ['unencrypted-scrape', CLEAR],
  ['tls-config-without-https', IDLE],
  ['web configurations', WEB_CONFIG],
  ['versions and ciphers', OTHERS],
  ['stunnel', STUNNEL],
] as const)('%s', (_, rows) => {
  test.each(rows)('$name', expectTls);
});
