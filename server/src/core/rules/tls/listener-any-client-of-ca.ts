import { CLIENT_NAMES_SINCE } from '../clientNames';
import { defineRule, fix } from '../rule';

export default defineRule({
  id: 'listener-any-client-of-ca',
  category: 'tls',
  severity: 'info',
  kinds: ['web-config', 'stunnel'],
  summary: 'Every client certificate of the CA is let in',
  why: 'A CA mostly signs certificates for more than one purpose: each server and each colleague with one of them can read the metrics. That is fine for a CA that signs for Prometheus alone.',
  advice:
    'Name the clients that may enter: `client_allowed_sans` with a name in the certificate of Prometheus; in stunnel `checkHost`.',
  sources: [
    'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    'https://www.stunnel.org/static/stunnel.html',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: ‹RequireAndVerifyClientCert›
  client_ca_file: ca.crt
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_allowed_sans: [prometheus]
  client_ca_file: ca.crt
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4

‹[node]›
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus
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
  client_allowed_sans: [prometheus.example.net]
`,
    },
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
basic_auth_users:
  prometheus: $2y$10$QYmjyJOE.cWHh4SbvzBdUuLXnTnF9yEJFJRzXXxKQ2xJKxLHoBw2a
`,
    },
  ],
  check: ({ kind, nouns, surroundings, edits, report }) => {
    // The lints of stunnel know which of its lines counts, and toolkits of old know no names.
    if (kind === 'stunnel' || surroundings.targets.toolkit < CLIENT_NAMES_SINCE) return;
    for (const { anyClientOfCa, admission } of nouns.listeners) {
      if (anyClientOfCa === undefined || admission.password !== 'none') continue;
      const text =
        "Whoever has a certificate of this CA may enter. If the CA signs others than Prometheus, add `client_allowed_sans` with a name in Prometheus' certificate.";
      const names = { key: 'client_allowed_sans', value: ['prometheus'] };
      // Nobody knows here what the name is: the wrong one locks Prometheus out.
      const fixes = fix('Name the client that may enter', [edits.addBeside(anyClientOfCa, [names])], {
        refactor: true,
      });
      report(anyClientOfCa, text, { fixes });
    }
  },
});
