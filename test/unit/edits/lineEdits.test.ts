import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edits } from '../../../server/src/core/edits/edits';
import {
  type LineStyle,
  lineEdits,
  NGINX_STYLE,
  SHELL_STYLE,
  STUNNEL_STYLE,
  UNIT_STYLE,
} from '../../../server/src/core/edits/lineEdits';
import { applyChange, type TextChange } from '../../../server/src/core/text/edit';
import type { Span } from '../../../server/src/core/text/span';
import { unmark } from '../support/expectFindings';

interface EditCase {
  readonly name: string;
  readonly style: LineStyle;
  readonly text: string;
  readonly edit: (edits: Edits, at: Span) => TextChange | undefined;
  readonly gives: string;
}

const CASES: readonly EditCase[] = [
  {
    name: 'a line of a unit goes with all that is joined to it',
    style: UNIT_STYLE,
    text: '[Service]\n‹ExecStart›=/bin/a \\\n  --b\nUser=x\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: '[Service]\nUser=x\n',
  },
  {
    name: 'a line is written at the end of a section, above the blank line and comments of the next',
    style: UNIT_STYLE,
    text: '‹[Service]›\nUser=x\n\n# about it\n[Install]\nWantedBy=y\n',
    edit: (edits, at) => edits.addInto(at, [{ key: 'DynamicUser', value: 'yes' }]),
    gives: '[Service]\nUser=x\nDynamicUser=yes\n\n# about it\n[Install]\nWantedBy=y\n',
  },
  {
    name: 'a line is written behind a command of several lines',
    style: UNIT_STYLE,
    text: '[Service]\n‹ExecStart›=/bin/a \\\n  --b\n',
    edit: (edits, at) => edits.addBeside(at, [{ key: 'User', value: 'x' }]),
    gives: '[Service]\nExecStart=/bin/a \\\n  --b\nUser=x\n',
  },
  {
    name: 'a line of a unit gives its place to two',
    style: UNIT_STYLE,
    text: '[Service]\n‹User›=root\n',
    edit: (edits, at) =>
      edits.replaceEntry(at, [
        { key: 'DynamicUser', value: 'yes' },
        { key: 'UMask', value: '0077' },
      ]),
    gives: '[Service]\nDynamicUser=yes\nUMask=0077\n',
  },
  {
    name: 'line ends of Windows stay in stunnel.conf',
    style: STUNNEL_STYLE,
    text: '[a]\r\n‹accept› = 1\r\nconnect = 2\r\n',
    edit: (edits, at) => edits.addBeside(at, [{ key: 'verifyChain', value: 'yes' }]),
    gives: '[a]\r\naccept = 1\r\nverifyChain = yes\r\nconnect = 2\r\n',
  },
  {
    name: 'an option gets another name',
    style: STUNNEL_STYLE,
    text: '[a]\n  ‹sslVersion› = TLSv1.2\n',
    edit: (edits, at) => edits.renameKey(at, 'sslVersionMin'),
    gives: '[a]\n  sslVersionMin = TLSv1.2\n',
  },
  {
    name: 'the last command of a script without a line break',
    style: SHELL_STYLE,
    text: 'ufw enable\n‹ufw allow 9100›',
    edit: (edits, at) => edits.removeEntry(at),
    gives: 'ufw enable',
  },
  {
    name: 'a command is written as deep as the one in front of it',
    style: SHELL_STYLE,
    text: 'if true; then\n\t‹ufw default deny incoming›\nfi\n',
    edit: (edits, at) => edits.addBeside(at, [{ key: 'ufw limit 22/tcp', value: '' }]),
    gives: 'if true; then\n\tufw default deny incoming\n\tufw limit 22/tcp\nfi\n',
  },
  {
    name: 'a directive of nginx ends with its semicolon',
    style: NGINX_STYLE,
    text: 'location / {\n  ‹allow 10.0.0.1;›\n}\n',
    edit: (edits, at) => edits.addBeside(at, [{ key: 'deny', value: 'all' }]),
    gives: 'location / {\n  allow 10.0.0.1;\n  deny all;\n}\n',
  },
];

describe('edits of files whose entries are lines', () => {
  test.each(CASES)('$name', ({ style, text: marked, edit, gives }) => {
    const { text, spans } = unmark(marked);
    const change = edit(lineEdits(text, style), spans[0]!);
    expect(change === undefined ? undefined : applyChange(text, change)).toBe(gives);
  });

  const line = fc.constantFrom('[a]', '[b]', 'key = 1', 'other = 2', '', '# comment', 'long = \\', '  in = 3');

  test('what was added is taken out again by the same place, and the text is as before', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), fc.boolean(), (lines, pick, windows) => {
        const newline = windows ? '\r\n' : '\n';
        const index = pick % lines.length;
        const text = lines.map((content) => content + newline).join('');
        const start = lines.slice(0, index).reduce((sum, content) => sum + content.length + newline.length, 0);
        const change = lineEdits(text, UNIT_STYLE).addBeside({ start, end: start }, [{ key: 'New', value: 'x' }]);
        const added = applyChange(text, change!);
        const at = added.indexOf('New=x');
        const back = lineEdits(added, UNIT_STYLE).removeEntry({ start: at, end: at + 3 });
        expect(applyChange(added, back!)).toBe(text);
      }),
    );
  });
});
