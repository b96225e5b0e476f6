/**
 * A place in a text that moves forward, with the line and column that YAML's indentation rules need.
 * Columns are counted in UTF-16 units; they only matter for indentation, which is made of spaces.
 */
export interface Cursor {
  readonly text: string;
  pos: number;
  line: number;
  lineStart: number;
}

/** The start of `text`. */
export function cursorOf(text: string): Cursor {
  return { text, pos: 0, line: 0, lineStart: 0 };
}

/** Character codes. */
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;

/** A line break of YAML 1.1; the last three are those that YAML 1.2 no longer counts. */
export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A blank, a line break, or the end of the text (`charCodeAt` says NaN there). */
export function isBlankOrEnd(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || isBreak(code) || Number.isNaN(code);
}

/** The character `ahead` of the cursor; NaN behind the end. */
export function peek(cursor: Cursor, ahead = 0): number {
  return cursor.text.charCodeAt(cursor.pos + ahead);
}

/** The column of the cursor, from 0. */
export function column(cursor: Cursor): number {
  return cursor.pos - cursor.lineStart;
}

/** Moves behind the line break at the cursor and returns it as libyaml reads it (CR, CRLF and NEL become LF). */
export function readBreak(cursor: Cursor): string {
  const code = peek(cursor);
  cursor.pos += code === CR && peek(cursor, 1) === LF ? 2 : 1;
  cursor.line++;
  cursor.lineStart = cursor.pos;
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
}

/** Moves to the end of the line, in front of its break. */
export function skipToLineEnd(cursor: Cursor): void {
  while (cursor.pos < cursor.text.length && !isBreak(peek(cursor))) cursor.pos++;
}

/** Whether `---` or `...` stands alone at the cursor, which must be at the start of a line. */
export function atDocumentIndicator(cursor: Cursor): boolean {
  if (cursor.pos !== cursor.lineStart) return false;
  const code = peek(cursor);
  if (code !== 0x2d && code !== 0x2e) return false;
  return peek(cursor, 1) === code && peek(cursor, 2) === code && isBlankOrEnd(peek(cursor, 3));
}
