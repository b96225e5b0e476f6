import { describe, expect, test } from 'vitest';
import type { Edits } from '../../../server/src/core/edits/edits';
import { editsFor } from '../../../server/src/core/edits/editsFor';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { applyChanges, type TextChange } from '../../../server/src/core/text/edit';
import type { Span } from '../../../server/src/core/text/span';
import { unmark } from '../support/expectFindings';

interface EditCase {
  readonly name: string;
  readonly kind: KindId;
  /** The text; ‹marked› are the places that the edit is given. */
  readonly text: string;
  /** The text afterwards; undefined where the edit cannot be made. */
  readonly gives: string | undefined;
}

type Edit = (edits: Edits, at: Span, other: Span) => readonly (TextChange | undefined)[];

function expectEdit(edit: Edit, { kind, text: marked, gives }: EditCase): void {
  const { text, spans } = unmark(marked);
  const [at = { start: 0, end: 0 }, other = at] = spans;
  const changes = edit(editsFor(kind, text), at, other);
  const possible = changes.filter((change) => change !== undefined);
  expect(possible.length < changes.length ? undefined : applyChanges(text, possible)).toBe(gives);
}

const ARGUMENTS: readonly EditCase[] = [
  { name: 'a command', kind: 'systemd', text: '‹ExecStart›=/a --b  \n', gives: 'ExecStart=/a --b --x=1:2  \n' },
  {
    name: 'a command of several lines, with the line ends of Windows',
    kind: 'systemd',
    text: '‹ExecStart›=/a \\\r\n\t--b\r\nUser=x\r\n',
    gives: 'ExecStart=/a \\\r\n\t--b \\\r\n\t--x=1:2\r\nUser=x\r\n',
  },
  { name: 'the last line of a file', kind: 'systemd', text: '‹ExecStart›=/a', gives: 'ExecStart=/a --x=1:2' },
  { name: 'two commands', kind: 'systemd', text: '‹ExecStart›=/a ; /b\n', gives: undefined },
  { name: 'a script in quotes', kind: 'systemd', text: '‹ExecStart›=/bin/sh -c "/a"\n', gives: undefined },
  { name: 'what is no flag any more', kind: 'systemd', text: '‹ExecStart›=/a -- b\n', gives: undefined },
  {
    name: 'a comment between the lines',
    kind: 'systemd',
    text: '‹ExecStart›=/a \\\n# --b \\\n --c\n',
    gives: undefined,
  },
  { name: 'a variable in quotes', kind: 'systemd', text: '‹ARGS›="--b"\n', gives: 'ARGS="--b --x=1:2"\n' },
  { name: 'a variable without quotes', kind: 'systemd', text: '‹ARGS›=--b\n', gives: undefined },
  {
    name: 'a list of the service, in the quotes of its last item',
    kind: 'compose',
    text: 'services:\n  ‹a›:\n    image: b\n    command:\n      - "--b" # why\n    user: x\n',
    gives: 'services:\n  a:\n    image: b\n    command:\n      - "--b" # why\n      - "--x=1:2"\n    user: x\n',
  },
  {
    name: 'a list that is not indented',
    kind: 'compose',
    text: '‹a›:\n  command:\n  - --b\n',
    gives: 'a:\n  command:\n  - --b\n  - --x=1:2\n',
  },
  {
    name: 'a list in brackets over several lines',
    kind: 'compose',
    text: "‹a›:\n  command: [\n    '--b',\n  ]\n",
    gives: "a:\n  command: [\n    '--b', '--x=1:2',\n  ]\n",
  },
  { name: 'a text', kind: 'compose', text: '‹a›:\n  command: --b\n', gives: 'a:\n  command: --b --x=1:2\n' },
  {
    name: 'a text in quotes',
    kind: 'compose',
    text: '‹a›:\n  command: "--b"\n',
    gives: 'a:\n  command: "--b --x=1:2"\n',
  },
  {
    name: 'a block of text',
    kind: 'compose',
    text: '‹a›:\n  command: |\n    --b\n    --c\n\nb: 1\n',
    gives: 'a:\n  command: |\n    --b\n    --c\n    --x=1:2\n\nb: 1\n',
  },
  { name: 'no command', kind: 'compose', text: '‹a›:\n  image: b\n', gives: undefined },
  { name: 'the command of others', kind: 'compose', text: 'x: &x [--b]\n‹a›:\n  command: *x\n', gives: undefined },
  {
    name: 'the arguments of a container, by its name',
    kind: 'scrape-config',
    text: 'containers:\n  - name: ‹a›\n    command: [/a]\n    args: [--b]\n',
    gives: 'containers:\n  - name: a\n    command: [/a]\n    args: [--b, --x=1:2]\n',
  },
  {
    name: 'a shell that runs a script',
    kind: 'scrape-config',
    text: 'containers:\n  - name: ‹a›\n    command: [/bin/sh, -c]\n    args: ["/a --b"]\n',
    gives: undefined,
  },
];

