import { defineRule } from '../rule';

/** Found by the checks of web configurations (kinds/webConfig/across.ts). */
export default defineRule({
  id: 'client-cert-optional',
  category: 'tls',
  severity: 'info',
  kinds: ['web-config'],
  summary: 'Client certificates are optional, and no password is asked for',
  why: '`VerifyClientCertIfGiven` verifies a certificate where there is one, and lets in whoever brings none.',
  advice: 'Use `RequireAndVerifyClientCert`, or ask for passwords with `basic_auth_users`.',
  sources: [
    'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    'https://pkg.go.dev/crypto/tls#ClientAuthType',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: ‹VerifyClientCertIfGiven›
  client_ca_file: ca.crt
`,
      alsoFinds: ['listener-any-client-of-ca'],
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
`,
    },
  ],
  good: [
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: VerifyClientCertIfGiven
  client_ca_file: ca.crt
basic_auth_users:
  prometheus: $2y$10$QYmjyJOE.cWHh4SbvzBdUuLXnTnF9yEJFJRzXXxKQ2xJKxLHoBw2a
`,
    },
  ],
});
