import type { ScalarNode } from '../syntax/yaml/nodes';
import type { Span } from '../text/span';

/** Where the text of `node` stands in `source`: without its quotes, the whole of it where that is written otherwise. */
export function textSpan(node: ScalarNode, source: string): Span {
  const { start, end, value } = node;
  const quotes = node.style === 'single' || node.style === 'double' ? 1 : 0;
  // An anchor or a tag in front belongs to the node; the text is its end.
  const to = end - quotes;
  const from = to - value.length;
  return from >= start && source.slice(from, to) === value ? { start: from, end: to } : { start, end };
}

/** Where `length` characters from `offset` of the text of `node` stand; the whole node where that cannot be told. */
export function spanInside(node: ScalarNode, source: string, offset: number, length: number): Span {
  const span = textSpan(node, source);
  if (span.end - span.start !== node.value.length) return { start: node.start, end: node.end };
  return { start: span.start + offset, end: span.start + offset + length };
}
