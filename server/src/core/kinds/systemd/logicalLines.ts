import type { Span } from '../../text/span';

/** A line of a unit with its continuation lines: what systemd makes of them, and where each piece of it stands. */
export interface LogicalLine {
  /** The lines put together, with a blank for each backslash at a line's end, without the comments between. */
  readonly text: string;
  /** The stretch of the file that `text` from `from` to `to` was made of. */
  readonly place: (from: number, to: number) => Span;
  /** Blanks behind the last backslash of the last line, which keep it from going on in the next one. */
  readonly blanks?: Span;
}

/** A stretch of the file that is in the logical text as it is. */
interface Piece {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** How many logical lines are read; honest units have some dozens. */
const MOST_LINES = 2000;

/** The logical lines of `text` but for blank ones and comments, in their order. */
export function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let pieces: Piece[] = [];
  let joined = '';
  const finish = (blanks?: Span) => {
    if (joined.trim() !== '') lines.push(logicalLine(joined, pieces, blanks));
    pieces = [];
    joined = '';
  };
  for (const { start, line } of physicalLines(text)) {
    if (lines.length >= MOST_LINES) break;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(indent);
    // A comment within a continued line is passed over; the line goes on behind it.
    if (/^[#;]/.test(content)) continue;
    pieces.push({ at: joined.length, start: start + indent, length: content.length });
    if (endsInEscape(content)) {
      joined += `${content.slice(0, -1)} `;
      continue;
    }
    joined += content;
    const trailing = trailingBlanks(content);
    const end = start + line.length;
    finish(trailing === undefined ? undefined : { start: end - trailing.length, end });
  }
  finish();
  return lines;
}

function* physicalLines(text: string): Generator<{ readonly start: number; readonly line: string }> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { start, line: text.slice(start, end).replace(/\r+$/, '') };
    start = end + 1;
  }
}

/** The blanks at the end of `content`, where a backslash stands in front of them that no other one escapes. */
function trailingBlanks(content: string): string | undefined {
  const trimmed = content.trimEnd();
  const blanks = content.slice(trimmed.length);
  return blanks !== '' && endsInEscape(trimmed) ? blanks : undefined;
}

/** Whether the last character is a backslash that no other one escapes. */
function endsInEscape(content: string): boolean {
  let at = content.length;
  while (content[at - 1] === '\\') at--;
  return (content.length - at) % 2 === 1;
}

function logicalLine(text: string, pieces: readonly Piece[], blanks: Span | undefined): LogicalLine {
  const pieceAt = (at: number) => pieces[upperBound(pieces, at) - 1] ?? pieces[0];
  const offset = (at: number) => {
    const piece = pieceAt(at);
    return piece === undefined ? 0 : piece.start + Math.min(Math.max(0, at - piece.at), piece.length);
  };
  return {
    text,
    place: (from, to) => ({ start: offset(from), end: to > from ? offset(to - 1) + 1 : offset(from) }),
    ...(blanks !== undefined && { blanks }),
  };
}

/** How many of `pieces` begin at `at` or before it. */
function upperBound(pieces: readonly Piece[], at: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
