import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const job = (...lines: readonly string[]) =>
  `scrape_configs:\n  - job_name: a\n${lines.map((line) => `    ${line}\n`).join('')}`;

const CASES: readonly CheckCase[] = [
  {
    rules: [1],
    name: 'an unknown key at the top',
    code: 'unknown-key',
    text: '‹scrape_config›:\n  - job_name: a\n',
    fixed: 'scrape_configs:\n  - job_name: a\n',
  },
  {
    rules: [1],
    name: 'every unknown key is reported',
    code: 'unknown-key',
    text: job('‹job›: b', 'tls_config:', '  ‹insecure_skip_verfy›: true'),
    says: 'refuses unknown keys',
  },
  {
    rules: [1],
    name: 'an unknown key in a flow mapping',
    code: 'unknown-key',
    text: 'global: { ‹nonsense›: 1 }\n',
  },
  {
    rules: [2],
    name: 'a key that stands twice in a job',
    code: 'duplicate-key',
    text: job('scheme: https', '‹scheme›: http'),
  },
  {
    rules: [2],
    name: 'a section that stands twice',
    code: 'duplicate-key',
    text: 'global:\n  scrape_interval: 15s\n‹global›:\n  scrape_timeout: 5s\n',
  },
  {
    rules: [3],
    name: 'a label that stands twice',
    code: 'duplicate-key',
    text: 'global:\n  external_labels:\n    site: a\n    ‹site›: b\n',
  },
  {
    rules: [3],
    name: 'a parameter that stands twice',
    code: 'duplicate-key',
    text: job('params:', '  module: [a]', '  ‹module›: [b]'),
  },
  {
    rules: [4],
    name: 'a label that is merged in and given again',
    code: 'duplicate-key',
    text: job(
      'static_configs:',
      "  - targets: ['a:1']",
      '    labels: &l',
      '      site: a',
      "  - targets: ['b:1']",
      '    labels:',
      '      <<: *l',
      '      ‹site›: b',
    ),
  },
  {
    rules: [4],
    name: 'a label that is given and merged in again',
    code: 'duplicate-key',
    text: job(
      'static_configs:',
      "  - targets: ['a:1']",
      '    labels: &l',
      '      site: a',
      "  - targets: ['b:1']",
      '    labels:',
      '      site: b',
      '      ‹<<›: *l',
    ),
  },
  {
    rules: [5],
    name: 'a merge behind a key overwrites the key',
    code: 'merge-overwrites-key',
    severity: 'warning',
    text: 'scrape_configs:\n  - &d\n    job_name: d\n    scheme: https\n  - scheme: http\n    ‹<<›: *d\n    job_name: b\n',
  },
  {
    rules: [5],
    name: 'a merge in front of the keys',
    text: 'scrape_configs:\n  - &d\n    job_name: d\n    scheme: https\n  - <<: *d\n    scheme: http\n    job_name: b\n',
  },
  {
    rules: [5],
    name: 'the name of a job may be that of the merge',
    code: 'duplicate-job-name',
    text: 'scrape_configs:\n  - &d\n    job_name: ‹d›\n  - <<: *d\n',
  },
  {
    rules: [6],
    name: 'a quoted number',
    code: 'wrong-type',
    text: job('sample_limit: ‹"10"›'),
    fixed: job('sample_limit: 10'),
  },
  {
    rules: [6],
    name: 'a quoted truth value',
    code: 'wrong-type',
    text: job('tls_config:', "  insecure_skip_verify: ‹'true'›"),
    fixed: job('tls_config:', '  insecure_skip_verify: true'),
  },
  { rules: [6], name: 'a negative limit', code: 'wrong-type', text: job('sample_limit: ‹-1›') },
  {
    rules: [6],
    name: 'a single value where a list is expected',
    code: 'wrong-type',
    text: job('params:', '  module: ‹http_2xx›'),
    fixed: job('params:', '  module: [http_2xx]'),
  },
  {
    rules: [7],
    name: 'text fields take every scalar',
    text: 'scrape_configs:\n  - job_name: 123\n    basic_auth:\n      username: 0123\n      password: 2024-01-01\n    relabel_configs:\n      - source_labels: [yes]\n        regex: 1.5\n        action: drop\n',
  },
  {
    rules: [8],
    name: 'booleans and numbers of YAML 1.1',
    text: job(
      'honor_labels: yes',
      'honor_timestamps: Off',
      'sample_limit: 0x10',
      'label_limit: 010',
      'target_limit: 1_000',
      'label_name_length_limit: 1.9',
    ),
  },
  {
    rules: [9],
    name: 'a second document is ignored, whatever it says',
    code: 'ignored-content',
    severity: 'warning',
    text: 'global:\n  scrape_interval: 15s\n‹---›\nnonsense: [\n',
  },
  {
    rules: [9],
    name: 'a document behind the end of the first',
    code: 'ignored-content',
    severity: 'warning',
    text: 'global:\n  scrape_interval: 15s\n‹...›\n# more\nnonsense: 1\n',
  },
  {
    rules: [9],
    name: 'a second document behind one that cannot be cut',
    code: 'ignored-content',
    severity: 'warning',
    text: '{global: {scrape_interval: 15s}}\n‹---›\nnonsense: [\n',
  },
  { rules: [9], name: 'a `---` in front', text: '# head\n---\nglobal:\n  scrape_interval: 15s\n' },
  {
    rules: [9],
    name: 'a `---` with nothing but comments behind it',
    text: 'global:\n  scrape_interval: 15s\n---\n# end\n',
  },
  { rules: [9], name: 'a `...` at the end', text: 'global:\n  scrape_interval: 15s\n...\n' },
  {
    rules: [9],
    name: 'a `...` behind a file that cannot be cut',
    text: '{global: {scrape_interval: 15s}}\n...\n---\n# end\n',
  },
  { rules: [10], name: 'an empty file', text: '' },
  { rules: [10], name: 'nothing but comments', text: '# nothing yet\n\n' },
  {
    rules: [11],
    name: 'follow_redirects without a value',
    code: 'null-is-not-default',
    severity: 'warning',
    text: job('‹follow_redirects›:'),
    fixed: job('follow_redirects: true'),
  },
  {
    rules: [11],
    name: 'other keys of a job without a value',
    code: 'null-is-not-default',
    severity: 'warning',
    text: job('‹honor_timestamps›:', '‹enable_compression›: null', '‹scheme›:', '‹metrics_path›: ~', '‹enable_http2›:'),
  },
  {
    rules: [11],
    name: 'an HTTP client elsewhere',
    code: 'null-is-not-default',
    severity: 'warning',
    text: 'remote_read:\n  - url: http://a.example/read\n    ‹enable_http2›:\n    ‹filter_external_labels›:\n',
  },
  {
    rules: [11],
    name: 'numbers and nested defaults',
    code: 'null-is-not-default',
    severity: 'warning',
    text: 'remote_write:\n  - url: http://a.example/write\n    ‹remote_timeout›:\n    ‹metadata_config›:\nalerting:\n  alertmanagers:\n    - ‹timeout›:\ntracing:\n  endpoint: a:4317\n  ‹client_type›:\n‹otlp›:\n',
  },
  {
    rules: [11, 80],
    name: 'where the default is false, a null changes nothing',
    text: 'remote_write:\n  - url: http://a.example/write\n    enable_http2:\nscrape_configs:\n  - job_name: a\n    honor_labels:\n    scrape_interval:\n    aws_sd_configs:\n      - role: ec2\n        region: eu-west-1\n        follow_redirects:\n',
  },
  {
    rules: [11],
    name: 'the sections whose defaults are restored',
    text: 'global:\nruntime:\nstorage:\n  tsdb:\n    retention:\nscrape_configs:\n',
  },
  {
    rules: [12],
    name: 'a queue without a value',
    code: 'queue-config',
    text: 'remote_write:\n  - url: http://a.example/write\n    ‹queue_config›:\n',
    says: 'remote write queue max_shards must be positive',
    fixed: 'remote_write:\n  - url: http://a.example/write\n    queue_config: {}\n',
  },
  {
    rules: [12],
    name: 'a queue without a value where nobody checks it',
    code: 'queue-config',
    severity: 'warning',
    version: '3.11',
    text: 'remote_write:\n  - url: http://a.example/write\n    ‹queue_config›:\n',
  },
  {
    rules: [13],
    name: 'a null Alertmanager',
    code: 'empty-list-item',
    text: 'alerting:\n  alertmanagers:\n    - ‹null›\n',
    says: 'panic',
  },
  {
    rules: [14],
    name: 'a null filter of an EC2 discovery',
    code: 'empty-list-item',
    text: job('ec2_sd_configs:', '  - region: eu-west-1', '    filters:', '      - ‹~›'),
    says: 'panic',
  },
];

