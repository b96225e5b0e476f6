import { defineRule } from '../rule';

export default defineRule({
  id: 'unhashed-web-password',
  category: 'auth',
  severity: 'error',
  kinds: ['web-config'],
  summary: 'The password of a user is no bcrypt hash',
  why: 'The exporter takes bcrypt hashes only and refuses to start with anything else. What stands there instead is mostly the password itself, for everybody who can read the file.',
  advice: 'Put the bcrypt hash of the password in its place.',
  sources: ['https://prometheus.io/docs/prometheus/latest/configuration/https/'],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: ‹correct-horse›
`,
    },
  ],
  good: [
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
    },
  ],
});
