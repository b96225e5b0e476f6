import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const group = (targets: string, labels = '', ...lines: readonly string[]) =>
  `scrape_configs:\n  - job_name: a\n${lines.map((line) => `    ${line}\n`).join('')}    static_configs:\n      - targets: [${targets}]\n${labels === '' ? '' : `        labels: { ${labels} }\n`}`;
const alertmanager = (target: string, ...lines: readonly string[]) =>
  `alerting:\n  alertmanagers:\n    - static_configs:\n        - targets: [${target}]\n${lines.map((line) => `      ${line}\n`).join('')}`;

const RELABEL = 'relabel_configs: [{ target_label: __address__, replacement: "prober:9115" }]';

const CASES: readonly CheckCase[] = [
  {
    rules: [43],
    name: 'a target with a scheme',
    code: 'target-is-no-host',
    text: group("‹'http://node.example.org:9100'›"),
    says: '"http://node.example.org:9100" is not a valid hostname',
    fixed: group("'node.example.org:9100'"),
  },
  {
    rules: [43],
    name: 'a target with the default path',
    code: 'target-is-no-host',
    text: group('‹node:9100/metrics›'),
    fixed: group('node:9100'),
  },
  {
    rules: [43],
    name: 'a target with https',
    code: 'target-is-no-host',
    text: group('"b:1", ‹"https://node:9100/probe"›'),
    says: 'set `scheme: https` and `metrics_path: /probe` on the job',
    fixed: group('"b:1", "node:9100"', '', 'scheme: https'),
  },
  { rules: [43], name: 'relabeling may use the target otherwise', text: group('http://node.example.org', '', RELABEL) },
  {
    rules: [43],
    name: 'an empty list of rules is none',
    code: 'target-is-no-host',
    text: group('‹a/b›', '', 'relabel_configs: []'),
  },
  { rules: [43], name: 'ports, blanks and brackets are not checked', text: group("'a b', '[::1]:9100', 'a:b:c'") },
  { rules: [45], name: 'a group of nothing', text: 'scrape_configs:\n  - job_name: a\n    static_configs: [{}]\n' },
  {
    rules: [46],
    name: 'an empty target',
    code: 'target-without-address',
    severity: 'warning',
    text: group("‹''›, a"),
    says: 'no address',
  },
  {
    rules: [46],
    name: 'an interval label that is no duration',
    code: 'invalid-target-label',
    severity: 'warning',
    text: group("'a:1'", '__scrape_interval__: ‹30›'),
    says: 'error parsing scrape interval: not a valid duration string: "30"',
  },
  {
    rules: [46],
    name: 'a timeout label of 0',
    code: 'invalid-target-label',
    severity: 'warning',
    text: group("'a:1'", '__scrape_timeout__: ‹0s›'),
    says: 'scrape timeout cannot be 0',
  },
  {
    rules: [46],
    name: 'an interval label shorter than the timeout of the job',
    code: 'invalid-target-label',
    severity: 'warning',
    text: group("'a:1'", '__scrape_interval__: ‹5s›'),
    says: 'scrape timeout cannot be greater than scrape interval ("10s" > "5s")',
  },
  {
    rules: [46],
    name: 'an interval and a timeout label that fit',
    text: group("'a:1'", '__scrape_interval__: 5s, __scrape_timeout__: 5s'),
  },
  {
    rules: [46],
    name: 'a flag label that is no truth value',
    code: 'invalid-target-label',
    severity: 'warning',
    text: group("'a:1'", '__scrape_native_histograms__: ‹maybe›'),
    says: 'error parsing scrape native histograms: strconv.ParseBool: parsing "maybe": invalid syntax',
  },
  {
    rules: [46],
    name: 'the flag labels came with 3.13',
    version: '3.12',
    text: group("'a:1'", '__scrape_native_histograms__: maybe'),
  },
  { rules: [46], name: 'relabeling may change the labels', text: group("'a:1'", '__scrape_interval__: x', RELABEL) },
  { rules: [46], name: 'a group without targets has no labels to check', text: group('', '__scrape_interval__: x') },
  { rules: [47], name: 'no port, any scheme, any path', text: group('node', '', 'scheme: ftp', 'metrics_path: "?"') },
  {
    rules: [47],
    name: 'up to 2.55 the scheme is http or https',
    code: 'invalid-value',
    severity: 'warning',
    version: '2.42',
    text: group('node', '', 'scheme: ‹ftp›'),
    says: 'invalid scheme: "ftp"',
  },
  { rules: [48], name: 'a unix socket beside an address', text: group('node', '__unix_socket__: /run/node.sock') },
  {
    rules: [50],
    name: 'a label without a name',
    code: 'invalid-value',
    text: group('node', '‹""›: x'),
    says: '"" is not a valid label name',
  },
  {
    rules: [50],
    name: 'any name, whatever the scheme',
    text: group('node', 'a.b: x', 'metric_name_validation_scheme: legacy'),
  },
  {
    rules: [50],
    name: 'up to 2.55 only letters, digits and underscores',
    code: 'invalid-value',
    version: '2.42',
    text: group('node', '‹a.b›: x'),
    says: '"a.b" is not a valid label name',
  },
  {
    rules: [165],
    name: 'an Alertmanager with a scheme',
    code: 'target-is-no-host',
    text: alertmanager('‹"http://am:9093/"›'),
    fixed: alertmanager('"am:9093"'),
  },
  {
    rules: [165],
    name: 'an Alertmanager with a path',
    code: 'target-is-no-host',
    text: alertmanager('‹am:9093/alerts›'),
    says: '`path_prefix: /alerts` on the Alertmanager',
  },
  { rules: [165], name: 'an Alertmanager that is relabeled', text: alertmanager('am:9093/alerts', RELABEL) },
];

describe('static targets', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));

  test('rule 43: a password in a target is in no message', () => {
    const [found] = findingsIn('prometheus', group("'http://me:hunter2@node:9100'"));
    expect(found?.message).not.toContain('hunter2');
  });
});
