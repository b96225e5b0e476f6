import type { Fix } from '../../findings/finding';
import type { Said } from '../../model/nouns';
import { defineRule, fix, type RuleInput } from '../rule';

export default defineRule({
  id: 'tls-min-version',
  category: 'tls',
  severity: 'warning',
  kinds: [
    'prometheus',
    'web-config',
    'scrape-config',
    'helm-values',
    'stunnel',
    'nginx',
    'alertmanager',
    'otel-collector',
  ],
  summary: 'TLS 1.0 or 1.1, or SSL, is named as the lowest version',
  why: 'TLS 1.0 and 1.1 are deprecated by RFC 8996, SSL 3 by RFC 7568: they can be attacked, and current clients refuse them. Where nothing is said, TLS 1.2 is the lowest.',
  advice: 'Name TLS 1.2, or remove the setting.',
  sources: ['https://www.rfc-editor.org/rfc/rfc8996', 'https://www.rfc-editor.org/rfc/rfc7568'],
  examples: [
    {
      kind: 'prometheus',
      bad: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    tls_config:
      min_version: ‹TLS10›
`,
      fixed: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    tls_config:
      min_version: TLS12
`,
    },
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
  min_version: ‹TLS11›
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
  min_version: TLS12
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: node
spec:
  scheme: https
  tlsConfig:
    minVersion: ‹TLS10›
  staticConfigs:
    - targets: ['10.0.0.5:9100']
`,
      fixed: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: node
spec:
  scheme: https
  tlsConfig:
    minVersion: TLS12
  staticConfigs:
    - targets: ['10.0.0.5:9100']
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config: { min_version: ‹TLS11› }
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        tls_config: { min_version: TLS12 }
        static_configs:
          - targets: ['10.0.0.5:9100']
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
sslVersionMin = ‹TLSv1.1›
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
sslVersionMin = TLSv1.2
`,
    },
    {
      kind: 'nginx',
      bad: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_client_certificate /etc/nginx/ca.crt;
    ssl_verify_client on;
    ssl_protocols ‹TLSv1› TLSv1.1 TLSv1.2 TLSv1.3; # as it was
    location = /metrics {
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
      fixed: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_client_certificate /etc/nginx/ca.crt;
    ssl_verify_client on;
    ssl_protocols TLSv1.2 TLSv1.3; # as it was
    location = /metrics {
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
    },
    {
      kind: 'alertmanager',
      bad: `global:
  http_config:
    tls_config:
      min_version: ‹TLS10›
route: { receiver: nobody }
receivers:
  - name: nobody
`,
      fixed: `global:
  http_config:
    tls_config:
      min_version: TLS12
route: { receiver: nobody }
receivers:
  - name: nobody
`,
    },
    {
      kind: 'otel-collector',
      bad: `exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
    tls:
      min_version: "‹1.0›"
`,
      fixed: `exporters:
  prometheusremotewrite:
    endpoint: https://metrics.example.net/api/v1/write
    tls:
      min_version: "1.2"
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `remote_write:
  - url: https://metrics.example.net/api/v1/write
    tls_config:
      min_version: TLS13
`,
    },
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
`,
    },
  ],
  check: (input) => {
    const { kind, nouns, report } = input;
    // The lints of stunnel know which of its lines counts.
    if (kind === 'stunnel') return;
    // What is not used is told by tls-config-without-https.
    const clients = nouns.clients.flatMap(({ tls, scheme }) =>
      scheme.value === 'http' ? [] : (tls?.minVersion ?? []),
    );
    const listeners = nouns.listeners.flatMap(({ minVersion }) => minVersion ?? []);
    for (const version of [...clients, ...listeners]) {
      const word = version.value ?? '';
      if (!OLD.test(word)) continue;
      const isSsl = /^SSL/i.test(word);
      const text = `${word} is deprecated by ${isSsl ? 'RFC 7568' : 'RFC 8996'}: it can be attacked, and today's programs refuse it. Name TLS 1.2 as the lowest.`;
      report(version, text, { ...(isSsl && { severity: 'error' }), fixes: raised(version, input) });
    }
  },
});

/** Versions below 1.2, as Go, OpenSSL and the OpenTelemetry Collector write them. */
const OLD = /^(TLS1[01]|TLSv1(\.1)?|SSLv[23]|1\.[01])$/i;

function raised(at: Said<string>, input: RuleInput): readonly Fix[] {
  const change =
    input.kind === 'nginx' ? newerProtocols(at, input) : input.edits.replaceValue(at, newest(at.value ?? ''));
  return fix('Change to TLS 1.2', [change], { safe: true });
}

function newest(word: string): string {
  return word.startsWith('1') ? '1.2' : 'TLS12';
}

/** More words than this are in no honest list of versions. */
const LIST_LENGTH = 200;

/** `ssl_protocols` lists every version: those that are good stay. */
function newerProtocols({ start, end }: Said<string>, { textAt }: RuleInput) {
  const before = textAt({ start: Math.max(0, start - LIST_LENGTH), end: start });
  const [behind] = /^[^;{}#'"]*(?=;)/.exec(textAt({ start: end, end: end + LIST_LENGTH })) ?? [];
  const ahead = /ssl_protocols\s+([^;{}#'"]*)$/.exec(before)?.[1];
  if (behind === undefined || ahead === undefined) return undefined;
  const words = (ahead + textAt({ start, end }) + behind).split(/\s+/).filter((word) => word !== '');
  const kept = words.filter((word) => !OLD.test(word));
  return {
    start: start - ahead.length,
    end: end + behind.length,
    newText: (kept.length === 0 ? ['TLSv1.2', 'TLSv1.3'] : kept).join(' '),
  };
}
