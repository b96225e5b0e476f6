import { defineRule } from '../rule';

/** Found by the checks of web configurations (kinds/webConfig/across.ts). */
export default defineRule({
  id: 'tls-settings-without-certificate',
  category: 'tls',
  severity: 'error',
  kinds: ['web-config'],
  summary: 'Settings of TLS without a certificate: plain HTTP is served',
  why: 'The exporter switches TLS on only where a certificate, a key or something about client certificates is given. With other settings alone it starts without a word and serves everything in clear text.',
  advice: 'Add `cert_file` and `key_file`.',
  sources: ['https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md'],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  ‹min_version›: TLS13
`,
      alsoFinds: ['listener-without-auth'],
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  min_version: TLS13
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
  min_version: TLS13
`,
    },
  ],
});
