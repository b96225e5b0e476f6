import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const TLS = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';
const HASH = '$2y$10$abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQ';

const CASES: readonly CheckCase[] = [
  {
    rules: [5],
    name: 'a header in the wrong case',
    code: 'unknown-key',
    text: 'http_server_config:\n  headers:\n    ‹x-frame-options›: deny\n',
    says: 'HTTP header "x-frame-options" can not be configured',
    fixed: 'http_server_config:\n  headers:\n    X-Frame-Options: deny\n',
  },
  {
    rules: [5],
    name: 'a header that is not on the list',
    code: 'unknown-key',
    text: 'http_server_config:\n  headers:\n    ‹Access-Control-Allow-Origin›: "*"\n',
    says: 'HTTP header "Access-Control-Allow-Origin" can not be configured',
  },
  {
    rules: [5, 6],
    name: 'all headers that are on the list',
    text: 'http_server_config:\n  headers:\n    Strict-Transport-Security: max-age=31536000\n    X-Content-Type-Options: nosniff\n    X-Frame-Options: sameorigin\n    X-XSS-Protection: ""\n    Content-Security-Policy: default-src\n',
  },
  {
    rules: [6],
    name: 'a header value in the wrong case',
    code: 'invalid-value',
    text: 'http_server_config:\n  headers:\n    X-Frame-Options: ‹DENY›\n',
    says: 'Expected one of: ["deny" "sameorigin"], but got: "DENY"',
    fixed: 'http_server_config:\n  headers:\n    X-Frame-Options: deny\n',
  },
  {
    rules: [6],
    name: 'an empty header value',
    code: 'invalid-value',
    text: 'http_server_config:\n  headers:\n    X-Content-Type-Options: ‹""›\n',
    says: 'Expected one of: ["nosniff"], but got: ""',
  },
  {
    rules: [6],
    name: 'a header without a value',
    code: 'invalid-value',
    text: 'http_server_config:\n  headers:\n    ‹X-Content-Type-Options›:\n',
    says: 'Expected one of: ["nosniff"], but got: ""',
  },
  {
    rules: [7],
    name: 'a password in clear text',
    code: 'unhashed-web-password',
    text: `${TLS}basic_auth_users:\n  alice: ‹hunter2›\n`,
    says: 'crypto/bcrypt: hashedSecret too short',
  },
  {
    rules: [7],
    name: 'a hash of another algorithm',
    code: 'unhashed-web-password',
    text: `${TLS}basic_auth_users:\n  alice: ‹$6$abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQrstu›\n`,
    says: 'is newer than current version',
  },
  {
    rules: [7],
    name: 'a cost that bcrypt does not know',
    code: 'unhashed-web-password',
    text: `${TLS}basic_auth_users:\n  alice: ‹${HASH.replace('$10$', '$32$')}›\n`,
    says: 'cost 32 is outside allowed inclusive range 4..31',
  },
  {
    rules: [7],
    name: 'a user without a hash',
    code: 'unhashed-web-password',
    text: `${TLS}basic_auth_users:\n  ‹alice›:\n`,
    says: 'hashedSecret too short',
  },
  { rules: [7], name: 'a bcrypt hash', text: `${TLS}basic_auth_users:\n  alice: ${HASH}\n  bob: ${HASH}\n` },
  {
    rules: [8],
    name: 'a hash that is too long',
    code: 'incomplete-bcrypt-hash',
    severity: 'warning',
    text: `${TLS}basic_auth_users:\n  alice: ‹${HASH}x›\n`,
  },
  {
    rules: [8],
    name: 'a hash of an unknown minor version',
    code: 'incomplete-bcrypt-hash',
    severity: 'warning',
    text: `${TLS}basic_auth_users:\n  alice: ‹${HASH.replace('$2y$', '$2x$')}›\n`,
  },
  {
    rules: [9],
    name: 'a high cost is slow and valid',
    text: `${TLS}basic_auth_users:\n  a: ${HASH.replace('10', '18')}\n`,
  },
  {
    rules: [10],
    name: 'passwords without TLS',
    code: 'basic-auth-without-tls',
    text: `‹basic_auth_users›:\n  alice: ${HASH}\n`,
  },
  {
    rules: [10],
    name: 'passwords with a TLS section that holds nothing',
    code: 'basic-auth-without-tls',
    text: `‹basic_auth_users›:\n  alice: ${HASH}\ntls_server_config: {}\n`,
  },
  { rules: [10], name: 'no users', text: 'basic_auth_users: {}\n' },
  {
    rules: [10],
    name: 'a misspelled TLS section is misspelled, not missing',
    code: 'unknown-key',
    text: `‹tls_server_conf›:\n  cert_file: server.crt\nbasic_auth_users:\n  alice: ${HASH}\n`,
  },
  {
    rules: [25],
    name: 'days are unknown to Go',
    code: 'invalid-value',
    text: 'rate_limit:\n  interval: ‹1d›\n  burst: 10\n',
    says: 'into time.Duration',
    fixed: 'rate_limit:\n  interval: 24h\n  burst: 10\n',
  },
  {
    rules: [25],
    name: 'an empty interval',
    code: 'invalid-value',
    text: 'rate_limit:\n  interval: ‹""›\n  burst: 10\n',
  },
  { rules: [25], name: 'units of Go in any order', text: 'rate_limit:\n  interval: 1.5ms2s\n  burst: 10\n' },
  {
    rules: [25],
    name: 'a bare number is nanoseconds',
    code: 'duration-without-unit',
    severity: 'warning',
    text: 'rate_limit:\n  interval: ‹1›\n  burst: 10\n',
    fixed: 'rate_limit:\n  interval: 1s\n  burst: 10\n',
  },
  {
    rules: [25],
    name: 'a bare number of nanoseconds that are a second',
    code: 'duration-without-unit',
    severity: 'warning',
    text: 'rate_limit:\n  interval: ‹1000000000›\n  burst: 10\n',
    fixed: 'rate_limit:\n  interval: 1s\n  burst: 10\n',
  },
  {
    rules: [26],
    name: 'a limit without a burst',
    code: 'rate-limit-blocks-everything',
    severity: 'warning',
    text: 'rate_limit:\n  ‹interval›: 1s\n',
  },
  {
    rules: [26],
    name: 'a burst of 0',
    code: 'rate-limit-blocks-everything',
    severity: 'warning',
    text: 'rate_limit:\n  interval: 1s\n  burst: ‹0›\n',
  },
  {
    rules: [26],
    name: 'a negative interval',
    code: 'rate-limit-without-effect',
    severity: 'warning',
    text: 'rate_limit:\n  interval: ‹-1s›\n',
  },
  {
    rules: [26],
    name: 'a burst without an interval',
    code: 'rate-limit-without-effect',
    severity: 'warning',
    text: 'rate_limit:\n  ‹burst›: 10\n',
  },
  { rules: [26], name: 'a limit that is off', text: 'rate_limit:\n  interval: 0\n  burst: 0\n' },
  { rules: [26], name: 'an empty section', text: 'rate_limit:\n' },
];

describe('users, headers and limits of a web configuration', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('web-config', row));

  test('rule 7: the refused value is in no message', () => {
    for (const secret of ['hunter2', `${HASH.slice(0, 20)}`, `${HASH}tail`]) {
      const findings = findingsIn('web-config', `basic_auth_users:\n  alice: ${secret}\n`);
      expect(findings.filter(({ message }) => message.includes(secret))).toEqual([]);
    }
  });
});
