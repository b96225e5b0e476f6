import type { Span } from '../core/text/span';

/** A place in a text as people and reports count it: from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. */
export interface Lines {
  readonly positionAt: (offset: number) => Position;
  /** The line's stretch without its line break; `line` is counted from 1. */
  readonly spanOf: (line: number) => Span;
}

/** The lines of `text`, which end at `\n`, `\r\n` or `\r`. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return {
    positionAt: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
    spanOf: (line) => {
      const start = starts[line - 1] ?? text.length;
      const next = starts[line];
      if (next === undefined) return { start, end: text.length };
      const breakLength = text.charCodeAt(next - 1) === 0x0a && text.charCodeAt(next - 2) === 0x0d ? 2 : 1;
      return { start, end: next - breakLength };
    },
  };
}
