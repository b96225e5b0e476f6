import {
  atDocumentIndicator,
  type Cursor,
  column,
  isBlank,
  isBreak,
  peek,
  readBreak,
  SPACE,
  skipToLineEnd,
  TAB,
} from './cursor';
import { tabProblem } from './folding';
import { type LinePlace, problem, type ReportProblem, type Token } from './tokens';

const HASH = 0x23;

/** Reads the literal (`|`) or folded (`>`) scalar at the cursor; `parentIndent` is the column it must be deeper than. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number, report: ReportProblem): Token {
  const start = cursor.pos;
  const style = peek(cursor) === 0x7c ? 'literal' : 'folded';
  cursor.pos++;
  const header = /^(?:([+-])([0-9])?|([0-9])([+-])?)?/.exec(cursor.text.slice(cursor.pos, cursor.pos + 2));
  cursor.pos += header?.[0].length ?? 0;
  const chomping = header?.[1] ?? header?.[4] ?? '';
  const increment = header?.[2] ?? header?.[3];
  if (increment === '0') {
    const message = 'The indentation of a block scalar is a digit from 1 to 9.';
    report(problem('yaml-syntax', cursor.pos - 1, cursor.pos, message, 'found an indentation indicator equal to 0'));
  }
  finishHeader(cursor, report);
  if (isBreak(peek(cursor))) readBreak(cursor);
  const given = increment === undefined || increment === '0' ? 0 : Number(increment);
  const fixedIndent = given === 0 ? 0 : Math.max(parentIndent, 0) + given;
  const { value, end, lines } = scanBlockLines(cursor, style, chomping, parentIndent, fixedIndent, report);
  return { type: 'scalar', style, start, end, value, lines };
}

/** Passes the blanks and the comment behind `|` or `>`; anything else there is a problem. */
function finishHeader(cursor: Cursor, report: ReportProblem): void {
  while (isBlank(peek(cursor))) cursor.pos++;
  const from = cursor.pos;
  const hasComment = peek(cursor) === HASH;
  skipToLineEnd(cursor);
  if (hasComment || cursor.pos === from) return;
  const message = 'Text behind `|` or `>` does not belong to the block scalar. Put it on the next line, indented.';
  report(problem('yaml-syntax', from, cursor.pos, message, 'did not find expected comment or line break'));
}

function scanBlockLines(
  cursor: Cursor,
  style: 'literal' | 'folded',
  chomping: string,
  parentIndent: number,
  fixedIndent: number,
  report: ReportProblem,
): { value: string; end: number; lines: readonly LinePlace[] } {
  let end = cursor.pos;
  let value = '';
  const lines: LinePlace[] = [];
  let leadingBreak = '';
  let previousBlank = false;
  const breaks = skipBlockBreaks(cursor, fixedIndent, parentIndent, report);
  const indent = breaks.indent;
  let trailingBreaks = breaks.breaks;
  while (column(cursor) === indent && cursor.pos < cursor.text.length && !isBreak(peek(cursor))) {
    if (indent === 0 && atDocumentIndicator(cursor)) break;
    const blank = isBlank(peek(cursor));
    if (style === 'folded' && leadingBreak.startsWith('\n') && !previousBlank && !blank) {
      value += trailingBreaks === '' ? ' ' : '';
    } else value += leadingBreak;
    value += trailingBreaks;
    previousBlank = blank;
    const from = cursor.pos;
    lines.push({ inValue: value.length, inText: from });
    skipToLineEnd(cursor);
    value += cursor.text.slice(from, cursor.pos);
    end = cursor.pos;
    leadingBreak = isBreak(peek(cursor)) ? readBreak(cursor) : '';
    trailingBreaks = skipBlockBreaks(cursor, indent, parentIndent, report).breaks;
  }
  if (chomping !== '-') value += leadingBreak;
  if (chomping === '+') value += trailingBreaks;
  return { value, end, lines };
}

/** Passes empty lines; with `indent` 0 it finds the indentation of the first line that is not empty. */
function skipBlockBreaks(cursor: Cursor, indent: number, parentIndent: number, report: ReportProblem) {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || column(cursor) < indent) && peek(cursor) === SPACE) cursor.pos++;
    deepest = Math.max(deepest, column(cursor));
    if ((indent === 0 || column(cursor) < indent) && peek(cursor) === TAB) {
      report(tabProblem(cursor, 'found a tab character where an indentation space is expected'));
    }
    if (!isBreak(peek(cursor))) break;
    breaks += readBreak(cursor);
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, parentIndent + 1, 1) : indent };
}
