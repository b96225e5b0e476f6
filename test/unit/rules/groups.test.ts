import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

/** A file with one group that has `rules`, which are indented by four. */
function group(rules: string, head = ''): string {
  return `groups:\n- name: a\n${head}  rules:\n${rules}`;
}

const CASES: readonly CheckCase[] = [
  { rules: [], name: 'an empty file is fine', text: '' },
  { rules: [], name: 'no groups are fine', text: 'groups:\n' },
  { rules: [], name: 'a group without rules is fine', text: 'groups:\n- name: a\n' },
  { rules: [], name: 'yaml.v3 drops null groups and rules', text: 'groups:\n-\n- name: a\n  rules:\n  -\n' },
  {
    rules: [],
    name: 'keys and values of all sorts',
    text: `groups:
  - name: example
    interval: 30s
    limit: 10
    query_offset: 1m
    labels: {team: a}
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
        labels: {x: yes, n: 5}
      - alert: Down
        expr: |
          up == 0
        for: 5m
        keep_firing_for: 0
        labels:
          severity: page
        annotations:
          summary: "{{ $labels.instance }} is down"
`,
  },
  {
    rules: [],
    name: 'the keys of a mapping win over what is merged into it',
    text: group(
      '  - &a {alert: a, expr: up, labels: &l {x: y}}\n  - alert: b\n    <<: *a\n    labels: {x: z, <<: *l}\n',
    ),
  },
  {
    rules: [181],
    name: 'a group without a name',
    text: 'groups:\n- ‹rules›: []\n',
    code: 'missing-key',
    says: 'Prometheus says: Groupname must not be empty',
  },
  { rules: [181], name: 'an empty name', text: 'groups:\n- name: ‹""›\n', code: 'invalid-value', says: 'Groupname' },
  { rules: [181], name: 'a null name', text: 'groups:\n- ‹name›:\n  rules: []\n', code: 'missing-key' },
  {
    rules: [182],
    name: 'two groups of one name',
    text: 'groups:\n- name: a\n- name: b\n- name: ‹a›\n',
    code: 'duplicate-group-name',
    says: 'groupname: "a" is repeated in the same file',
  },
  {
    rules: [],
    name: 'an unknown key of a group',
    text: 'groups:\n- name: a\n  ‹intervall›: 1m\n',
    code: 'unknown-key',
    fixed: 'groups:\n- name: a\n  interval: 1m\n',
  },
  { rules: [], name: 'an unknown key of the file', text: '‹group›:\n- name: a\n', code: 'unknown-key' },
  { rules: [], name: 'a key twice', text: 'groups:\n- name: a\n  ‹name›: b\n', code: 'duplicate-key' },
  {
    rules: [],
    name: 'a label twice',
    text: group('  - alert: a\n    expr: up\n    labels:\n      x: a\n      ‹x›: b\n'),
    code: 'duplicate-key',
  },
  { rules: [], name: 'a quoted number', text: 'groups:\n- name: a\n  limit: ‹"5"›\n', code: 'wrong-type' },
  {
    rules: [],
    name: 'a duration without a unit',
    text: 'groups:\n- name: a\n  interval: ‹30›\n',
    code: 'invalid-value',
    says: 'not a valid duration string: "30"',
    fixed: 'groups:\n- name: a\n  interval: 30s\n',
  },
  { rules: [], name: 'a list as the file', text: '‹-› name: a\n', code: 'wrong-type' },
  {
    rules: [],
    name: 'a second document',
    text: 'groups: []\n‹---›\ngroups: []\n',
    code: 'ignored-content',
    severity: 'warning',
  },
  {
    rules: [],
    name: 'labels of a group before 3.0',
    text: 'groups:\n- name: a\n  ‹labels›: {}\n',
    code: 'newer-version-needed',
    version: '2.55',
  },
  {
    rules: [],
    name: 'query_offset before 2.53',
    text: 'groups:\n- name: a\n  ‹query_offset›: 1m\n',
    code: 'newer-version-needed',
    version: '2.52',
  },
  {
    rules: [],
    name: 'limit before 2.31',
    text: 'groups:\n- name: a\n  ‹limit›: 1\n',
    code: 'newer-version-needed',
    version: '2.30',
  },
  {
    rules: [],
    name: 'keep_firing_for before 2.42',
    text: group('  - alert: a\n    expr: up\n    ‹keep_firing_for›: 1m\n'),
    code: 'newer-version-needed',
    version: '2.41',
  },
];

describe('groups of rules', () => {
  test.each(CASES)('$name', (row) => expectCase('rules', row));
});

