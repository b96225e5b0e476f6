import type { MappingNode, Pair, ScalarNode, SequenceNode, YamlNode } from '../syntax/yaml/nodes';
import { type Span, samePlace } from '../text/span';

/** A pair with the mapping that holds it, and the pairs around that, from the outermost in. */
export interface Found {
  readonly pair: Pair;
  readonly mapping: MappingNode;
  readonly outer: readonly { readonly pair: Pair; readonly mapping: MappingNode }[];
}

/** The scalar that is exactly at `at`, or holds it. */
export function scalarAt(roots: readonly YamlNode[], at: Span): ScalarNode | undefined {
  for (let node = nodeAround(roots, at); node !== undefined; ) {
    if (node.type === 'scalar') return node;
    const inner: readonly YamlNode[] =
      node.type === 'sequence'
        ? node.items
        : node.type === 'mapping'
          ? node.pairs.flatMap((p) => [p.key, p.value])
          : [];
    node = nodeAround(inner, at);
  }
  return undefined;
}

function nodeAround(nodes: readonly YamlNode[], at: Span): YamlNode | undefined {
  return nodes.find((node) => node.start <= at.start && at.end <= node.end && node.type !== 'alias');
}

/** The innermost pair whose key or value holds `at`. */
export function pairAt(roots: readonly YamlNode[], at: Span): Found | undefined {
  let found: Found | undefined;
  let node = nodeAround(roots, at);
  while (node !== undefined) {
    if (node.type === 'sequence') {
      node = nodeAround(node.items, at);
      continue;
    }
    if (node.type !== 'mapping') break;
    const mapping: MappingNode = node;
    const pair: Pair | undefined = mapping.pairs.find(({ key, value }) => key.start <= at.start && at.end <= value.end);
    if (pair === undefined) break;
    const outer = found === undefined ? [] : [...found.outer, { pair: found.pair, mapping: found.mapping }];
    found = { pair, mapping, outer };
    // An absent value stands at the end of its key, and what is at a key is no part of its value.
    node = at.end <= pair.key.end ? undefined : nodeAround([pair.value], at);
  }
  return found;
}

/** The mapping that is exactly at `at`. */
export function mappingAt(roots: readonly YamlNode[], at: Span): MappingNode | undefined {
  let node = nodeAround(roots, at);
  while (node !== undefined) {
    if (node.type === 'mapping' && node.start === at.start && node.end === at.end) return node;
    const inner: readonly YamlNode[] =
      node.type === 'sequence' ? node.items : node.type === 'mapping' ? node.pairs.map(({ value }) => value) : [];
    node = nodeAround(inner, at);
  }
  return undefined;
}

/** The innermost list with an item that is exactly at `at`. */
export function listAround(roots: readonly YamlNode[], at: Span): SequenceNode | undefined {
  for (let node = nodeAround(roots, at); node !== undefined; ) {
    if (node.type === 'scalar' || node.type === 'alias') return undefined;
    if (node.type === 'sequence' && node.items.some((item) => samePlace(item, at))) return node;
    node = nodeAround(node.type === 'sequence' ? node.items : node.pairs.map(({ value }) => value), at);
  }
  return undefined;
}
