import {
  atDocumentIndicator,
  type Cursor,
  column,
  isBlank,
  isBlankOrEnd,
  isBreak,
  peek,
  readBreak,
  SPACE,
  skipToLineEnd,
  TAB,
} from './cursor';
import { problem, type ReportProblem, type Token } from './tokens';

/** A plain scalar and what follows it. */
export interface PlainScalar {
  readonly token: Token;
  /** Whether a line break was passed behind it: a key may follow then. */
  readonly multiline: boolean;
  /**
   * Whether it was ended in front of a line that begins with a key. libyaml goes on into that line and then refuses
   * its colon, so the text is wrong in any case; the reader can say better what is.
   */
  readonly beforeKey: boolean;
}

/** Where a plain scalar stands: inside brackets, how deep its further lines must be, and whether it may have any. */
export interface PlainContext {
  readonly flow: boolean;
  readonly indent: number;
  readonly singleLine: boolean;
}

const COLON = 0x3a;
const HASH = 0x23;

/** `,` `?` `[` `]` `{` `}` end a plain scalar inside a flow collection. */
function endsPlainInFlow(code: number): boolean {
  return code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** The white space between two pieces of a scalar, folded as YAML folds lines. */
interface Gap {
  blanks: string;
  firstBreak: string;
  moreBreaks: string;
}

function fold(gap: Gap): string {
  if (gap.firstBreak === '') return gap.blanks;
  if (gap.firstBreak !== '\n') return gap.firstBreak + gap.moreBreaks;
  return gap.moreBreaks === '' ? ' ' : gap.moreBreaks;
}

/**
 * Reads the plain scalar at the cursor, over several lines where they are indented by `indent` or more.
 * The cursor ends behind the white space that follows, as libyaml's does.
 */
export function scanPlain(
  cursor: Cursor,
  { flow, indent, singleLine }: PlainContext,
  report: ReportProblem,
): PlainScalar {
  const start = cursor.pos;
  let end = start;
  let value = '';
  let gap: Gap = { blanks: '', firstBreak: '', moreBreaks: '' };
  let multiline = false;
  let beforeKey = false;
  for (;;) {
    if (atDocumentIndicator(cursor) || peek(cursor) === HASH) break;
    const from = cursor.pos;
    for (;;) {
      const code = peek(cursor);
      if (isBlankOrEnd(code)) break;
      if (code === COLON && isBlankOrEnd(peek(cursor, 1))) break;
      if (flow && endsPlainInFlow(code)) break;
      cursor.pos++;
    }
    if (cursor.pos > from) {
      value += (from === start ? '' : fold(gap)) + cursor.text.slice(from, cursor.pos);
      end = cursor.pos;
      multiline = false;
    }
    const code = peek(cursor);
    if (!isBlank(code) && !isBreak(code)) break;
    gap = skipGap(cursor, indent, report);
    multiline = gap.firstBreak !== '';
    if (multiline && singleLine) break;
    if (!flow && column(cursor) < indent) break;
    beforeKey = multiline && !flow && atKeyLine(cursor);
    if (beforeKey) break;
  }
  return { token: { type: 'scalar', style: 'plain', start, end, value }, multiline, beforeKey };
}

/** Whether the line at the cursor begins with a key: a word, a colon, and a blank or the end. */
function atKeyLine(cursor: Cursor): boolean {
  return /^[A-Za-z_][\w.-]*[ \t]*:(?=[ \t\r\n]|$)/.test(cursor.text.slice(cursor.pos, cursor.pos + 120));
}

function skipGap(cursor: Cursor, indent: number, report: ReportProblem): Gap {
  const from = cursor.pos;
  const gap: Gap = { blanks: '', firstBreak: '', moreBreaks: '' };
  for (;;) {
    const code = peek(cursor);
    if (isBlank(code)) {
      if (gap.firstBreak !== '' && code === TAB && column(cursor) < indent) {
        report(tabProblem(cursor, 'found a tab character that violates indentation'));
      }
      cursor.pos++;
    } else if (isBreak(code)) {
      if (gap.firstBreak === '') {
        gap.firstBreak = readBreak(cursor);
      } else gap.moreBreaks += readBreak(cursor);
    } else break;
  }
  if (gap.firstBreak === '') gap.blanks = cursor.text.slice(from, cursor.pos);
  return gap;
}

/** The problem of a tab at the cursor where YAML wants spaces. */
export function tabProblem(cursor: Cursor, program: string) {
  const message = 'A tab is used for indentation: YAML allows only spaces here. Replace the tab by spaces.';
  return problem('tab-indentation', cursor.pos, cursor.pos + 1, message, program);
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads the quoted scalar at the cursor. One that does not end is reported at its opening quote and taken to end with
 * its line, so that the lines below keep their meaning.
 */
export function scanQuoted(cursor: Cursor, report: ReportProblem): { token: Token; terminated: boolean } {
  const { pos: start, line, lineStart } = cursor;
  const quote = peek(cursor);
  const style = quote === 0x27 ? 'single' : 'double';
  cursor.pos++;
  let value = '';
  for (;;) {
    if (atDocumentIndicator(cursor) || cursor.pos >= cursor.text.length) {
      const program = `found unexpected ${cursor.pos >= cursor.text.length ? 'end of stream' : 'document indicator'}`;
      Object.assign(cursor, { pos: start, line, lineStart });
      skipToLineEnd(cursor);
      const message = `This ${style === 'single' ? "'" : '"'} opens a quoted value that is never closed. Close the quote.`;
      report(problem('unterminated', start, cursor.pos, message, program));
      const text = cursor.text.slice(start + 1, cursor.pos);
      return { token: { type: 'scalar', style, start, end: cursor.pos, value: text }, terminated: false };
    }
    const code = peek(cursor);
    if (code === quote) {
      if (style === 'double' || peek(cursor, 1) !== quote) break;
      value += "'";
      cursor.pos += 2;
    } else if (isBlank(code) || isBreak(code)) {
      value += fold(skipGap(cursor, 0, report));
    } else if (style === 'double' && code === 0x5c) {
      value += scanEscape(cursor, report);
    } else {
      const from = cursor.pos++;
      for (let next = peek(cursor); !isBlankOrEnd(next) && next !== quote && next !== 0x5c; next = peek(cursor)) {
        cursor.pos++;
      }
      value += cursor.text.slice(from, cursor.pos);
    }
  }
  cursor.pos++;
  return { token: { type: 'scalar', style, start, end: cursor.pos, value }, terminated: true };
}

/** Reads the escape at the cursor; a bad one is reported and stands for itself. */
function scanEscape(cursor: Cursor, report: ReportProblem): string {
  const start = cursor.pos;
  if (isBreak(peek(cursor, 1))) {
    cursor.pos++;
    readBreak(cursor);
    let breaks = '';
    while (isBlank(peek(cursor)) || isBreak(peek(cursor))) {
      if (isBreak(peek(cursor))) breaks += readBreak(cursor);
      else cursor.pos++;
    }
    return breaks;
  }
  const letter = cursor.text[start + 1] ?? '';
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) {
    cursor.pos += 2;
    return simple;
  }
  const digits = HEX_DIGITS[letter];
  const hex = digits === undefined ? '' : cursor.text.slice(start + 2, start + 2 + digits);
  const isHex = digits !== undefined && hex.length === digits && /^[0-9a-fA-F]+$/.test(hex);
  const value = Number.parseInt(hex, 16);
  if (isHex && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff)) {
    cursor.pos += 2 + hex.length;
    return String.fromCodePoint(value);
  }
  const [code, program] = ['yaml-syntax' as const, escapeProgramText(digits !== undefined, isHex)];
  const message = `\`\\${letter}\` is no escape of a double-quoted YAML value. Write \`\\\\\` for a backslash, or use single quotes.`;
  report(problem(code, start, start + 2, message, program));
  cursor.pos++;
  return '\\';
}

function escapeProgramText(isHexEscape: boolean, isHex: boolean): string {
  if (!isHexEscape) return 'found unknown escape character';
  return isHex ? 'found invalid Unicode character escape code' : 'did not find expected hexdecimal number';
}

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
  const { value, end } = scanBlockLines(cursor, style, chomping, parentIndent, fixedIndent, report);
  return { type: 'scalar', style, start, end, value };
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
): { value: string; end: number } {
  let end = cursor.pos;
  let value = '';
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
    skipToLineEnd(cursor);
    value += cursor.text.slice(from, cursor.pos);
    end = cursor.pos;
    leadingBreak = isBreak(peek(cursor)) ? readBreak(cursor) : '';
    trailingBreaks = skipBlockBreaks(cursor, indent, parentIndent, report).breaks;
  }
  if (chomping !== '-') value += leadingBreak;
  if (chomping === '+') value += trailingBreaks;
  return { value, end };
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
