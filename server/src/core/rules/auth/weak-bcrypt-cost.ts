import { hashFix } from '../../secrets/hashFix';
import { costOf } from '../../secrets/wellKnown';
import { defineRule } from '../rule';

const LOWEST = 10;
const HIGHEST = 14;

export default defineRule({
  id: 'weak-bcrypt-cost',
  category: 'auth',
  severity: 'warning',
  kinds: ['web-config'],
  summary: 'The cost of a bcrypt hash is too low, or so high that every scrape pays for it',
  why: 'The cost is what makes guessing slow: each step less halves the work of whoever has the file and tries passwords. Above 14 one comparison takes a second and more, and comparisons run one at a time.',
  advice: 'Hash the password again with a cost from 10 to 14.',
  sources: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#bcrypt',
    'https://prometheus.io/docs/prometheus/latest/configuration/https/',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: ‹$2y$05$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
`,
    },
    {
      kind: 'web-config',
      severity: 'info',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: ‹$2y$18$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
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
  alice: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
  bob: $2b$14$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
    },
  ],
  check: ({ nouns, report }) => {
    for (const secret of nouns.secrets) {
      const cost = secret.form === 'hash' ? costOf(secret.text) : undefined;
      // What lies outside of bcrypt's own range is refused: unhashed-web-password.
      if (cost === undefined || cost < 4 || cost > 31) continue;
      const fixes = hashFix('Hash the password again', secret);
      if (cost < LOWEST) {
        const text = `The cost of this hash is ${cost}: whoever gets the file tries passwords ${2 ** (LOWEST - cost)} times as fast as with the usual ${LOWEST}. Hash the password again with a cost of at least ${LOWEST}.`;
        report(secret, text, { fixes });
      } else if (cost > HIGHEST) {
        const text = `The cost of this hash is ${cost}: one comparison takes seconds of processor time, comparisons run one at a time, and scrapes wait for them. ${LOWEST} to ${HIGHEST} is enough.`;
        report(secret, text, { severity: 'info', fixes });
      }
    }
  },
});