/** Spec rules 15, 22, 44, 45, 90, 145 and 157: the list, and Prometheus' words for a null in it. */
const NULL_ITEMS: readonly (readonly [rule: number, text: string, says: string])[] = [
  [22, 'scrape_configs:\n  - ‹null›\n', 'empty or null scrape config section'],
  [44, job('relabel_configs:', '  - ‹null›'), 'empty or null target relabeling rule in scrape config'],
  [44, job('metric_relabel_configs: [‹null›]'), 'empty or null metric relabeling rule in scrape config'],
  [45, job('static_configs:', '  - ‹~›'), 'empty or null section in static_configs'],
  [45, job('dns_sd_configs: [‹null›]'), 'empty or null section in dns_sd_configs'],
  [90, 'alerting:\n  alert_relabel_configs: [‹null›]\n', 'empty or null alert relabeling rule'],
  [
    90,
    'alerting:\n  alertmanagers:\n    - relabel_configs: [‹null›]\n',
    'empty or null Alertmanager target relabeling rule',
  ],
  [
    90,
    'alerting:\n  alertmanagers:\n    - alert_relabel_configs: [‹null›]\n',
    'empty or null Alertmanager alert relabeling rule',
  ],
  [
    90,
    'remote_write:\n  - url: http://a.example/\n    write_relabel_configs: [‹null›]\n',
    'empty or null relabeling rule in remote write config',
  ],
  [145, 'remote_write:\n  - ‹null›\n', 'empty or null remote write config section'],
  [157, 'remote_read: [‹null›]\n', 'empty or null remote read config section'],
];

const NULL_CASES = NULL_ITEMS.map(
  ([rule, text, says]): CheckCase => ({ rules: [15, rule], name: says, code: 'empty-list-item', text, says }),
);

describe('the YAML layer', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(NULL_CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));

  test('rule 16: all mistakes are reported, each at its place', () => {
    const found = findingsIn('prometheus', job('scheme: [a]', 'scrape_interval: 30', 'nonsense: 1'));
    expect(found.map(({ code }) => code)).toEqual(['wrong-type', 'invalid-value', 'unknown-key']);
  });
});
