import type { Span } from '../../text/span';
import { optionNamed } from './options';
import type { Header, Statement, Word } from './statement';

/** How many bytes of a line stunnel reads at once; what follows is a line of its own (stunnel-rules.md 2). */
const LINE_BYTES = 16_383;
/** The blanks of C's isspace; a no-break space is none. */
const BLANKS = ' \t\v\f\r';
const BYTE_ORDER_MARK = '\uFEFF';

/** The lines of `text` that say something, and the first mark of a template outside of comments. */
export function readLines(text: string): { readonly statements: readonly Statement[]; readonly template?: Span } {
  const statements: Statement[] = [];
  let template: Span | undefined;
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const isMarked = start === 0 && text.startsWith(BYTE_ORDER_MARK);
    for (const piece of piecesOf(text, isMarked ? { start: 1, end } : { start, end })) {
      const statement = readPiece(text, piece, line, piece.start > start + 1);
      if (statement === undefined) continue;
      statements.push(statement);
      template ??= templateIn(text, statement);
    }
    start = end + 1;
  }
  return { statements, ...(template && { template }) };
}

/** The stretches of a line that stunnel reads one after the other; all but a monstrous line is one. */
function piecesOf(text: string, { start, end }: Span): readonly Span[] {
  if ((end - start) * 3 <= LINE_BYTES) return [{ start, end }];
  const pieces: Span[] = [];
  let from = start;
  let bytes = 0;
  for (let at = start; at < end; ) {
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const size = text[at] === '\r' ? 0 : utf8Size(code);
    if (bytes + size > LINE_BYTES) {
      pieces.push({ start: from, end: at });
      from = at;
      bytes = 0;
    }
    bytes += size;
    at += width;
  }
  pieces.push({ start: from, end });
  return pieces;
}

function utf8Size(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function readPiece(text: string, piece: Span, line: number, isRest: boolean): Statement | undefined {
  const raw = text.slice(piece.start, piece.end);
  // A NUL ends the line for a program in C.
  const nul = raw.indexOf('\0');
  const span = trim(text, { start: piece.start, end: nul < 0 ? piece.end : piece.start + nul });
  if (span.start === span.end) return undefined;
  const first = text[span.start];
  if (first === ';' || first === '#') return undefined;
  if (first === '[') return headerIn(text, span, line);
  const equals = piece.start + raw.indexOf('=');
  if (equals < span.start || equals >= span.end) {
    return { kind: 'stray', line, ...span, text: wordAt(text, span).text, isRest };
  }
  const name = wordAt(text, trim(text, { start: span.start, end: equals }));
  const value = wordAt(text, trim(text, { start: equals + 1, end: span.end }));
  return { kind: 'assignment', line, start: span.start, end: span.end, name, option: optionNamed(name.text), value };
}

/** The header of a service; a broken one is taken for what it was meant to be, so that the lines below are its own. */
function headerIn(text: string, span: Span, line: number): Header {
  if (span.end - span.start > 1 && text[span.end - 1] === ']') {
    return { kind: 'header', line, ...span, name: wordAt(text, { start: span.start + 1, end: span.end - 1 }) };
  }
  const bracket = text.slice(span.start, span.end).indexOf(']');
  const name = { start: span.start + 1, end: bracket < 0 ? span.end : span.start + bracket };
  return { kind: 'header', line, ...span, name: wordAt(text, name), isBroken: true };
}

/** `span` without the blanks at its ends; of an empty one the end, where a value would be typed. */
function trim(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return { start: from, end: to };
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && BLANKS.includes(character);
}

/** What stunnel reads in `span`: it drops carriage returns wherever they stand. */
function wordAt(text: string, { start, end }: Span): Word {
  return { text: withoutReturns(text.slice(start, end)), start, end };
}

function withoutReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r', '') : text;
}

function templateIn(text: string, { start, end }: Span): Span | undefined {
  const found = /\{[{%#]|<%/.exec(text.slice(start, end));
  return found === null ? undefined : { start: start + found.index, end: start + found.index + found[0].length };
}
