import { atDocumentIndicator, type Cursor, column, isBlank, isBlankOrEnd, isBreak, peek } from './cursor';
import { fold, type Gap, skipGap } from './folding';
import type { ReportProblem, Token } from './tokens';

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
