import type { YamlNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';

/**
 * Where the characters `from` to `to` of the value of a scalar stand in the text; undefined where its source is written
 * so that nobody can tell (escapes, a plain text over several lines).
 */
export function placeInScalar(node: YamlNode, from: number, to: number): Span | undefined {
  if (node.type !== 'scalar') return undefined;
  const { start, end, value, style, lines } = node;
  if (lines !== undefined) {
    const first = lines.findLast(({ inValue }) => inValue <= from);
    const last = lines.findLast(({ inValue }) => inValue < to) ?? first;
    if (first === undefined || last === undefined) return undefined;
    const place = { start: first.inText + from - first.inValue, end: last.inText + to - last.inValue };
    return { start: Math.min(place.start, end), end: Math.min(Math.max(place.start, place.end), end) };
  }
  // Every escape, fold, anchor or tag makes the source longer than the value.
  const quotes = style === 'single' || style === 'double' ? 1 : 0;
  if (end - start - 2 * quotes !== value.length) return undefined;
  return { start: start + quotes + from, end: start + quotes + to };
}
