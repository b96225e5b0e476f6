import {
  atDocumentIndicator,
  type Cursor,
  isBlank,
  isBlankOrEnd,
  isBreak,
  peek,
  readBreak,
  skipToLineEnd,
} from './cursor';
import { fold, skipGap } from './folding';
import { type Followers, mayFollow, reportJunk } from './followers';
import { problem, type ReportProblem, type ScalarStyle, type Token } from './tokens';

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
export function scanQuoted(
  cursor: Cursor,
  followers: Followers,
  report: ReportProblem,
): { token: Token; terminated: boolean } {
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
      return { token: toLineEnd(cursor, start, style), terminated: false };
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
  const token: Token = { type: 'scalar', style, start, end: cursor.pos, value };
  const isOneLine = cursor.line === line;
  if (mayFollow(cursor, followers, isOneLine)) return { token, terminated: true };
  if (isOneLine) {
    reportJunk(cursor, 'closing quote', report);
    return { token, terminated: true };
  }
  // The quote that closes it is most likely the opening one of another value.
  Object.assign(cursor, { pos: start, line, lineStart });
  skipToLineEnd(cursor);
  const message =
    'This quote is closed only on a line below, and more text follows there. Close it where its value ends.';
  report(problem('unterminated', start, cursor.pos, message, 'did not find expected key'));
  return { token: toLineEnd(cursor, start, style), terminated: true };
}

function toLineEnd(cursor: Cursor, start: number, style: ScalarStyle): Token {
  return { type: 'scalar', style, start, end: cursor.pos, value: cursor.text.slice(start + 1, cursor.pos) };
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
