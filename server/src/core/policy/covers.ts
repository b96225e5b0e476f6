import { lineEnd, lineStart, onlyBlank } from '../edits/lines';
import type { Span } from '../text/span';
import { type CommentStyle, isCommentLine } from './commentStyle';
import type { WideScalar } from './scalars';

/** A text by lines, with what makes several of them one. */
export interface Lines {
  readonly text: string;
  readonly style: CommentStyle;
  /** Asked only where a comment of ours is. */
  readonly scalars: () => readonly WideScalar[];
}

/** The line that begins at `start`, and those that belong to it: joined ones, and the scalar that begins on it. */
export function coverOf(start: number, { text, style, scalars }: Lines): Span {
  let end = lineEnd(text, start);
  if (style.joins) end = endOfJoined(text, start, style);
  for (const scalar of scalars()) {
    if (start <= scalar.start && scalar.start <= end && scalar.end > end) end = scalar.end;
  }
  return { start, end };
}

/** What a comment on a line of its own, which begins at `start`, is about: the next line that is no comment. */
export function coverBelow(start: number, lines: Lines): Span | undefined {
  const { text, style } = lines;
  let at = start;
  do {
    const next = nextLine(text, at);
    if (next === undefined) return undefined;
    at = next;
  } while (isCommentLine(text, at, lineEnd(text, at), style));
  return onlyBlank(text.slice(at, lineEnd(text, at))) ? undefined : coverOf(at, lines);
}

/**
 * What a comment for the whole file at `at` is about: all of the text, where it stands above everything else; or the
 * file in a block scalar, where it stands in the head of that.
 */
export function fileCover(at: number, lines: Lines): Span | undefined {
  const { text, scalars } = lines;
  const holder = scalars().find(({ style, start, end }) => style === 'literal' && start < at && at < end);
  const inHeader = holder !== undefined && lineStart(text, at) <= holder.start;
  if (holder === undefined || inHeader) return isHead(0, at, lines) ? { start: 0, end: text.length } : undefined;
  const from = nextLine(text, holder.start);
  return from !== undefined && isHead(from, at, lines) ? { start: holder.start, end: holder.end } : undefined;
}

/** Whether only comments, empty lines and the beginning of a YAML document stand between `from` and `at`. */
function isHead(from: number, at: number, { text, style }: Lines): boolean {
  for (let start: number | undefined = from; start !== undefined; start = nextLine(text, start)) {
    const end = lineEnd(text, start);
    if (at <= end) return onlyBlank(text.slice(start, at));
    const content = text.slice(start, end);
    const isStart = style.yaml && /^(---|%.*)?\s*(#.*)?$/.test(content);
    if (!isStart && !onlyBlank(content) && !isCommentLine(text, start, end, style)) return false;
  }
  return false;
}

/** The end of the last line that `\` joins to the one at `start`; comments in between count for nothing. */
function endOfJoined(text: string, start: number, style: CommentStyle): number {
  let end = lineEnd(text, start);
  let goesOn = text[end - 1] === '\\';
  while (goesOn) {
    const next = nextLine(text, end);
    if (next === undefined) break;
    end = lineEnd(text, next);
    goesOn = text[end - 1] === '\\' || isCommentLine(text, next, end, style);
  }
  return end;
}

/** The first of the lines that `\` joins with the one of `offset`. */
export function startOfJoined(text: string, offset: number, style: CommentStyle): number {
  let start = lineStart(text, offset);
  for (let before = start; before > 0; ) {
    const above = lineStart(text, before - 1);
    const end = lineEnd(text, above);
    if (text[end - 1] === '\\') start = above;
    else if (!isCommentLine(text, above, end, style)) break;
    before = above;
  }
  return start;
}

function nextLine(text: string, offset: number): number | undefined {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? undefined : newline + 1;
}
