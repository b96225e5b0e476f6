import { type AliasNode, resolveAlias, type YamlNode } from '../syntax/yaml/nodes';
import { resolveScalar } from '../syntax/yaml/resolve';
import type { Json } from './shape';
import type { Value } from './value';

/**
 * `value` as JSON for the compiled schema. Nulls are left out, since Go takes them for an absent key, and so is what
 * could not be decoded; items of a list keep their index.
 */
export function toPlain(value: Value): Json | undefined {
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'scalar':
      return value.shape.caseInsensitive && typeof value.value === 'string'
        ? canonical(value.value, value.shape.enum)
        : value.value;
    case 'list':
      return value.items.map((item) => (item === undefined ? null : (toPlain(item) ?? null)));
    case 'any':
      return plainNode(value.node);
    default: {
      const plain: Record<string, Json> = {};
      for (const [key, entry] of value.entries) {
        const inner = entry.value === undefined ? undefined : (toPlain(entry.value) ?? zero(value, entry.value));
        if (inner !== undefined) plain[key] = inner;
      }
      return plain;
    }
  }
}

/** A null in a map of texts is the empty text to Go, so that its key counts. */
function zero(map: Value, value: Value): Json | undefined {
  const isText = value.kind === 'null' && value.shape.kind === 'scalar' && value.shape.type === 'string';
  return map.kind === 'map' && isText ? '' : undefined;
}

/** `text` in the spelling of the enum's member that differs from it only in case. */
function canonical(text: string, members: readonly string[]): string {
  return members.find((member) => member.toLowerCase() === text.toLowerCase()) ?? text;
}

/** An untyped value; only its presence matters to the schemas, so containers stay empty. */
function plainNode(node: YamlNode): Json {
  const target: Exclude<YamlNode, AliasNode> | undefined = resolveAlias(node);
  if (target?.type === 'mapping') return {};
  if (target?.type === 'sequence') return [];
  return target !== undefined && resolveScalar(target).type === 'null' ? null : (target?.value ?? null);
}
