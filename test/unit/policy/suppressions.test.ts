import { describe, expect, test } from 'vitest';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { judge } from '../../../server/src/core/policy/judge';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';
import { checked, findingAt, found, policy, shown, told } from './support';

/** A text in which `a-rule` finds `aaa` and `b-rule` finds `bbb`; what is told is marked, ‹aaa› for example. */
interface Row {
  readonly name: string;
  readonly kind?: KindId;
  readonly text: string;
}

const SILENCED: readonly Row[] = [
  { name: 'on the line above', text: '# scrapeguard-ignore a-rule: a test\nx: aaa\ny: ‹aaa›\n' },
  { name: 'at the end of the line', text: 'x: aaa # scrapeguard-ignore a-rule: a test\ny: ‹aaa›\n' },
  { name: 'with several ids', text: '# scrapeguard-ignore a-rule, b-rule: a test\nx: [aaa, bbb]\n' },
  { name: 'above further comments', text: '# scrapeguard-ignore a-rule: a test\n# more\nx: aaa\n' },
  {
    name: 'one above the other',
    text: '# scrapeguard-ignore a-rule: a test\n# scrapeguard-ignore b-rule: a test\nx: [aaa, bbb]\n',
  },
  { name: 'only the ids that are named', text: 'x: [aaa, ‹bbb›] # scrapeguard-ignore a-rule: a test\n' },
  { name: 'in brackets over several lines', text: 'x: [\n  # scrapeguard-ignore a-rule: a test\n  aaa,\n  ‹aaa›]\n' },
  { name: 'for the file, in its head', text: '# scrapeguard-ignore-file a-rule: a test\n\nx: aaa\ny: [aaa, ‹bbb›]\n' },
  { name: 'for the file, above ---', text: '# x\n# scrapeguard-ignore-file a-rule: a test\n---\nx: aaa\n' },
  { name: 'for the file, below ---', text: '---\n# scrapeguard-ignore-file a-rule: a test\nx: aaa\n' },
  { name: 'with Windows line ends', text: '# scrapeguard-ignore a-rule: a test\r\nx: aaa\r\ny: ‹aaa›\r\n' },
  { name: 'by line inside a block scalar', text: 'x: |\n  # scrapeguard-ignore a-rule: a test\n  aaa\n  ‹aaa›\n' },
  {
    name: 'a whole block scalar from above',
    text: '# scrapeguard-ignore a-rule: a test\nx: |\n  aaa\n  aaa\ny: ‹aaa›\n',
  },
  { name: 'a whole folded scalar', text: 'x: > # scrapeguard-ignore a-rule: a test\n  aaa\n  aaa\ny: ‹aaa›\n' },
  { name: 'a quoted text of two lines', text: '# scrapeguard-ignore a-rule: a test\nx: "b\n  aaa"\ny: ‹aaa›\n' },
  {
    name: 'for a file inside of another',
    text: 'x: |\n  # scrapeguard-ignore-file a-rule: a test\n  b: aaa\n  c: aaa\ny: ‹aaa›\n',
  },
  { name: 'in stunnel.conf', kind: 'stunnel', text: '; scrapeguard-ignore a-rule: a test\nx = aaa\ny = ‹aaa›\n' },
  { name: 'in stunnel.conf with #', kind: 'stunnel', text: '# scrapeguard-ignore a-rule: a test\nx = aaa\n' },
  {
    name: 'on lines that are joined',
    kind: 'systemd',
    text: '# scrapeguard-ignore a-rule: a test\nExecStart=/x \\\n  --b \\\n  --aaa\nX=‹aaa›\n',
  },
  {
    name: 'in a script, behind a command',
    kind: 'firewall',
    text: 'ufw allow aaa # scrapeguard-ignore a-rule: a test\nufw ‹aaa›\n',
  },
  {
    name: 'in a script, above a command of two lines',
    kind: 'firewall',
    text: '#!/bin/sh\n# scrapeguard-ignore a-rule: a test\nufw allow \\\n  aaa\n',
  },
  { name: 'in a site of nginx', kind: 'nginx', text: 'x aaa; # scrapeguard-ignore a-rule: a test\ny ‹aaa›;\n' },
];

