import { defineChecks } from '../../../findings/check';
import { optionNamed } from '../options';
import { fix, type Inspection, onHeader, spot } from '../report';
import type { Header, StrayLine } from '../statement';

const NO_EQUALS = "No '=' found";

export const infos = defineChecks({
  stray: {
    code: 'missing-equals',
    severity: 'error',
    source: 'stunnel',
    rules: ['2', '3b'],
    tag: 'LOAD',
    summary: 'A line that is neither a comment nor a header has no `=`.',
    program: NO_EQUALS,
  },
  rest: {
    code: 'line-too-long',
    severity: 'error',
    source: 'stunnel',
    rules: ['2'],
    tag: 'LOAD',
    summary: 'A line is longer than 16383 bytes: stunnel reads the rest of it as a line of its own, even of a comment.',
    program: NO_EQUALS,
  },
  header: {
    code: 'broken-header',
    severity: 'error',
    source: 'stunnel',
    rules: ['2', '3b'],
    tag: 'LOAD',
    summary: 'A line begins with `[` and does not end with `]`, so it is no header of a service.',
    program: NO_EQUALS,
  },
});

/** Reports the lines that stunnel cannot split into a name and a value. */
export function checkLines({ document, report }: Inspection): void {
  for (const line of document.statements) {
    if (line.kind === 'stray') reportStray(line, report);
    if (line.kind === 'header' && line.isBroken) reportHeader(line, report);
  }
}

// What stands on the line may be a password, so that no message shows it.
function reportStray(line: StrayLine, report: Inspection['report']): void {
  const at = spot(line, line.from);
  if (line.isRest) {
    report(infos.rest, at, 'This line is longer than 16383 bytes, and stunnel reads the rest as a line. Shorten it.');
    return;
  }
  if (line.text.startsWith('\uFEFF')) {
    const text =
      'This line begins with a byte order mark, which stunnel passes over in the first line of a file only. Remove it.';
    const change = { start: line.start, end: line.start + 1, newText: '' };
    report(infos.stray, at, text, { fixes: [fix('Remove the byte order mark', change)] });
    return;
  }
  const colon = /^(\w+)\s*:\s*/.exec(line.text);
  const blank = /^(\w+)[ \t]+/.exec(line.text);
  const found = [colon, blank].find((match) => match !== null && optionNamed(match?.[1] ?? '') !== undefined);
  if (found?.[1] === undefined) {
    const text =
      'This line has no `=`. Every line is `name = value`, a comment (`;` or `#`) or a `[service]`; a value cannot go on in the next line.';
    report(infos.stray, at, text);
    return;
  }
  const change = { start: line.start + found[1].length, end: line.start + found[0].length, newText: ' = ' };
  const fixes = [fix('Write `=`', change)];
  report(infos.stray, at, `This line has no \`=\`. Write \`${found[1]} = …\`.`, { fixes });
}

function reportHeader(header: Header, report: Inspection['report']): void {
  const { name, end } = header;
  const isOpen = name.end === end;
  const text = isOpen
    ? 'The `]` of this header is missing.'
    : 'Something stands behind the `]` of this header. A comment needs a line of its own.';
  const fixes = [
    fix(isOpen ? 'Close it with `]`' : 'Remove what stands behind it', { start: name.end, end, newText: ']' }),
  ];
  report(infos.header, onHeader(header), text, { fixes });
}
