import { defineRule } from '../rule';

/** Found by the checks of web configurations (kinds/webConfig/checks/clientCertificates.ts). */
export default defineRule({
  id: 'client-ca-missing',
  category: 'tls',
  severity: 'error',
  kinds: ['web-config'],
  summary: 'Client certificates are verified without a CA of your own',
  why: 'Without a client CA, Go verifies against the authorities that the system trusts: everybody with a certificate of any public authority is let in, and those cost nothing.',
  advice: 'Add `client_ca_file` with the CA that signs the certificates of your own clients.',
  sources: [
    'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    'https://pkg.go.dev/crypto/tls#Config',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: ‹RequireAndVerifyClientCert›
  client_allowed_sans: [prometheus]
`,
      fixed: `tls_server_config:
  client_ca_file: ca.crt
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_allowed_sans: [prometheus]
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
  ],
});
