import type { Span } from '../../text/span';
import type { LinePlace, ScalarStyle } from './tokens';

/** What every node has: where it stands, and its anchor and tag where it has them. */
interface NodeBase extends Span {
  readonly anchor?: string;
  readonly tag?: string;
}

/** A scalar; `value` is its text with quotes, escapes and folding resolved. An absent value is an empty plain one. */
export interface ScalarNode extends NodeBase {
  readonly type: 'scalar';
  readonly style: ScalarStyle;
  readonly value: string;
  /** Of a block scalar: where its lines stand. */
  readonly lines?: readonly LinePlace[];
}

/** A key with its value. */
export interface Pair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** A mapping in block style or, with `flow`, in braces. */
export interface MappingNode extends NodeBase {
  readonly type: 'mapping';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
  /** How far the keys of a block mapping are indented, where one more can be written in the same way. */
  readonly column?: number;
}

/** A list in block style or, with `flow`, in brackets. */
export interface SequenceNode extends NodeBase {
  readonly type: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

/** `*name`; `target` is what it stands for, absent where no such anchor stands before it. */
export interface AliasNode extends NodeBase {
  readonly type: 'alias';
  readonly name: string;
  readonly target?: YamlNode;
}

/** A node of a YAML document; spans are offsets into the text that was parsed. */
export type YamlNode = ScalarNode | MappingNode | SequenceNode | AliasNode;

/** A scalar where the text has none, such as the value of `key:`. */
export function emptyScalar(at: number): ScalarNode {
  return { type: 'scalar', style: 'plain', value: '', start: at, end: at };
}

/** Whether `node` is an absent value: `key:` with nothing behind it. */
export function isAbsent(node: YamlNode): boolean {
  return node.type === 'scalar' && node.start === node.end && node.style === 'plain' && node.tag === undefined;
}

/** `node` with aliases followed; undefined for an alias without an anchor. */
export function resolveAlias(node: YamlNode): Exclude<YamlNode, AliasNode> | undefined {
  let current: YamlNode | undefined = node;
  while (current?.type === 'alias') current = current.target;
  return current;
}

/** The value of the first pair of `node` whose key is the scalar `key`. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return pairOf(node, key)?.value;
}

/** The first pair of `node` whose key is the scalar `key`; undefined where `node` is no mapping or has none. */
export function pairOf(node: YamlNode | undefined, key: string): Pair | undefined {
  const mapping = node === undefined ? undefined : resolveAlias(node);
  if (mapping?.type !== 'mapping') return undefined;
  return mapping.pairs.find((pair) => pair.key.type === 'scalar' && pair.key.value === key);
}
