import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const files = (pattern: string, ...found: readonly (readonly [path: string, text: string])[]) =>
  new Map([[pattern, found.map(([path, text]) => ({ path, text }))]]);
const job = (pattern: string, more = '') =>
  `scrape_configs:\n- job_name: a\n${more}  file_sd_configs:\n  - files: [${pattern}]\n`;
const RELABELED = '  relabel_configs:\n  - {source_labels: [__address__], target_label: __param_target}\n';
const RULE = 'groups:\n- name: a\n  rules:\n  - alert: a\n    expr: ';

const CASES: readonly CheckCase[] = [
  {
    rules: [192],
    name: 'a good rule file',
    text: 'rule_files: [rules/*.yml]\n',
    neighbours: files('rules/*.yml', ['rules/a.yml', `${RULE}up\n`]),
  },
  {
    rules: [192],
    name: 'a rule file with an error',
    text: 'rule_files:\n- ‹rules/*.yml›\n',
    neighbours: files('rules/*.yml', ['rules/a.yml', `${RULE}up\n`], ['rules/b.yml', `${RULE}rate(up)\n`]),
    code: 'rule-file-invalid',
    says: /^`rules\/b\.yml` does not load, so Prometheus does not start\. Line 5: /,
  },
  {
    rules: [192],
    name: 'a rule file for a newer version',
    text: 'rule_files: [‹a.yml›]\n',
    neighbours: files('a.yml', ['a.yml', 'groups:\n- name: a\n  labels: {}\n']),
    code: 'rule-file-invalid',
    version: '2.55',
  },
  {
    rules: [192],
    name: 'a template of rules',
    text: 'rule_files: [a.yml]\n',
    neighbours: files('a.yml', ['a.yml', 'groups: {{ x }}\n']),
  },
  {
    rules: [95],
    name: 'good targets',
    text: job('t.json'),
    neighbours: files('t.json', ['t.json', '[{"targets": ["a:1"]}]']),
  },
  {
    rules: [95],
    name: 'targets that cannot be read',
    text: job('‹t/*.json›'),
    neighbours: files('t/*.json', ['t/a.json', '[\n{"targets": ["a:1"],}]']),
    code: 'target-file-invalid',
    severity: 'warning',
    says: /^Prometheus cannot read `t\/a\.json`.*Line 2: .*checking SD file "t\/a\.json"/,
  },
  {
    rules: [95],
    name: 'a URL as a target',
    text: job('‹t.yml›'),
    neighbours: files('t.yml', ['t.yml', '- targets: [a:1, http://b:1/]\n']),
    code: 'target-is-no-host',
    severity: 'warning',
    says: '"http://b:1/" is not a valid hostname',
  },
  {
    rules: [95],
    name: 'a URL for a prober',
    text: job('t.yml', RELABELED),
    neighbours: files('t.yml', ['t.yml', '- targets: [http://b:1/]\n']),
  },
  {
    rules: [95],
    name: 'a target file that is not there yet',
    text: job('t.yml'),
    neighbours: new Map([['t.yml', [{ path: 't.yml', text: undefined }]]]),
  },
];

describe('files that a prometheus.yml names', () => {
  test.each(CASES)('$name', (row) => expectCase('prometheus', row));
});
