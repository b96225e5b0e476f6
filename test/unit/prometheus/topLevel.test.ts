import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const CASES: readonly CheckCase[] = [
  {
    rules: [23],
    name: 'a job without a name lacks the key',
    code: 'missing-key',
    text: 'scrape_configs:\n  - ‹static_configs›: []\n',
    says: 'job_name is empty',
  },
  {
    rules: [23],
    name: 'an empty name',
    code: 'invalid-value',
    text: 'scrape_configs:\n  - job_name: ‹""›\n',
    says: 'job_name is empty',
  },
  {
    rules: [23],
    name: 'a name without a value',
    code: 'missing-key',
    text: 'scrape_configs:\n  - ‹job_name›:\n',
    says: 'job_name is empty',
  },
  {
    rules: [24],
    name: 'two jobs of one name',
    code: 'duplicate-job-name',
    text: 'scrape_configs:\n  - job_name: a\n  - job_name: b\n  - job_name: ‹a›\n',
    says: 'found multiple scrape configs with job name "a"',
  },
  {
    rules: [25],
    name: 'a `*` in a folder',
    code: 'invalid-value',
    text: 'rule_files:\n  - rules/*.yml\n  - ‹"*/rules.yml"›\n',
    says: 'invalid rule file path "*/rules.yml"',
  },
  {
    rules: [25],
    name: 'a `*` in a folder of scrape configs',
    code: 'invalid-value',
    text: 'scrape_config_files: [‹jobs*/a.yml›]\n',
    says: 'invalid scrape config file path "jobs*/a.yml"',
  },
  { rules: [25], name: 'several `*` in the file name', text: 'rule_files: ["rules/*a*.yml", plain.yml]\n' },
  {
    rules: [26],
    name: 'a bracket that is not closed',
    code: 'malformed-pattern',
    text: 'rule_files:\n  - ‹"rules/[a.yml"›\n',
    says: 'failed retrieving rule files for "rules/[a.yml": syntax error in pattern',
  },
  {
    rules: [26],
    name: 'an empty class',
    code: 'malformed-pattern',
    text: 'scrape_config_files:\n  - ‹"jobs[].yml"›\n',
    says: 'error retrieving scrape config files for "jobs[].yml": syntax error in pattern',
  },
  {
    rules: [26],
    name: 'classes, ranges and escapes',
    text: 'rule_files: ["[a-z]*.yml", "[^0-9].yml", "\\\\[a.yml"]\n',
  },
  {
    rules: [28],
    name: 'what agent mode refuses may stand in the file',
    text: 'rule_files: [a.yml]\nremote_read: []\n',
  },
  {
    rules: [29],
    name: 'a gogc of 0',
    code: 'zero-is-default',
    severity: 'warning',
    text: 'runtime:\n  gogc: ‹0›\n',
  },
  { rules: [29], name: 'a gogc that switches the collector off', text: 'runtime:\n  gogc: -1\n' },
];

describe('the top level', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
