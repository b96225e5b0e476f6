import { describe, expect, test } from 'vitest';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { ignoreHere } from '../../../server/src/core/policy/ignoreHere';
import { judge } from '../../../server/src/core/policy/judge';
import { configWithout, turnOff } from '../../../server/src/core/policy/turnOff';
import { applyChange } from '../../../server/src/core/text/edit';
import { findingAt, policy } from './support';

const IGNORE = 'scrapeguard-ignore a-rule: reason';

/** A text with `aaa` in it, which `a-rule` finds, and the text after *Ignore here*. */
const IGNORED: readonly { name: string; kind?: KindId; text: string; ignored: string }[] = [
  { name: 'at the top', text: 'x: aaa\n', ignored: `# ${IGNORE}\nx: aaa\n` },
  { name: 'indented as the line', text: 'x:\n  - y: aaa\n', ignored: `x:\n  # ${IGNORE}\n  - y: aaa\n` },
  { name: 'with Windows line ends', text: 'x:\r\n  y: aaa\r\n', ignored: `x:\r\n  # ${IGNORE}\r\n  y: aaa\r\n` },
  { name: 'below another comment', text: '# x\nx: aaa\n', ignored: `# x\n# ${IGNORE}\nx: aaa\n` },
  { name: 'on the last line', text: 'x: aaa', ignored: `# ${IGNORE}\nx: aaa` },
  { name: 'in brackets', text: 'x: [\n  aaa]\n', ignored: `x: [\n  # ${IGNORE}\n  aaa]\n` },
  {
    name: 'above a quoted text of two lines',
    text: 'x:\n  y: "b\n    aaa"\n',
    ignored: `x:\n  # ${IGNORE}\n  y: "b\n    aaa"\n`,
  },
  {
    name: 'above a block scalar that is no file',
    kind: 'rules',
    text: 'x:\n  expr: |\n    b\n    aaa\n',
    ignored: `x:\n  # ${IGNORE}\n  expr: |\n    b\n    aaa\n`,
  },
  {
    name: 'in a file inside of a manifest',
    kind: 'scrape-config',
    text: 'data:\n  prometheus.yml: |\n    x:\n      y: aaa\n',
    ignored: `data:\n  prometheus.yml: |\n    x:\n      # ${IGNORE}\n      y: aaa\n`,
  },
  {
    name: 'above a query inside of a manifest',
    kind: 'scrape-config',
    text: 'x:\n  - expr: |\n      b\n      aaa\n',
    ignored: `x:\n  # ${IGNORE}\n  - expr: |\n      b\n      aaa\n`,
  },
  {
    name: 'above JSON inside of a manifest',
    kind: 'scrape-config',
    text: 'data:\n  targets.json: |\n    [{"targets":\n    ["aaa"]}]\n',
    ignored: `data:\n  # ${IGNORE}\n  targets.json: |\n    [{"targets":\n    ["aaa"]}]\n`,
  },
  { name: 'in stunnel.conf', kind: 'stunnel', text: '[x]\ny = aaa\n', ignored: `[x]\n; ${IGNORE}\ny = aaa\n` },
  {
    name: 'in the style of the file',
    kind: 'stunnel',
    text: '# x\n[x]\ny = aaa\n',
    ignored: `# x\n[x]\n# ${IGNORE}\ny = aaa\n`,
  },
  {
    name: 'above lines that are joined',
    kind: 'systemd',
    text: '[Service]\nExecStart=/x \\\n  --b \\\n  --aaa\n',
    ignored: `[Service]\n# ${IGNORE}\nExecStart=/x \\\n  --b \\\n  --aaa\n`,
  },
  {
    name: 'in a script',
    kind: 'firewall',
    text: 'if x; then\n\tufw allow aaa\nfi\n',
    ignored: `if x; then\n\t# ${IGNORE}\n\tufw allow aaa\nfi\n`,
  },
];

describe('Ignore here', () => {
  test.each(IGNORED)('writes a comment $name that silences the finding', ({ kind = 'prometheus', text, ignored }) => {
    const change = ignoreHere(text, kind, findingAt(text, 'aaa', 'a-rule'));
    expect(change && applyChange(text, change)).toBe(ignored);
    const left = judge([findingAt(ignored, 'aaa', 'a-rule')], ignored, kind, policy(), true);
    expect(left.map(({ code }) => code)).toEqual(['suppression-without-reason']);
  });

  test.each([
    ['what a program refuses', 'prometheus', 'x: aaa\n', 'validation'],
    ['what cannot be read', 'prometheus', 'x: aaa\n', 'syntax'],
    ['a file that can have no comments', 'file-sd', '[{"targets": ["aaa"]}]\n', 'security'],
  ] as const)('is not offered for %s', (_name, kind, text, category) => {
    expect(ignoreHere(text, kind, findingAt(text, 'aaa', 'x', 'error', category))).toBeUndefined();
  });
});

describe('turning a rule off', () => {
  test.each([
    ['a file that says nothing', '', 'rules:\n  a-rule: off\n'],
    ['a file of comments', '# ours\n', '# ours\nrules:\n  a-rule: off\n'],
    ['a file without rules', 'level: all # loud\n', 'level: all # loud\nrules:\n  a-rule: off\n'],
    ['a file without a last line break', 'level: all', 'level: all\nrules:\n  a-rule: off\n'],
    [
      'rules, with their comments and indentation',
      'rules:\n    # why\n    b-rule: off # b\nlevel: all\n',
      'rules:\n    # why\n    b-rule: off # b\n    a-rule: off\nlevel: all\n',
    ],
    ['rules in braces', 'rules: { b-rule: hint }\n', 'rules: { b-rule: hint, a-rule: off }\n'],
    ['rules without a value', 'rules:\nlevel: all\n', 'rules:\n  a-rule: off\nlevel: all\n'],
    ['a rule that has a severity', 'rules:\n  a-rule: "error" # x\n', 'rules:\n  a-rule: "off" # x\n'],
    ['a rule without a value', 'rules:\n  a-rule:\n', 'rules:\n  a-rule: off\n'],
    ['a file in braces', '{level: all}\n', '{level: all, rules: { a-rule: off }}\n'],
    ['Windows line ends', 'level: all\r\n', 'level: all\r\nrules:\r\n  a-rule: off\r\n'],
  ])('changes %s', (_name, text, expected) => {
    const change = turnOff(text, 'a-rule');
    expect(change && applyChange(text, change)).toBe(expected);
  });

  test.each(['rules: [a\n', 'rules: [a-rule]\n', '- a\n', 'rules: *x\n', 'a: 1\n---\nb: 1\n'])(
    'leaves %j alone, which is broken or something else',
    (text) => expect(turnOff(text, 'a-rule')).toBeUndefined(),
  );

  test('makes a new file', () => {
    expect(configWithout('a-rule')).toBe('rules:\n  a-rule: off\n');
  });
});
