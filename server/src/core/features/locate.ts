import { sectionOf } from '../kinds/units';
import { isMerge } from '../schema/merge';
import type { Field, Shape } from '../schema/shape';
import { type MappingNode, type Pair, resolveAlias, type YamlNode } from '../syntax/yaml/nodes';
import { indexAt, type PartedDocument, type PlacedPart } from '../syntax/yaml/parts';
import { type Span, touches } from '../text/span';

/**
 * What stands at a place of a document: a key of a mapping, or a value, with the shape that the schema gives it.
 * Spans are offsets into the part.
 */
export type Located =
  | {
      readonly kind: 'key';
      readonly pair: Pair;
      readonly mapping: MappingNode;
      /** The shape of the mapping; undefined where the schema does not know it. */
      readonly shape?: Shape;
      readonly field?: Field;
    }
  | { readonly kind: 'value'; readonly node: YamlNode; readonly shape?: Shape; readonly field?: Field };

/** The part of `document` at `offset`, with the top-level key that it lies under. */
export function partAt(document: PartedDocument, offset: number): { placed: PlacedPart; section: string } | undefined {
  const index = indexAt(document.parts, offset);
  const placed = document.parts[index];
  return placed === undefined ? undefined : { placed, section: sectionAbove(document, index) };
}

/** The top-level key above the part at `index`, itself included. */
function sectionAbove(document: PartedDocument, index: number): string {
  for (let at = index; at >= 0; at--) {
    const part = document.parts[at]?.part;
    if (part?.kind === 'section') return sectionOf(part);
  }
  return '';
}

/** What stands at `offset` (an offset into the part) below `root`, whose shape is `shape`; the deepest thing wins. */
export function locate(root: YamlNode | undefined, shape: Shape | undefined, offset: number): Located | undefined {
  return root === undefined ? undefined : locateIn(root, shape, undefined, offset);
}

function locateIn(
  node: YamlNode,
  shape: Shape | undefined,
  field: Field | undefined,
  offset: number,
): Located | undefined {
  const value: Located = { kind: 'value', node, ...(shape && { shape }), ...(field && { field }) };
  if (node.type === 'mapping')
    return locateInMapping(node, shape, offset) ?? (touches(node, offset) ? value : undefined);
  if (node.type === 'sequence') {
    const inner = shape?.kind === 'list' ? shape.item : undefined;
    for (const item of node.items) {
      const found = reaches(item, offset) ? locateIn(item, inner, field, offset) : undefined;
      if (found !== undefined) return found;
    }
  }
  return reaches(node, offset) ? value : undefined;
}

function locateInMapping(mapping: MappingNode, shape: Shape | undefined, offset: number): Located | undefined {
  for (const pair of mapping.pairs) {
    const key = pair.key.type === 'scalar' ? pair.key.value : '';
    const field = fieldsOf(shape)?.get(key);
    if (touches(pair.key, offset)) {
      return { kind: 'key', pair, mapping, ...(shape && { shape }), ...(field && { field }) };
    }
    const inner = isMerge(pair) ? shape : shape?.kind === 'map' ? shape.value : field?.shape;
    const found = reaches(pair.value, offset) ? locateIn(pair.value, inner, field, offset) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function fieldsOf(shape: Shape | undefined): ReadonlyMap<string, Field> | undefined {
  return shape?.kind === 'struct' ? shape.fields : shape?.kind === 'map' ? shape.known : undefined;
}

function reaches(span: Span, offset: number): boolean {
  return touches(span, offset);
}

/** The keys that `mapping` has, merged ones included. */
export function keysOf(mapping: MappingNode): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const pair of mapping.pairs) {
    const merged = isMerge(pair) ? resolveAlias(pair.value) : undefined;
    if (merged?.type === 'mapping') for (const key of keysOf(merged)) keys.add(key);
    else if (pair.key.type === 'scalar') keys.add(pair.key.value);
  }
  return keys;
}
