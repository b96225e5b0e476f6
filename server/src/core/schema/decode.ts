import { type AliasNode, type MappingNode, resolveAlias, type YamlNode } from '../syntax/yaml/nodes';
import { resolveScalar } from '../syntax/yaml/resolve';
import { decodeScalar } from './decodeScalar';
import type { Decoding } from './decoding';
import { decodeJsonScalar } from './jsonScalar';
import { checkVersion } from './keyVersions';
import { isMerge, mergedMappings, pairsInOrder } from './merge';
import { countNode } from './repetition';
import { spanOf, structural } from './report';
import type { ListShape, MapShape, Shape, StructShape } from './shape';
import { reportUnknownKey } from './unknownKey';
import type { Entry, Value } from './value';
import { wrongType } from './wrongType';

/**
 * Decodes `node` into `shape` with the meaning of Go's yaml.v2 in strict mode (spec section 2): unknown and duplicate
 * keys, wrong types and keys of other versions are reported; what could not be decoded is undefined.
 */
export function decode(node: YamlNode, shape: Shape, context: Decoding): Value | undefined {
  const { repetition } = context;
  const wasExceeded = repetition.exceeded;
  if (countNode(repetition)) {
    if (!wasExceeded) reportRepetition(node, context);
    return undefined;
  }
  if (node.type !== 'alias') return decodeTarget(node, shape, context);
  const target = resolveAlias(node);
  if (target === undefined) return undefined;
  repetition.depth++;
  const value = decodeTarget(target, shape, context);
  repetition.depth--;
  return value;
}

function reportRepetition(node: YamlNode, context: Decoding): void {
  const text = `most of what is read from here on are repetitions made by aliases, and ${context.program} refuses that. Write less with aliases. ${context.program} says: document contains excessive aliasing.`;
  context.report(structural('too-many-aliases', spanOf(node), text));
}

function decodeTarget(target: Exclude<YamlNode, AliasNode>, shape: Shape, context: Decoding): Value | undefined {
  if (shape.kind === 'any') return { kind: 'any', node: target, shape };
  if (target.type === 'scalar') {
    const isNull = resolveScalar(target).type === 'null';
    if (isNull) return { kind: 'null', node: target, shape };
    if (shape.kind === 'scalar') {
      return context.reading === 'json'
        ? decodeJsonScalar(target, shape, context)
        : decodeScalar(target, shape, context);
    }
    return wrongType(target, shape, context);
  }
  if (target.type === 'sequence') {
    if (shape.kind !== 'list') return wrongType(target, shape, context);
    return { kind: 'list', node: target, shape, items: target.items.map((item) => decodeItem(item, shape, context)) };
  }
  if (shape.kind === 'struct') return decodeStruct(target, shape, context);
  if (shape.kind === 'map') return decodeMap(target, shape, context);
  return wrongType(target, shape, context);
}

/** In JSON, the null of a list stays one, and nothing takes it. */
function decodeItem(item: YamlNode, shape: ListShape, context: Decoding): Value | undefined {
  const value = decode(item, shape.item, context);
  if (context.reading !== 'json' || value?.kind !== 'null') return value;
  const message = `an item of this list has no value, and ${context.program} refuses that. Give it one, or remove it.`;
  context.report(structural('wrong-type', spanOf(item), message));
  return undefined;
}

interface Collected {
  readonly entries: Map<string, Entry>;
  readonly meant: Set<string>;
}

function decodeStruct(node: MappingNode, shape: StructShape, context: Decoding): Value {
  const collected: Collected = { entries: new Map(), meant: new Set() };
  collectStruct(node, shape, { ...context, around: [...context.around, shape] }, collected);
  return { kind: 'struct', node, shape, ...collected };
}

