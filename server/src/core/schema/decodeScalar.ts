import type { Fix } from '../findings/finding';
import type { ScalarNode } from '../syntax/yaml/nodes';
import { type Resolved, resolveScalar, tagName } from '../syntax/yaml/resolve';
import type { Decoding } from './decoding';
import { replaceFix, structural } from './report';
import type { ScalarShape } from './shape';
import type { ScalarValue } from './value';

const WANTED: Readonly<Record<ScalarShape['type'], string>> = {
  string: 'text',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  'duration-or-integer': 'a duration',
};

/** Decodes a scalar that is not null as yaml.v2's `scalar` does (spec rules 6 to 8). */
export function decodeScalar(node: ScalarNode, shape: ScalarShape, context: Decoding): ScalarValue | undefined {
  const resolved = resolveScalar(node);
  if (resolved.type === 'mismatch') {
    const message = `the tag \`${resolved.tag}\` does not fit this value. Remove the tag.`;
    context.report(structural('wrong-type', node, message));
    return undefined;
  }
  const value = convert(node, resolved, shape);
  if (value !== undefined) return { kind: 'scalar', node, shape, value };
  const got = describe(node, resolved, shape);
  const advice = adviceFor(node, resolved, shape);
  context.report(
    structural(
      'wrong-type',
      node,
      `${WANTED[shape.type]} is expected here, not ${got}.${advice}`,
      fixesFor(node, shape),
    ),
  );
  return undefined;
}

function convert(node: ScalarNode, resolved: Resolved, shape: ScalarShape): string | number | boolean | undefined {
  switch (shape.type) {
    case 'string':
      return node.value;
    case 'duration-or-integer':
      // A bare number is nanoseconds to Go, a float is truncated; only text is parsed as a duration.
      return resolved.type === 'int' || resolved.type === 'float' ? toInteger(resolved, false) : node.value;
    case 'boolean':
      return resolved.type === 'bool' ? resolved.value : undefined;
    case 'number':
      if (resolved.type === 'float') return resolved.value;
      return resolved.type === 'int' ? Number(resolved.value) : undefined;
    case 'integer':
      return toInteger(resolved, shape.unsigned);
  }
}

/** Go truncates a float into an integer field; what does not fit into 64 bits is refused. */
function toInteger(resolved: Resolved, unsigned: boolean): number | undefined {
  if (resolved.type === 'int') {
    const fits = unsigned ? resolved.value >= 0n : resolved.value < 2n ** 63n;
    return fits ? Number(resolved.value) : undefined;
  }
  if (resolved.type !== 'float' || Number.isNaN(resolved.value)) return undefined;
  return Math.abs(resolved.value) <= 2 ** 63 ? Math.trunc(resolved.value) : undefined;
}

function describe(node: ScalarNode, resolved: Resolved, shape: ScalarShape): string {
  if (shape.secret) return 'this';
  const text = node.value.length > 40 ? `${node.value.slice(0, 39)}…` : node.value;
  const quoted = node.style === 'plain' ? '' : 'the quoted text ';
  const kind = resolved.type === 'string' ? '' : ` (${tagName(resolved)})`;
  return `${quoted}\`${text.replaceAll('\n', ' ')}\`${kind}`;
}

function adviceFor(node: ScalarNode, resolved: Resolved, shape: ScalarShape): string {
  if (node.style !== 'plain' && convert(node, resolveScalar({ ...node, style: 'plain' }), shape) !== undefined) {
    return ' Remove the quotes.';
  }
  if (shape.unsigned && resolved.type === 'int' && resolved.value < 0n) return ' It cannot be negative.';
  return '';
}

/** Removing the quotes, where the text without them is of the type. */
function fixesFor(node: ScalarNode, shape: ScalarShape): Fix[] {
  if (node.style !== 'single' && node.style !== 'double') return [];
  const plain = node.value.trim();
  if (convert(node, resolveScalar({ ...node, value: plain, style: 'plain' }), shape) === undefined) return [];
  return [replaceFix('Remove the quotes', node, plain)];
}
