import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const PAIR = '  cert_file: server.crt\n  key_file: server.key\n';

const CASES: readonly CheckCase[] = [
  {
    rules: [2],
    name: 'a key that no section has',
    code: 'unknown-key',
    text: '‹tls_config›:\n  cert_file: server.crt\n',
    says: 'refuses unknown keys',
  },
  {
    rules: [2],
    name: 'a key of the Prometheus client in the server section',
    code: 'unknown-key',
    text: `tls_server_config:\n${PAIR}  client_auth_type: RequireAndVerifyClientCert\n  ‹ca_file›: ca.crt\n`,
    says: 'Did you mean `client_ca_file`',
    fixed: `tls_server_config:\n${PAIR}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n`,
  },
  {
    rules: [2],
    name: 'a section that stands twice',
    code: 'duplicate-key',
    text: 'http_server_config:\n  http2: true\n‹http_server_config›:\n  http2: true\n',
  },
  {
    rules: [2],
    name: 'a key that stands twice',
    code: 'duplicate-key',
    text: `tls_server_config:\n${PAIR}  ‹key_file›: other.key\n`,
  },
  {
    rules: [2],
    name: 'a header that is merged in and given again',
    code: 'duplicate-key',
    text: 'http_server_config:\n  headers:\n    <<: { X-Frame-Options: deny }\n    ‹X-Frame-Options›: deny\n',
  },
  {
    rules: [2],
    name: 'a quoted number',
    code: 'wrong-type',
    text: 'rate_limit:\n  interval: 1s\n  burst: ‹"10"›\n',
    fixed: 'rate_limit:\n  interval: 1s\n  burst: 10\n',
  },
  { rules: [2], name: 'a boolean of YAML 1.1', text: 'http_server_config:\n  http2: off\n' },
  {
    rules: [2],
    name: 'a list where a mapping is expected',
    code: 'wrong-type',
    text: 'tls_server_config:\n  - ‹cert_file›: server.crt\n',
  },
  {
    rules: [2],
    name: 'a second document is not read',
    code: 'ignored-content',
    severity: 'warning',
    text: 'http_server_config:\n  http2: true\n‹---›\nnonsense: 1\n',
  },
  { rules: [3], name: 'an empty file', text: '' },
  { rules: [3], name: 'nothing but a comment', text: '# plain HTTP\n' },
  { rules: [3], name: 'an empty mapping', text: '{}\n' },
  { rules: [3], name: 'a null', text: '~\n' },
  {
    rules: [2],
    name: 'a list as the file',
    code: 'wrong-type',
    text: '‹-› tls_server_config\n',
  },
  {
    rules: [4],
    name: 'a section without a value switches HTTP/2 off',
    code: 'null-is-not-default',
    severity: 'warning',
    text: '‹http_server_config›:\n',
    fixed: 'http_server_config: {}\n',
  },
  {
    rules: [4],
    name: 'http2 without a value',
    code: 'null-is-not-default',
    severity: 'warning',
    text: 'http_server_config:\n  ‹http2›: ~\n',
    fixed: 'http_server_config:\n  http2: true\n',
  },
  { rules: [4], name: 'a TLS section without a value is TLS without settings', text: 'tls_server_config:\n' },
  {
    rules: [2],
    name: 'a key that older toolkits do not know',
    code: 'newer-version-needed',
    version: '0.8.2',
    text: '‹rate_limit›:\n  interval: 1s\n  burst: 10\n',
  },
  {
    rules: [2],
    name: 'an inline certificate before 0.11',
    code: 'newer-version-needed',
    version: '0.10',
    text: 'tls_server_config:\n  ‹cert›: PEM\n  key_file: server.key\n',
  },
];

describe('the structure of a web configuration', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('web-config', row));
});
