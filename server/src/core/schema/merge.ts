import { isAbsent, type MappingNode, type Pair, resolveAlias } from '../syntax/yaml/nodes';
import type { Decoding } from './decoding';
import { countNode } from './repetition';
import { spanOf, structural } from './report';

/** `<<` as yaml.v2 knows it: plain, not quoted. */
export function isMerge(pair: Pair): boolean {
  return pair.key.type === 'scalar' && pair.key.value === '<<' && pair.key.style === 'plain';
}

/** The pairs of a mapping in the order in which they are read: yaml.v3 merges first, so that own keys win. */
export function pairsInOrder({ pairs }: MappingNode, { reading }: Decoding): readonly Pair[] {
  if (reading !== 'yaml3' || !pairs.some(isMerge)) return pairs;
  return [...pairs.filter(isMerge), ...pairs.filter((pair) => !isMerge(pair))];
}

/** The mappings that a `<<` brings in, in the order in which they are read; what cannot be merged is reported. */
export function mergedMappings(pair: Pair, context: Decoding): readonly MappingNode[] {
  const value = resolveAlias(pair.value);
  if (value === undefined) return [];
  if (countNode(context.repetition)) return [];
  if (value.type === 'mapping') return [value];
  // Only a list that is written out may stand here, not an alias of one; its earlier items win, so they are read last.
  const items = pair.value.type === 'sequence' ? [...pair.value.items].reverse().map(resolveAlias) : undefined;
  if (items?.every((item) => item?.type === 'mapping')) return items.filter((item) => item?.type === 'mapping');
  const message = '`<<` merges a mapping or a list of mappings, usually an alias such as `*defaults`.';
  context.report(structural('wrong-type', spanOf(isAbsent(pair.value) ? pair.key : pair.value), message));
  return [];
}
