import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';

const rule = (expr: string, more = '') => `groups:\n- name: a\n${more}  rules:\n  - alert: b\n    expr: ${expr}\n`;

/** The path of a file, its text, and the kind that comes out. */
const CASES: readonly (readonly [name: string, path: string, text: string, kind: string | undefined])[] = [
  ['a rule file', '/x/alerts.yml', rule('up == 0'), 'rules'],
  ['rules by their content', '/x/node.yaml', rule('up == 0'), 'rules'],
  ['rules with another ending', '/x/node.rules', rule('up == 0'), 'rules'],
  ['rules in quotes', '/x/a.yml', '"groups":\n- "name": a\n  "rules":\n  - "record": a\n', 'rules'],
  ['a group without rules yet', '/x/rules.yml', 'groups:\n- name: a\n  rules: []\n', 'rules'],
  ['rules about Loki, in PromQL', '/x/loki.yml', rule('sum(rate({job="loki"}[5m])) or x{a!="b"} != 5'), 'rules'],
  ['a misspelled `groups`', '/x/a.yml', rule('up').replace('groups', 'group'), 'rules'],
  ['groups of another program', '/x/a.yml', 'groups:\n- rules:\n  - matches: []\n', undefined],
  ['rules in the folder of Loki', '/loki/rules/a.yml', rule('up'), undefined],
  ['rules of Loki', '/x/a.yml', rule('sum(rate({app="x"} |= "error" [5m])) > 1'), undefined],
  ['rules of Loki with a parser', '/x/a.yml', rule('sum(rate({app="x"} | json | level="error" [5m])) > 1'), undefined],
  ['rules of Mimir', '/x/a.yml', `namespace: a\n${rule('up')}`, undefined],
  ['rules of Thanos', '/x/a.yml', rule('up', '  partial_response_strategy: warn\n'), undefined],
  ['rules of vmalert', '/x/a.yml', rule('up', '  concurrency: 2\n'), undefined],
  ['alerts of Grafana', '/x/rules.yml', 'apiVersion: 1\ngroups:\n- name: a\n  folder: b\n  rules: []\n', undefined],
  [
    'a PrometheusRule',
    '/x/a.yml',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups: []\n',
    'scrape-config',
  ],
  ['groups of people', '/x/users.yml', 'groups:\n- admins\n- users\n', undefined],
  ['tests of rules', '/x/rules_test.yml', 'rule_files: [a.yml]\ntests: []\n', undefined],
  ['no YAML', '/x/rules.md', rule('up'), undefined],
  ['target groups', '/x/a.yml', '# x\n- labels: {a: b}\n  targets:\n  - c:1\n', 'file-sd'],
  ['target groups in braces', '/x/a.yaml', '- {targets: [a], labels: {b: c}}\n', 'file-sd'],
  ['target groups in brackets', '/x/a.yaml', '[{targets: [a]}]\n', 'file-sd'],
  ['target groups in JSON', '/x/a.json', '[ { "targets": ["a"] } ]', 'file-sd'],
  ['other JSON', '/x/a.json', '{"targets": ["a"]}', undefined],
  ['a list of something else that has targets', '/x/a.yml', '- name: a\n  targets: [b]\n', undefined],
  ['targets further down', '/x/a.yml', '- a:\n    targets: [b]\n', undefined],
];

describe('rule files and target files', () => {
  test.each(CASES)('%s', (_name, path, text, kind) => expect(detectKind({ path, text })).toBe(kind));
});