const NO_COMMENTS: readonly Row[] = [
  { name: 'in double quotes', text: 'x: ["# scrapeguard-ignore a-rule: no", ‹aaa›]\n' },
  { name: 'in single quotes', text: "x: ['a # scrapeguard-ignore a-rule: no', ‹aaa›]\n" },
  { name: 'in a quoted text of two lines', text: 'x: "a\n  # scrapeguard-ignore a-rule: no\n  ‹aaa›"\n' },
  { name: 'without a blank in front', text: 'x: ‹aaa›# scrapeguard-ignore a-rule: no\n' },
  { name: 'with the mark of another language', text: '// scrapeguard-ignore a-rule: no\nx: ‹aaa›\n' },
  { name: 'with ; in YAML', text: 'x: ‹aaa› ; scrapeguard-ignore a-rule: no\n' },
  {
    name: 'behind a value of stunnel, which would be a part of it',
    kind: 'stunnel',
    text: 'x = ‹aaa› ; scrapeguard-ignore a-rule: no\n',
  },
  { name: 'behind a value of a unit', kind: 'systemd', text: 'X=‹aaa› # scrapeguard-ignore a-rule: no\n' },
  { name: 'in quotes of a script', kind: 'firewall', text: 'echo "‹aaa› # scrapeguard-ignore a-rule: no"\n' },
  { name: 'in JSON', kind: 'file-sd', text: '[{"targets": ["‹aaa› # scrapeguard-ignore a-rule: no"]}]\n' },
  { name: 'with another word', text: '# scrapeguard-ignored a-rule: no\nx: ‹aaa›\n' },
];

function expectTold({ text: marked, kind = 'prometheus' }: Row): void {
  const { text, spans } = unmark(marked);
  const expected = spans.map(({ start, end }) => `${start} ${text.slice(start, end)}`);
  const findings = told(text, kind);
  expect(findings.map(({ start, end }) => `${start} ${text.slice(start, end)}`)).toEqual(expected);
}

describe('a comment silences', () => {
  test.each(SILENCED)('$name', expectTold);
});

describe('nothing is silenced by what is no comment:', () => {
  test.each(NO_COMMENTS)('$name', expectTold);
});

/** What is told of the comments themselves, and the text after the first fix of each of these findings. */
const PROBLEMS: readonly (Row & { readonly told: readonly string[]; readonly fixed?: string })[] = [
  {
    name: 'that has no reason',
    text: '# scrapeguard-ignore a-rule\nx: aaa\n',
    told: ['hint suppression-without-reason ‹# scrapeguard-ignore a-rule›'],
  },
  {
    name: 'that still has the placeholder of the editor',
    text: 'x: aaa # scrapeguard-ignore a-rule: reason\n',
    told: ['hint suppression-without-reason ‹# scrapeguard-ignore a-rule: reason›'],
  },
  {
    name: 'whose reason lacks the colon',
    text: '# scrapeguard-ignore a-rule because of a test\nx: aaa\n',
    told: ['hint suppression-without-reason ‹# scrapeguard-ignore a-rule because of a test›'],
  },
  {
    name: 'that silences nothing any more, on a line of its own',
    text: 'x: 1\n  # scrapeguard-ignore a-rule: a test\ny: 1\n',
    told: ['hint unused-suppression ‹a-rule›'],
    fixed: 'x: 1\ny: 1\n',
  },
  {
    name: 'that silences nothing any more, behind a value',
    text: 'x: 1  # scrapeguard-ignore a-rule: a test\ny: 1\n',
    told: ['hint unused-suppression ‹a-rule›'],
    fixed: 'x: 1\ny: 1\n',
  },
  {
    name: 'of which one id silences nothing',
    text: '# scrapeguard-ignore a-rule, b-rule: a test\nx: bbb\n',
    told: ['hint unused-suppression ‹a-rule›'],
    fixed: '# scrapeguard-ignore b-rule: a test\nx: bbb\n',
  },
  {
    name: 'of which no id silences anything',
    text: 'x: 1\n# scrapeguard-ignore a-rule, b-rule: a test\n',
    told: ['hint unused-suppression ‹a-rule›', 'hint unused-suppression ‹b-rule›'],
    fixed: 'x: 1\n',
  },
  {
    name: 'that an empty line separates from what it is about',
    text: '# scrapeguard-ignore a-rule: a test\n\nx: aaa\n',
    told: ['hint unused-suppression ‹a-rule›', 'warning a-rule ‹aaa›'],
    fixed: '\nx: aaa\n',
  },
  {
    name: 'that names no rule there is',
    text: '# scrapeguard-ignore a-ruel: a test\nx: aaa\n',
    told: ['hint unknown-rule ‹a-ruel›', 'warning a-rule ‹aaa›'],
    fixed: '# scrapeguard-ignore a-rule: a test\nx: aaa\n',
  },
  {
    name: 'that names nothing',
    text: '# scrapeguard-ignore: a test\nx: 1\n',
    told: ['hint unused-suppression ‹# scrapeguard-ignore: a test›'],
    fixed: 'x: 1\n',
  },
  {
    name: 'for the file that is not in its head',
    text: 'x: aaa\n# scrapeguard-ignore-file a-rule: a test\n',
    told: ['warning a-rule ‹aaa›', 'hint unused-suppression ‹# scrapeguard-ignore-file a-rule: a test›'],
  },
  {
    name: 'for the file that silences nothing',
    text: '# scrapeguard-ignore-file a-rule: a test\nx: 1\n',
    told: ['hint unused-suppression ‹a-rule›'],
    fixed: 'x: 1\n',
  },
];