const PARTS: readonly EditCase[] = [
  { name: 'of a plain text', kind: 'compose', text: 'a: --x=‹:1› # b\n', gives: 'a: --x=127.0.0.1:2 # b\n' },
  { name: 'of one in quotes', kind: 'compose', text: 'a: ["--x=‹:1›"]\n', gives: 'a: ["--x=127.0.0.1:2"]\n' },
  { name: 'of a block', kind: 'compose', text: 'a: >\n  --x=‹:1›\n  --b\n', gives: 'a: >\n  --x=127.0.0.1:2\n  --b\n' },
  { name: 'all of it', kind: 'compose', text: "a: '‹:1›'\n", gives: "a: '127.0.0.1:2'\n" },
  { name: 'of what has another name too', kind: 'compose', text: 'a: &b --x=‹:1›\nc: *b\n', gives: undefined },
];

const MOVES: readonly EditCase[] = [
  { name: 'with its comment', kind: 'firewall', text: '‹a› # why\n  ‹b›\nc\n', gives: '  b\na # why\nc\n' },
  { name: 'with sudo, behind the last line', kind: 'firewall', text: 'sudo ‹a›\nsudo ‹b›', gives: 'sudo b\nsudo a' },
  { name: 'lines of Windows', kind: 'firewall', text: '‹a›\r\n‹b›\r\n', gives: 'b\r\na\r\n' },
  { name: 'commands that are joined', kind: 'firewall', text: '‹a \\\n  --x›\n‹b›\n', gives: 'b\na \\\n  --x\n' },
  { name: 'another command on the line', kind: 'firewall', text: '‹a› && c\n‹b›\n', gives: undefined },
  { name: 'a block on one line', kind: 'firewall', text: 'chain x { ‹a›; ‹b› }\n', gives: undefined },
];

const ABOVE: readonly EditCase[] = [
  { name: 'as far to the right', kind: 'firewall', text: 'x\n  ‹a› # b\n', gives: 'x\n  new\n  a # b\n' },
  { name: 'the first line', kind: 'firewall', text: '‹a›', gives: 'new\na' },
  { name: 'in the middle of a command', kind: 'firewall', text: 'x \\\n  ‹a›\n', gives: undefined },
];

describe('edits of commands', () => {
  test.each(ARGUMENTS)('an argument for $name', (row) =>
    expectEdit((edits, at) => [edits.addArgument(at, '--x=1:2')], row),
  );
  test.each(PARTS)('a part $name', (row) => expectEdit((edits, at) => [edits.replaceValue(at, '127.0.0.1:2')], row));
  test.each(MOVES)('a move: $name', (row) => expectEdit((edits, at, other) => edits.moveBehind(at, other), row));
  test.each(ABOVE)('a line above: $name', (row) =>
    expectEdit((edits, at) => [edits.addAbove(at, [{ key: 'new', value: '' }])], row),
  );
});
