import { defineRule } from '../rule';

/** Found by the checks of web configurations and by the lints of stunnel (lints/serverTrust.ts). */
export default defineRule({
  id: 'client-cert-not-required',
  category: 'tls',
  severity: 'warning',
  kinds: ['web-config', 'stunnel'],
  summary: 'Client certificates are asked for, and clients without a valid one are let in',
  why: 'A certificate that nobody verifies, or that may be missing, keeps nobody out: anyone can make one in a minute.',
  advice: 'Use `RequireAndVerifyClientCert` with `client_ca_file`; in stunnel `verifyChain = yes` with `CAfile`.',
  sources: [
    'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    'https://pkg.go.dev/crypto/tls#ClientAuthType',
    'https://www.stunnel.org/static/stunnel.html',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: ‹RequireAnyClientCert›
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
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
‹CAfile› = /etc/stunnel/ca.pem
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
`,
      alsoFinds: ['listener-any-client-of-ca'],
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
‹requireCert› = yes
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
requireCert = yes
verifyChain = yes
`,
      alsoFinds: ['listener-any-client-of-ca'],
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
requireCert = ‹no›
checkHost = prometheus.example.net
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
`,
    },
  ],
  good: [
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
    {
      kind: 'stunnel',
      text: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
    },
  ],
});