describe('a comment is told of', () => {
  test.each(PROBLEMS)('$name', ({ text, kind, told: expected, fixed = text }) => {
    const findings = told(text, kind);
    expect(shown(text, findings)).toEqual(expected);
    const fixes = findings.flatMap(({ fixes = [] }) => fixes.slice(0, 1));
    expect(
      applyChanges(
        text,
        fixes.flatMap(({ changes }) => changes),
      ),
    ).toBe(fixed);
  });

  test('with a safe fix only where nothing but the comment goes', () => {
    const safe = (text: string) => told(text).flatMap(({ fixes = [] }) => fixes.map(({ safe }) => safe));
    expect(safe('# scrapeguard-ignore a-rule: a test\nx: 1\n')).toEqual([true]);
    expect(safe('# scrapeguard-ignore a-ruel: a test\nx: 1\n')).toEqual([undefined]);
    expect(safe('# scrapeguard-ignore: a test\nx: 1\n')).toEqual([undefined]);
  });
});

describe('what a program refuses', () => {
  const text = '# scrapeguard-ignore unknown-key: a test\nnonsense: 1\n';

  test('cannot be silenced, and the comment is told of', () => {
    const findings = checked(text, 'prometheus', policy());
    expect(shown(text, findings)).toEqual(['hint unused-suppression ‹unknown-key›', 'error unknown-key ‹nonsense›']);
    expect(findings[0]?.message).toContain('cannot be silenced');
  });

  test('can be silenced where it is a warning: the file works', () => {
    const warned = '# scrapeguard-ignore a-warning: a test\nx: 1\n';
    const finding = findingAt(warned, 'x', 'a-warning', 'warning', 'validation');
    expect(judge([finding], warned, 'prometheus', policy(), true)).toEqual([]);
  });
});

test('nothing is called unused in a text that was not read to its end', () => {
  const text = '# scrapeguard-ignore a-rule: a test\nx: [1\n';
  const broken = findingAt(text, '[', 'unterminated', 'error', 'syntax');
  expect(shown(text, judge([broken], text, 'prometheus', policy(), true))).toEqual(['error unterminated ‹[›']);
  const template = findingAt(text, '[', 'template', 'info', 'validation');
  expect(shown(text, judge([template], text, 'prometheus', policy(), true))).toEqual(['info template ‹[›']);
});

test('nothing is called unused before all was looked at that lies beside the text', () => {
  const text = '# scrapeguard-ignore a-rule: a test\nx: 1\n';
  expect(shown(text, judge([], text, 'prometheus', policy(), false))).toEqual([]);
  expect(shown(text, judge([], text, 'prometheus', policy(), true))).toEqual(['hint unused-suppression ‹a-rule›']);
});

test('a text without the word costs nothing: the findings are the ones that were given', () => {
  const text = 'x: [aaa, bbb]\n';
  expect(judge(found(text), text, 'prometheus', policy(), true)).toEqual(found(text));
});