const RULES: readonly CheckCase[] = [
  {
    rules: [185],
    name: 'record and alert',
    text: group('  - record: a\n    ‹alert›: b\n    expr: up\n'),
    code: 'conflicting-keys',
    says: "only one of 'record' and 'alert' must be set",
    fixed: group('  - record: a\n    expr: up\n'),
  },
  {
    rules: [186],
    name: 'neither record nor alert',
    text: group('  - ‹expr›: up\n'),
    code: 'missing-key',
    says: "one of 'record' or 'alert' must be set",
  },
  { rules: [186], name: 'an empty alert', text: group('  - ‹alert›: ""\n    expr: up\n'), code: 'missing-key' },
  {
    rules: [186],
    name: 'a misspelled alert is wrong once',
    text: group('  - ‹alrt›: a\n    expr: up\n'),
    code: 'unknown-key',
  },
  {
    rules: [187],
    name: 'no expression',
    text: group('  - ‹alert›: a\n'),
    code: 'missing-key',
    says: "field 'expr' must be set in rule",
  },
  { rules: [187], name: 'a null expression', text: group('  - alert: a\n    ‹expr›:\n'), code: 'missing-key' },
  {
    rules: [189],
    name: 'annotations of a recording rule',
    text: group('  - record: a\n    expr: up\n    ‹annotations›: {a: b}\n'),
    code: 'key-of-alerting-rules',
    says: "invalid field 'annotations' in recording rule",
    fixed: group('  - record: a\n    expr: up\n'),
  },
  {
    rules: [189],
    name: 'for of a recording rule',
    text: group('  - record: a\n    ‹for›: 5m\n    expr: up\n'),
    code: 'key-of-alerting-rules',
  },
  {
    rules: [189],
    name: 'keep_firing_for of a recording rule',
    text: group('  - record: a\n    ‹keep_firing_for›: 5m\n    expr: up\n'),
    code: 'key-of-alerting-rules',
  },
  {
    rules: [189],
    name: 'empty ones of a recording rule are fine',
    text: group('  - record: a\n    expr: up\n    for: 0s\n    annotations: {}\n'),
  },
  {
    rules: [189],
    name: 'a record with braces',
    text: group('  - record: ‹a{b="c"}›\n    expr: up\n'),
    code: 'invalid-value',
    says: 'braces present in the recording rule name',
  },
  {
    rules: [189],
    name: 'a record with braces in 3.1 is fine',
    text: group('  - record: a{b="c"}\n    expr: up\n'),
    version: '3.1',
  },
  {
    rules: [189],
    name: 'a record with braces in 2.x',
    text: group('  - record: ‹a{b}›\n    expr: up\n'),
    code: 'invalid-value',
    says: 'invalid recording rule name: a{b}',
    version: '2.55',
  },
  { rules: [189], name: 'a record of UTF-8', text: group('  - record: a.b\n    expr: up\n') },
  {
    rules: [183],
    name: 'the label __name__',
    text: group('  - alert: a\n    expr: up\n    labels: {‹__name__›: x}\n'),
    code: 'invalid-value',
    says: 'invalid label name: __name__',
  },
  {
    rules: [183],
    name: 'a label with a dash in 2.x',
    text: group('  - alert: a\n    expr: up\n    labels: {‹a-b›: x}\n'),
    code: 'invalid-value',
    version: '2.42',
    says: 'invalid label name: a-b',
    fixed: group('  - alert: a\n    expr: up\n    labels: {a_b: x}\n'),
  },
  { rules: [183], name: 'a label with a dash', text: group('  - alert: a\n    expr: up\n    labels: {a-b: x}\n') },
  {
    rules: [183],
    name: 'an empty label',
    text: group('  - alert: a\n    expr: up\n    labels: {‹""›: x}\n'),
    code: 'invalid-value',
  },
  {
    rules: [183],
    name: 'a label of a group',
    text: group('  - {alert: a, expr: up}\n', '  labels: {‹__name__›: x}\n'),
    code: 'invalid-value',
  },
  {
    rules: [184],
    name: 'bytes as a label',
    text: group('  - alert: a\n    expr: up\n    labels: {a: ‹!!binary /w==›}\n'),
    code: 'invalid-value',
    says: 'invalid label value',
  },
  {
    rules: [190],
    name: 'an annotation with a dash in 2.x',
    text: group('  - alert: a\n    expr: up\n    annotations: {‹a-b›: x}\n'),
    code: 'invalid-value',
    version: '2.42',
    says: 'invalid annotation name: a-b',
  },
  {
    rules: [190],
    name: 'an annotation with a dash',
    text: group('  - alert: a\n    expr: up\n    annotations: {a-b: x}\n'),
  },
  {
    rules: [192],
    name: 'a metric recorded twice, in two groups',
    text: 'groups:\n- name: a\n  rules:\n  - {record: a, expr: up, labels: {x: y}}\n- name: b\n  rules:\n  - {record: ‹a›, expr: up, labels: {x: y}}\n',
    code: 'duplicate-rule',
    severity: 'warning',
  },
  {
    rules: [192],
    name: 'an alert twice',
    text: group('  - {alert: a, expr: up}\n  - {alert: ‹a›, expr: down}\n'),
    code: 'duplicate-rule',
    severity: 'info',
  },
  {
    rules: [192],
    name: 'alerts with labels of their own',
    text: group('  - {alert: a, expr: up, labels: {severity: a}}\n  - {alert: a, expr: up, labels: {severity: b}}\n'),
  },
];

describe('rules', () => {
  test.each(RULES)('$name', (row) => expectCase('rules', row));
});
