import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleNodeCheck } from '../../../server/src/core/kinds/rules/checkGroups';
import { release } from '../../../server/src/core/schema/version';
import { valueAt } from '../../../server/src/core/syntax/yaml/nodes';
import { parseYaml } from '../../../server/src/core/syntax/yaml/parser';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const HEAD = 'groups:\n- name: a\n  rules:\n  - alert: a\n    expr: ';

const CASES: readonly CheckCase[] = [
  {
    rules: [188],
    name: 'in a plain text',
    text: `${HEAD}sum(rate(‹x›)) > 5\n`,
    code: 'invalid-promql',
    says: 'Prometheus says: could not parse expression: 1:10: parse error: expected type range vector in call to function "rate", got instant vector.',
  },
  { rules: [188], name: 'in quotes', text: `${HEAD}'sum(rate(‹x›)) > 5'\n`, code: 'invalid-promql' },
  {
    rules: [188],
    name: 'in double quotes without escapes',
    text: `${HEAD}"sum(rate(‹x›)) > 5"\n`,
    code: 'invalid-promql',
  },
  {
    rules: [188],
    name: 'behind an escape, the whole text is the place',
    text: `${HEAD}‹"x == \\"a\\""›\n`,
    code: 'invalid-promql',
    says: '1:6: parse error: binary expression',
  },
  {
    rules: [188],
    name: 'in a literal block',
    text: `${HEAD}|\n      sum(\n        rate(‹x›)\n      ) > 5\n    for: 5m\n`,
    code: 'invalid-promql',
    says: '2:8: parse error',
  },
  {
    rules: [188],
    name: 'in a folded block',
    text: `${HEAD}>-  # why\n\n      sum(\n      rate(‹x›)\n      ) > 5\n`,
    code: 'invalid-promql',
  },
  {
    rules: [188],
    name: 'over lines of a plain text, the whole text is the place',
    text: `${HEAD}‹sum(\n      rate(x)) > 5›\n`,
    code: 'invalid-promql',
  },
  {
    rules: [188],
    name: 'an escape that is none',
    text: `${HEAD}'x{a=~"b‹\\.›c"}'\n`,
    code: 'invalid-promql',
    fixed: `${HEAD}'x{a=~"b\\\\.c"}'\n`,
  },
  {
    rules: [188],
    name: 'a function by a wrong name',
    text: `${HEAD}‹incrase›(x[5m])\n`,
    code: 'invalid-promql',
    fixed: `${HEAD}increase(x[5m])\n`,
  },
  {
    rules: [188],
    name: 'quotes escaped where YAML needs none, around a group that is no variable',
    text: `${HEAD}label_replace(x, ‹\\›"$1\\", \\"(.*)\\")\n`,
    code: 'invalid-promql',
  },
  {
    rules: [188],
    name: 'two numbers compared',
    text: `${HEAD}1 ‹==› 1\n`,
    code: 'invalid-promql',
    fixed: `${HEAD}1 == bool 1\n`,
  },
  {
    rules: [188],
    name: 'nothing but a comment',
    text: `${HEAD}'‹# x›'\n`,
    code: 'invalid-promql',
    says: 'no expression found in input',
  },
  {
    rules: [188],
    name: 'a function of a later version',
    text: `${HEAD}‹histogram_avg›(x)\n`,
    code: 'newer-version-needed',
    version: '2.50',
    says: 'came with Prometheus 2.51',
  },
  {
    rules: [188],
    name: 'an alias before 3.3',
    text: 'groups:\n- name: a\n  rules:\n  - alert: a\n    expr: &e up\n  - alert: b\n    expr: ‹*e›\n',
    code: 'alias-taken-as-text',
    version: '3.2',
  },
  {
    rules: [188],
    name: 'an alias from 3.3 on',
    text: 'groups:\n- name: a\n  rules:\n  - alert: a\n    expr: &e up\n  - alert: b\n    expr: *e\n',
  },
];

describe('the place of what is wrong with an expression', () => {
  test.each(CASES)('$name', (row) => expectCase('rules', row));
});

describe('any rule file', () => {
  const pieces = [
    'groups:\n',
    '- name: a\n',
    '  rules:\n',
    '  - alert: a\n',
    '    expr: ',
    'rate(x)',
    '|\n      ',
    '>\n',
    '"',
    "'",
    '{{ $x',
    '}}',
    '\n',
    '    annotations:\n',
    '      a: ',
    '&a ',
    '*a',
    '\t',
    '#',
  ];

  test('gives findings inside of it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string())), (parts) => {
        const text = parts.join('');
        for (const { start, end } of findingsIn('rules', text)) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
    );
  });
});

describe('rules inside of another file', () => {
  const check = ruleNodeCheck();

  test('are judged at their places; their keys and types are not', () => {
    const text =
      'spec:\n  groups:\n  - name: a\n    other: 1\n    limit: "5"\n    rules:\n    - {alert: a, expr: rate(x)}\n    - {record: b, expr: 1}\n  - name: a\n';
    const node = valueAt(parseYaml(text).documents[0]?.root, 'spec');
    const found = node === undefined ? [] : check(node, release('3.5'));
    expect(found.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['invalid-promql', 'x'],
      ['duplicate-group-name', 'a'],
    ]);
  });
});
