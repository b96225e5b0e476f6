import type { Fix } from '../findings/finding';
import type { ScalarNode } from '../syntax/yaml/nodes';
import { type Resolved, resolveScalar, tagName } from '../syntax/yaml/resolve';
import type { Decoding } from './decoding';
import { formatProblem } from './formats';
import { replaceFix, structural } from './report';
import type { ScalarShape, SchemaNode } from './shape';
import type { ScalarValue } from './value';

/** The type that JSON Schema gives a value, as the API server names it. */
type JsonType = 'string' | 'integer' | 'number' | 'boolean';

const WANTED: Readonly<Record<ScalarShape['type'], string>> = {
  string: 'text',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  'duration-or-integer': 'a whole number or text',
};
/** What the API server calls the types of a field. */
const TYPES: Readonly<Record<ScalarShape['type'], string>> = {
  string: 'string',
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  'duration-or-integer': 'integer,string',
};

/** The longest text that is matched with a pattern: some of the patterns take a time that is the square of it. */
const MAX_PATTERN_TEXT = 4096;

/**
 * `${NAME}`, `$(NAME)` and `$NAME`, which Flux, kustomize and envsubst fill in (a group of an expression is no name),
 * `{{ … }}`, which Helm does, and `<NAME>`, which the reader does.
 */
const VARIABLE = /\{\{|\$\{[A-Za-z_]|\$\([A-Za-z_]|^\$[A-Z_][A-Z0-9_]*$|^<[^<>]*>$/;

/**
 * Decodes a scalar that is not null as the API server of Kubernetes does: sigs.k8s.io/yaml makes JSON of it with the
 * types of YAML 1.1, and a text field takes nothing but text. What a variable will be, nobody knows: undefined.
 */
export function decodeJsonScalar(node: ScalarNode, shape: ScalarShape, context: Decoding): ScalarValue | undefined {
  const resolved = resolveScalar(node);
  if (resolved.type === 'mismatch') {
    const message = `the tag \`${resolved.tag}\` does not fit this value. Remove the tag.`;
    context.report(structural('wrong-type', node, message));
    return undefined;
  }
  const isText = jsonType(resolved) === 'string';
  if (isText && VARIABLE.test(node.value)) return undefined;
  if (isText && shape.schema.pattern !== undefined && node.value.length > MAX_PATTERN_TEXT) {
    context.report(structural('invalid-value', node, 'this value is far too long.'));
    return undefined;
  }
  const value = convert(node, resolved, shape);
  if (value !== undefined) return { kind: 'scalar', node, shape, value };
  context.report(mismatch(node, resolved, shape, context));
  return undefined;
}

/** A float without a fraction is an integer once it is JSON. */
function jsonType(resolved: Resolved): JsonType {
  switch (resolved.type) {
    case 'bool':
      return 'boolean';
    case 'int':
      return 'integer';
    case 'float':
      return Number.isInteger(resolved.value) ? 'integer' : 'number';
    default:
      return 'string';
  }
}

function convert(node: ScalarNode, resolved: Resolved, shape: ScalarShape): string | number | boolean | undefined {
  const type = jsonType(resolved);
  if (!TYPES[shape.type].split(',').includes(type) && !(shape.type === 'number' && type === 'integer'))
    return undefined;
  if (resolved.type === 'bool') return resolved.value;
  if (resolved.type !== 'int' && resolved.type !== 'float') return node.value;
  return shape.type === 'integer' && !fitsInt64(resolved.value) ? undefined : Number(resolved.value);
}

/** What does not fit becomes a float, which no field of whole numbers takes. */
function fitsInt64(value: bigint | number): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

function mismatch(node: ScalarNode, resolved: Resolved, shape: ScalarShape, { program }: Decoding) {
  const text = node.value.length > 40 ? `${node.value.slice(0, 39)}…` : node.value;
  const shown = shape.secret ? 'this' : `\`${text.replaceAll('\n', ' ')}\``;
  const type = jsonType(resolved);
  const words = `${program} says: Invalid value: "${type}": must be of type ${TYPES[shape.type]}: "${type}".`;
  const got = type === 'string' ? `the text ${shown}` : `${shown} (${tagName(resolved)})`;
  const fixes = fixesFor(node, type, shape);
  const advice = fixes[0] === undefined ? '' : ` ${fixes[0].title}.`;
  return structural('wrong-type', node, `${WANTED[shape.type]} is expected here, not ${got}.${advice} ${words}`, fixes);
}

/** Quotes around what is to be text, and none around what is not. */
function fixesFor(node: ScalarNode, type: JsonType, shape: ScalarShape): Fix[] {
  if (node.tag !== undefined) return [];
  if (type !== 'string') {
    return shape.type === 'string' || shape.type === 'duration-or-integer' ? textFix(node, shape.schema) : [];
  }
  if (node.style !== 'single' && node.style !== 'double') return [];
  const plain: ScalarNode = { ...node, value: node.value.trim(), style: 'plain' };
  const isFit = convert(plain, resolveScalar(plain), shape) !== undefined;
  return isFit ? [replaceFix('Remove the quotes', node, plain.value)] : [];
}

/** The text that was meant: the value in quotes, or with the unit that it lacks. */
function textFix(node: ScalarNode, { pattern, 'x-format': format }: SchemaNode): Fix[] {
  const meant = typeof format === 'string' ? formatProblem(format, node.value)?.meant : undefined;
  if (meant !== undefined) return [replaceFix(`Write \`${meant}\``, node, meant)];
  const fits = typeof pattern !== 'string' || new RegExp(pattern, 'u').test(node.value.slice(0, MAX_PATTERN_TEXT));
  return fits ? [replaceFix('Put it into quotes', node, JSON.stringify(node.value))] : [];
}
