import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const job = (line: string) => `scrape_configs:\n  - job_name: a\n    ${line}\n`;
const regex = (text: string) =>
  job(`relabel_configs:\n      - source_labels: [a]\n        action: drop\n        regex: ${text}`);

/** Values, what Prometheus says of them (nothing: it takes them), and what a fix makes of them. */
type Row = readonly [rule: number, text: string, says?: string, fixed?: string];

const VALUES: readonly Row[] = [
  [17, 'scrape_interval: ‹30›', 'not a valid duration string: "30"', 'scrape_interval: 30s'],
  [17, 'scrape_interval: ‹1.5m›', 'unknown unit "." in duration "1.5m"', 'scrape_interval: 1m30s'],
  [17, 'scrape_interval: ‹""›', 'empty duration string'],
  [17, 'scrape_interval: ‹30 s›', 'unknown unit " s" in duration "30 s"', 'scrape_interval: 30s'],
  [17, 'scrape_interval: ‹-30s›', 'not a valid duration string: "-30s"'],
  [17, 'scrape_interval: ‹30s1m›', 'not a valid duration string: "30s1m"'],
  [17, 'scrape_interval: ‹30sec›', 'unknown unit "sec" in duration "30sec"', 'scrape_interval: 30s'],
  [17, 'scrape_interval: ‹300y›', 'duration out of range'],
  [17, 'scrape_interval: 1m30s500ms'],
  [17, 'scrape_interval:'],
  [18, 'body_size_limit: ‹100›', 'units: unknown unit  in 100', 'body_size_limit: 100B'],
  [18, 'body_size_limit: ‹15kB›', 'units: unknown unit kB in 15kB', 'body_size_limit: 15KB'],
  [18, 'body_size_limit: ‹1KB1MiB›', 'units: unknown unit MiB in 1KB1MiB'],
  [18, 'body_size_limit: ‹""›', 'units: invalid '],
  [18, 'body_size_limit: 1.5MB'],
  [18, 'body_size_limit: 1MiB512KiB'],
  [18, 'body_size_limit: 0'],
  [18, 'body_size_limit: -1B'],
  [20, 'proxy_url: ‹"http://[::1"›', "missing ']' in host"],
  [20, 'proxy_url: ‹"http://a:b"›', 'invalid port ":b" after host'],
  [20, 'proxy_url: ‹"http://%zz/"›', 'invalid URL escape "%zz"'],
  [20, 'proxy_url: proxy.example.org/path'],
  [21, 'tls_config: { min_version: ‹TLS1.2› }', 'unknown TLS version: TLS1.2', 'tls_config: { min_version: TLS12 }'],
  [21, 'tls_config: { max_version: ‹tls13› }', 'unknown TLS version: tls13', 'tls_config: { max_version: TLS13 }'],
  [21, 'tls_config: { min_version: TLS12, max_version: TLS13 }'],
];

const CASES = VALUES.map(
  ([rule, text, says, fixed]): CheckCase => ({
    rules: [rule],
    name: text,
    text: job(text),
    ...(says !== undefined && { code: 'invalid-value', says }),
    ...(fixed !== undefined && { fixed: job(fixed) }),
  }),
);

const REGEXES: readonly CheckCase[] = [
  {
    rules: [19],
    name: 'a look-ahead',
    code: 'invalid-regex',
    text: regex("‹'(?=a)b'›"),
    says: 'invalid or unsupported Perl syntax',
  },
  {
    rules: [19],
    name: 'a back-reference',
    code: 'invalid-regex',
    text: regex("‹'(a)\\1'›"),
    says: 'invalid escape sequence',
  },
  { rules: [19], name: 'an open parenthesis', code: 'invalid-regex', text: regex("‹'(a'›"), says: 'missing closing )' },
  { rules: [19], name: 'text that balances with the wrapper', text: regex("'a)(?:b'") },
  { rules: [19], name: 'anchors of its own', text: regex("'^a.*$'") },
];

describe('scalars', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(REGEXES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
