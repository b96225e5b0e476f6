import type { TextChange } from '../text/edit';

/** The offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset at which the line of `offset` ends, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The change that takes out the lines from `start` to `end` (without its break), with a break of theirs. */
export function wholeLines(text: string, start: number, end: number): TextChange {
  if (end < text.length) return { start, end: end + (text.startsWith('\r\n', end) ? 2 : 1), newText: '' };
  // The last line has no end of its own: the one before it goes.
  const before = text.slice(0, start).search(/\r?\n$/);
  return { start: before < 0 ? start : before, end, newText: '' };
}

/** The line break that `text` uses; `\n` where it has none. */
export function newlineOf(text: string): '\n' | '\r\n' {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

/**
 * The end of the last comment below the line that ends at `end`, as far as they are indented deeper than `column`: they
 * belong to what stands above them, not to what comes next in a block at that column. `end` where there are none.
 */
export function behindComments(text: string, end: number, column: number): number {
  let behind = end;
  for (const { line, at } of linesBelow(text, end)) {
    if (line.search(/[^ ]/) <= column || line.trimStart()[0] !== '#') break;
    behind = at;
  }
  return behind;
}

/** The lines below the one that ends at `end`, each with where it ends; those of nothing but blanks are passed over. */
export function* linesBelow(text: string, end: number): Generator<{ readonly line: string; readonly at: number }> {
  for (let at = end; at < text.length; ) {
    const start = text.indexOf('\n', at) + 1;
    if (start === 0) return;
    at = lineEnd(text, start);
    const line = text.slice(start, at);
    if (!onlyBlank(line)) yield { line, at };
  }
}

/** Whether nothing but blanks stands in `text`. */
export function onlyBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}

/** How far blocks are indented in `text`: the least indentation of a key that some line has; 2 where none has any. */
export function indentStep(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  let before = 0;
  for (const [, blanks = '', rest = ''] of text.matchAll(/^( *)([^\s#].*)$/gm)) {
    // The dash of an item is a part of the indentation of its keys.
    const dashes = /^(- +)*/.exec(rest)?.[0].length ?? 0;
    const indent = blanks.length;
    if (indent > before) least = Math.min(least, indent - before);
    before = indent + dashes;
  }
  return least === Number.POSITIVE_INFINITY ? 2 : Math.max(2, least);
}
