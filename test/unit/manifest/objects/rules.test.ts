import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';

function rule(groups: string): string {
  const lines = groups.replaceAll(/^(?=.)/gm, '  ');
  return `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: r\nspec:\n  groups:\n${lines}`;
}

const CASES: readonly CheckCase[] = [
  {
    rules: [181],
    name: 'rules that are right, with what Thanos reads',
    text: rule(
      '- name: a\n  interval: 30s\n  partial_response_strategy: warn\n  rules:\n  - record: a:b\n    expr: sum(up)\n  - alert: A\n    expr: up == 0\n    for: 5m\n    labels: {severity: page}\n    annotations:\n      summary: "{{ $labels.instance }} is down"\n  - record: one\n    expr: 1\n',
    ),
  },
  {
    rules: [183],
    name: 'an unknown key',
    text: rule('- name: a\n  rules:\n  - alert: A\n    expr: up\n    ‹anotations›: {}\n'),
    code: 'unknown-key',
    says: 'annotations',
    fixed: rule('- name: a\n  rules:\n  - alert: A\n    expr: up\n    annotations: {}\n'),
  },
  {
    rules: [182],
    name: 'two groups of one name',
    text: rule('- name: a\n  rules: []\n- name: ‹a›\n  rules: []\n'),
    code: 'duplicate-group-name',
  },
  {
    rules: [],
    name: 'no groups',
    text: 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: r\nspec: {}\n',
  },
  {
    rules: [],
    name: 'nothing at all',
    text: 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: r\n',
  },
];

describe('PrometheusRule', () => {
  test.each(CASES)('$name', (row) => expectCase('scrape-config', row));
});
