import type { Argument } from '../../../model/flags';
import type { Said } from '../../../model/nouns';
import { said } from '../../../model/secretForm';
import { type Pair, resolveAlias, type ScalarNode, valueAt, type YamlNode } from '../../../syntax/yaml/nodes';
import type { Span } from '../../../text/span';
import { scalarOf } from '../object';

/** The pairs of a mapping; none where `node` is something else. */
export function pairsOf(node: YamlNode | undefined): readonly Pair[] {
  const mapping = node === undefined ? undefined : resolveAlias(node);
  return mapping?.type === 'mapping' ? mapping.pairs : [];
}

/** The items of a list; none where `node` is something else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const list = node === undefined ? undefined : resolveAlias(node);
  return list?.type === 'sequence' ? list.items : [];
}

/** What stands below `node` under one key after the other. */
export function nodeAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  return keys.reduce<YamlNode | undefined>((inner, key) => valueAt(inner, key), node);
}

/** What `node` says as text; absent where it is no scalar, or null. Kubernetes fills in `$(NAME)`. */
export function saidAt(node: YamlNode | undefined): Said<string> | undefined {
  const scalar = scalarOf(node);
  return scalar === undefined ? undefined : saidByKubernetes(scalar.value, scalar);
}

/** `text` at `at` as something that an object says: unknown where variables or templates stand in it. */
export function saidByKubernetes(text: string, at: Span): Said<string> {
  if (/\$\([\w.-]+\)/.test(text)) return { value: undefined, start: at.start, end: at.end };
  return said(text, at);
}

/** The text of a scalar where it stands there as it is; without its quotes where it has them. */
export function argumentOf({ value, style, start, end }: ScalarNode): Argument {
  const isQuoted = (style === 'single' || style === 'double') && end - start === value.length + 2;
  return isQuoted ? { text: value, start: start + 1, end: end - 1 } : { text: value, start, end };
}

/** A node is a span with much besides. */
export function bare({ start, end }: Span): Span {
  return { start, end };
}
