import type { Finding } from '../findings/finding';
import { templateFinding } from '../findings/template';
import type { Said } from '../model/nouns';
import {
  type AliasNode,
  isAbsent,
  type MappingNode,
  type Pair,
  resolveAlias,
  type ScalarNode,
  type YamlNode,
} from '../syntax/yaml/nodes';
import { parseYaml } from '../syntax/yaml/parser';
import { resolveScalar } from '../syntax/yaml/resolve';
import type { Span } from '../text/span';

/** A node with its aliases followed. */
export type PlainNode = Exclude<YamlNode, AliasNode>;

/** A key with its value, aliases followed. */
export interface Entry {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly value: PlainNode;
}

/** A text read as YAML by someone who only wants to understand it: what is wrong with it is nobody's business here. */
export interface YamlReading {
  /** The roots of its documents; none where it is a template or an alias bomb. */
  readonly roots: readonly PlainNode[];
  /** The one information that a template gets. */
  readonly findings: readonly Finding[];
  /** Whether a syntax error may have put something in the wrong place, so that nothing can be called missing. */
  readonly isBroken: boolean;
}

/** How many nodes a text may have with all aliases written out; Go's readers refuse it long before. */
const MOST_NODES = 1_000_000;
/** How many mappings the `<<` of one mapping may bring in. */
const MOST_MERGED = 100;

/** Reads `text`. Total: never throws, and walking over the roots is bounded work. */
export function readYaml(text: string): YamlReading {
  const { documents, problems } = parseYaml(text);
  const template = problems.find(({ code }) => code === 'template');
  if (template !== undefined) {
    return { roots: [], findings: [templateFinding(template)], isBroken: false };
  }
  const sizes = new Map<YamlNode, number>();
  const roots = documents.flatMap(({ root }) => (root === undefined ? [] : [root]));
  const size = roots.reduce((sum, root) => sum + sizeOf(root, sizes), 0);
  if (size > MOST_NODES) return { roots: [], findings: [], isBroken: false };
  const isBroken = problems.some(({ misleading }) => misleading);
  return { roots: roots.flatMap((root) => resolveAlias(root) ?? []), findings: [], isBroken };
}

/** The number of nodes in `node` with aliases written out; an anchor stands before its aliases, so it is known there. */
function sizeOf(node: YamlNode, sizes: Map<YamlNode, number>): number {
  if (node.type === 'scalar') return 1;
  if (node.type === 'alias') return node.target === undefined ? 1 : (sizes.get(node.target) ?? 1);
  const inner = node.type === 'sequence' ? node.items : node.pairs.flatMap(({ key, value }) => [key, value]);
  const size = inner.reduce((sum, child) => sum + sizeOf(child, sizes), 1);
  if (node.anchor !== undefined) sizes.set(node, size);
  return size;
}

/**
 * The keys of a mapping with their values, those that `<<` brings in behind its own; none for anything else. Its own
 * keys win, the last of two; of two merged ones the first.
 */
export function entriesOf(node: YamlNode | undefined): readonly Entry[] {
  const entries = new Map<string, Entry>();
  collectEntries(node, entries, { merged: 0 });
  return [...entries.values()];
}

function collectEntries(node: YamlNode | undefined, entries: Map<string, Entry>, budget: { merged: number }): void {
  const mapping = node === undefined ? undefined : resolveAlias(node);
  if (mapping?.type !== 'mapping') return;
  const outer = new Set(entries.keys());
  for (const entry of mapping.pairs.map(entryOf)) {
    if (entry !== undefined && !isMerge(entry) && !outer.has(entry.key)) entries.set(entry.key, entry);
  }
  for (const merged of mergesOf(mapping)) {
    budget.merged++;
    if (budget.merged <= MOST_MERGED) collectEntries(merged, entries, budget);
  }
}

/** The key at the end of `path` with its value; undefined where there is none. See `entriesOf`. */
export function entryAt(node: YamlNode | undefined, ...path: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  let current = node;
  for (const step of path) {
    entry = findEntry(current, step, { merged: 0 });
    if (entry === undefined) return undefined;
    current = entry.value;
  }
  return entry;
}

function findEntry(node: YamlNode | undefined, key: string, budget: { merged: number }): Entry | undefined {
  const mapping = node === undefined ? undefined : resolveAlias(node);
  if (mapping?.type !== 'mapping') return undefined;
  const own = mapping.pairs.map(entryOf).findLast((entry) => entry?.key === key && !isMerge(entry));
  if (own !== undefined) return own;
  for (const merged of mergesOf(mapping)) {
    budget.merged++;
    const found = budget.merged <= MOST_MERGED ? findEntry(merged, key, budget) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function entryOf({ key, value }: Pair): Entry | undefined {
  const keyNode = resolveAlias(key);
  const target = resolveAlias(value);
  return keyNode?.type === 'scalar' && target !== undefined
    ? { key: keyNode.value, keyNode, value: target }
    : undefined;
}

function isMerge({ key, keyNode }: Entry): boolean {
  return key === '<<' && keyNode.style === 'plain';
}

function mergesOf({ pairs }: MappingNode): readonly YamlNode[] {
  const merges = pairs.map(entryOf).filter((entry) => entry !== undefined && isMerge(entry));
  return merges.flatMap((entry) => (entry?.value.type === 'sequence' ? entry.value.items : (entry?.value ?? [])));
}

/** The value at the end of `path`; undefined where there is none. */
export function nodeAt(node: YamlNode | undefined, ...path: readonly string[]): PlainNode | undefined {
  return entryAt(node, ...path)?.value;
}

/** The items of a list, aliases followed; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly PlainNode[] {
  const list = node === undefined ? undefined : resolveAlias(node);
  return list?.type === 'sequence' ? list.items.flatMap((item) => resolveAlias(item) ?? []) : [];
}

/** The items of a list, or the one scalar that many keys take instead of a list. */
export function itemsOrOne(node: YamlNode | undefined): readonly PlainNode[] {
  const value = node === undefined ? undefined : resolveAlias(node);
  return value?.type === 'scalar' && !isNull(value) ? [value] : itemsOf(value);
}

/** Whether nothing stands there, or a null. */
export function isNull(node: YamlNode | undefined): boolean {
  const value = node === undefined ? undefined : resolveAlias(node);
  if (value === undefined) return true;
  return value.type === 'scalar' && (isAbsent(value) || resolveScalar(value).type === 'null');
}

/** The text of a scalar as written; undefined for anything else and for a null. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const value = node === undefined ? undefined : resolveAlias(node);
  return value?.type === 'scalar' && !isNull(value) ? value.value : undefined;
}

/** The text at the end of `path`. */
export function textAtPath(node: YamlNode | undefined, ...path: readonly string[]): string | undefined {
  return textOf(nodeAt(node, ...path));
}

/** The boolean that `node` says; unknown where it is none, undefined where nothing stands there. */
export function saidBoolean(node: YamlNode | undefined): Said<boolean> | undefined {
  const value = node === undefined ? undefined : resolveAlias(node);
  if (value?.type !== 'scalar' || isNull(value)) return undefined;
  const resolved = resolveScalar({ ...value, style: 'plain' });
  return { value: resolved.type === 'bool' ? resolved.value : undefined, start: value.start, end: value.end };
}

/** The span of `entry` from its key to the end of its value, also where the value is an alias's. */
export function blockOf({ keyNode, value }: Entry): Span {
  return { start: keyNode.start, end: value.start >= keyNode.start ? Math.max(keyNode.end, value.end) : keyNode.end };
}