/** Merged mappings are read where they stand, so for yaml.v2 a later `<<` overwrites an earlier key (spec rule 5). */
function collectStruct(node: MappingNode, shape: StructShape, context: Decoding, into: Collected): void {
  const seen = new Map<string, YamlNode>();
  // A Go map with an allow-list of keys: a merged key counts like one that is written there (spec rule 4).
  const isMap = shape.schema['x-map'] === true;
  for (const pair of pairsInOrder(node, context)) {
    if (isMerge(pair)) {
      const mappings = mergedMappings(pair, context);
      if (!isMap) reportOverwritten(pair.key, mappings, seen, shape, context);
      context.repetition.depth++;
      for (const merged of mappings) collectStruct(merged, shape, context, into);
      context.repetition.depth--;
      continue;
    }
    const key = structKey(pair.key, context);
    if (key === undefined) continue;
    const field = shape.fields.get(key);
    if (field === undefined) {
      const meant = reportUnknownKey(pair, key, shape, context);
      if (meant !== undefined) into.meant.add(meant);
      continue;
    }
    const first = isMap ? into.entries.get(key)?.keyNode : seen.get(key);
    if (first !== undefined) reportDuplicate(key, pair.key, first, context);
    seen.set(key, pair.key);
    if (context.reading !== 'json') checkVersion(field, pair.key, shape, into.meant, context);
    const value = decode(pair.value, field.shape, context);
    into.entries.set(key, { key, keyNode: pair.key, field, ...(value !== undefined && { value }) });
  }
}

/** A `<<` behind a key of the mapping wins over it in yaml.v2, which is the opposite of YAML's own rule (spec rule 5). */
function reportOverwritten(
  at: YamlNode,
  mappings: readonly MappingNode[],
  seen: ReadonlyMap<string, YamlNode>,
  shape: StructShape,
  context: Decoding,
): void {
  for (const { key } of mappings.flatMap(({ pairs }) => pairs)) {
    const before = key.type === 'scalar' ? seen.get(key.value) : undefined;
    if (key.type !== 'scalar' || before === undefined || !shape.fields.has(key.value)) continue;
    const message = `this merge overwrites \`${key.value}\`, which stands above it. Move \`<<\` above the keys that are to win.`;
    const related = [{ start: before.start, end: before.end, message: `This \`${key.value}\` has no effect` }];
    context.report({ ...structural('merge-overwrites-key', at, message, [], related), severity: 'warning' });
  }
}

function structKey(node: YamlNode, context: Decoding): string | undefined {
  const key = resolveAlias(node);
  if (key?.type === 'scalar') return key.value;
  if (key !== undefined)
    context.report(structural('wrong-type', spanOf(node), 'a key is a single name, not a list or a mapping.'));
  return undefined;
}

function decodeMap(node: MappingNode, shape: MapShape, context: Decoding): Value {
  const entries = new Map<string, Entry>();
  collectMap(node, shape, context, entries);
  return { kind: 'map', node, shape, entries };
}

/** In a map, a merged key cannot be set again, whichever stands first (spec rule 4). */
function collectMap(
  node: MappingNode,
  shape: MapShape,
  context: Decoding,
  into: Map<string, Entry>,
  merge?: YamlNode,
): void {
  // For yaml.v3, only the keys that are written in one mapping exclude each other.
  const seen = context.reading === 'yaml3' ? new Map<string, Entry>() : into;
  for (const pair of pairsInOrder(node, context)) {
    if (isMerge(pair)) {
      const mappings = mergedMappings(pair, context);
      context.repetition.depth++;
      for (const merged of mappings) collectMap(merged, shape, context, into, merge ?? pair.key);
      context.repetition.depth--;
      continue;
    }
    const key = structKey(pair.key, context);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first !== undefined) reportDuplicate(key, merge ?? pair.key, first.keyNode, context);
    const value = decode(pair.value, shape.value, context);
    const entry: Entry = { key, keyNode: pair.key, ...(value !== undefined && { value }) };
    into.set(key, entry);
    seen.set(key, entry);
  }
}

function reportDuplicate(key: string, again: YamlNode, first: YamlNode, context: Decoding): void {
  const message = `\`${key}\` is given twice in the same mapping, and ${context.program} refuses that. Remove one of the two.`;
  const related = [{ start: first.start, end: first.end, message: `\`${key}\` stands here first` }];
  context.report(structural('duplicate-key', again, message, [], related));
}
