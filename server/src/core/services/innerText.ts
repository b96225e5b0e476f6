import type { EmbeddedFile } from '../kinds/kind';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/** A file inside of another one as its own program sees it, with the way of its places to the outer text. */
export interface InnerText {
  readonly text: string;
  /** The place in the outer text of a place in `text`; always inside of the scalar that holds it. */
  readonly outer: (span: Span) => Span;
  /** A change of `text` as one of the outer text; undefined where the scalar has no room for it. */
  readonly change: (change: TextChange) => TextChange | undefined;
}

/** A line of a literal block scalar: where its text begins in the inner and in the outer text, and how long it is. */
interface Line {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

/**
 * The content of the scalar `file` in `text`. In a literal block scalar every place can be told, and in a scalar that
 * stands there as it is (one line, no escapes); of others, the whole scalar is the place.
 */
export function innerText(text: string, file: EmbeddedFile): InnerText {
  const { node, start, end } = file;
  if (node.style === 'literal') return literalText(text, file) ?? opaqueText(file);
  const quote = node.style === 'plain' ? 0 : 1;
  const isVerbatim = text.slice(start + quote, end - quote) === node.value;
  if (!isVerbatim) return opaqueText(file);
  const move = (offset: number) => start + quote + offset;
  return {
    text: node.value,
    outer: (span) => ({ start: move(span.start), end: move(span.end) }),
    change: () => undefined,
  };
}

function opaqueText({ node, start, end }: EmbeddedFile): InnerText {
  return { text: node.value, outer: () => ({ start, end }), change: () => undefined };
}

/** Undefined where the lines of the two texts do not correspond as expected, so that nothing can be told. */
function literalText(text: string, { node, start, end }: EmbeddedFile): InnerText | undefined {
  const header = /^[^\r\n\u0085]*(\r\n|[\r\n\u0085])/.exec(text.slice(start, end));
  if (header === null) return undefined;
  const lineBreak = header[1] ?? '\n';
  const lines = linesOf(text.slice(start, end), header[0].length, node.value);
  if (lines === undefined) return undefined;
  const indent = ' '.repeat(lines.find(({ length }) => length > 0)?.indent ?? 0);
  const isBehind = (offset: number) => offset > 0 && lineAt(lines, offset) === undefined;
  const move = (offset: number): number => {
    const line = lineAt(lines, offset);
    return line === undefined ? end : start + line.outer + Math.min(offset - line.inner, line.length);
  };
  return {
    text: node.value,
    outer: (span) => ({ start: move(span.start), end: move(span.end) }),
    change: ({ start: from, end: to, newText: written }) => {
      const newLine = lineBreak + indent;
      const newText = written.replaceAll('\n', newLine);
      if (!isBehind(to)) return { start: move(from), end: move(to), newText };
      // Behind the break of the last line there is no line of the scalar: the break in front of the text counts instead.
      const added = newText.endsWith(newLine) ? newText.slice(0, -newLine.length) : newText;
      if (isBehind(from)) return { start: end, end, newText: newLine + added };
      const isWholeLines = from > 0 && lineAt(lines, from)?.inner === from;
      if (written === '' && isWholeLines) return { start: move(from - 1), end, newText: '' };
      return { start: move(from), end, newText: added };
    },
  };
}

/** The lines of `source` from `from` on with what `value` has of them; each loses an indentation and nothing else. */
function linesOf(
  source: string,
  from: number,
  value: string,
): readonly (Line & { readonly indent: number })[] | undefined {
  const lines: (Line & { readonly indent: number })[] = [];
  const contents = value.split('\n');
  let inner = 0;
  for (const match of source.slice(from).matchAll(/([^\r\n\u0085]*)(\r\n|[\r\n\u0085]|$)/g)) {
    const written = match[1] ?? '';
    const content = contents[lines.length];
    if (content === undefined) return undefined;
    const indent = written.length - content.length;
    if (indent < 0 || !written.endsWith(content) || written.slice(0, indent).trim() !== '') return undefined;
    lines.push({ inner, outer: from + match.index + indent, length: content.length, indent });
    inner += content.length + 1;
    if (match[2] === '') break;
  }
  return lines;
}

/** The line of the inner text that holds `offset`; undefined behind the last one that the scalar has. */
function lineAt<L extends Line>(lines: readonly L[], offset: number): L | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.inner ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  return line === undefined || offset < line.inner || offset > line.inner + line.length ? undefined : line;
}
