import type { Finding } from '../findings/finding';
import { currentValues, endOfValue, removedValue } from './enumValues';
import { formatProblem } from './formats';
import { toPlain } from './plain';
import { replaceFix, spanOf, structural } from './report';
import type { Json, ScalarShape, SchemaNode } from './shape';
import { nearest } from './suggest';
import { type NullValue, type StructValue, textAt, type Value } from './value';
import type { ValueContext } from './valueContext';

/** An error as compiled schema code reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A compiled schema: true, or false with its errors in `errors`. */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/**
 * Reports every value below `value` that its schema does not allow, one finding each: at the value, or at the mapping
 * that lacks a key.
 */
export function validateValue(value: Value, validator: Validator, context: ValueContext): void {
  const plain = toPlain(value);
  if (plain === undefined || validator(plain)) return;
  const errors = validator.errors ?? [];
  const empty = new Set(
    errors.filter(({ keyword }) => keyword === 'minLength').map(({ instancePath }) => instancePath),
  );
  for (const error of errors) {
    // That a value is empty says it all: it is no member of its enum either, and does not match its pattern.
    if (error.keyword === 'minLength' || !empty.has(error.instancePath)) report(value, error, context);
  }
}

function report(root: Value, error: SchemaError, context: ValueContext): void {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const value = follow(root, path);
  if (value === undefined) return;
  if (error.keyword === 'required') {
    if (value.kind === 'struct' && !context.incomplete)
      reportMissing(value, String(error.params.missingProperty), context);
  } else if (error.keyword === 'propertyNames') reportKeyName(value, String(error.params.propertyName), context);
  else if (value.kind === 'scalar')
    reportScalar(value.node, value.value, value.shape, error, own(root, path, error), context);
  else if (isRefusedNull(value) && error.keyword === 'enum') {
    reportScalar(value.node, '', value.shape, error, own(root, path, error), context);
  } else if (error.keyword === 'minItems') {
    const program = own(root, path, error);
    context.report(
      structural('invalid-value', spanOf(value.node), `this list must not be empty.${saying(program, context)}`),
    );
  }
}

/** A null item of a list: Go takes it for the empty text, which most types do not even look at. */
function isRefusedNull(value: Value): value is NullValue & { readonly shape: ScalarShape } {
  return value.kind === 'null' && value.shape.kind === 'scalar' && value.shape.schema['x-null'] === 'refused';
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function follow(root: Value, path: readonly string[]): Value | undefined {
  let value: Value | undefined = root;
  for (const step of path) {
    if (value?.kind === 'list') value = value.items[Number(step)];
    else if (value?.kind === 'struct' || value?.kind === 'map') value = value.entries.get(step)?.value;
    else return undefined;
  }
  return value;
}

/** The program's own text for `error`, which the nearest definition may give under `x-errors`. */
function own(root: Value, path: readonly string[], error: SchemaError): string | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const holder = follow(root, path.slice(0, length));
    if (holder?.kind !== 'struct') continue;
    const template = programText(holder.shape.schema, `${error.keyword}:${path[length]}`);
    if (template === undefined) return undefined;
    const refused = follow(root, path);
    const secret = refused?.shape.kind === 'scalar' && refused.shape.secret;
    return filled(template, refused?.kind === 'scalar' ? String(refused.value) : '', secret, holder);
  }
  return undefined;
}

/**
 * `template` with Go's verb replaced by `value`, and `%{key}` by the quoted text under `key` of `holder`. A secret is
 * not shown.
 */
function filled(template: string, value: string, secret: boolean, holder: StructValue): string {
  const shown = secret ? '…' : value.slice(0, 60);
  return template.replaceAll(/%(?:\{(\w+)\}|([qsv]))/g, (_, key: string | undefined, verb: string) => {
    if (key !== undefined) return JSON.stringify(textAt(holder, key) ?? '');
    return verb === 'q' ? JSON.stringify(shown) : shown;
  });
}

function programText(schema: SchemaNode, key: string): string | undefined {
  const texts = schema['x-errors'] as { readonly [key: string]: Json } | undefined;
  const text = texts?.[key];
  return typeof text === 'string' ? text : undefined;
}

function saying(program: string | undefined, context: { readonly program: string }): string {
  return program === undefined ? '' : ` ${context.program} says: ${program}.`;
}

function reportMissing(value: StructValue, key: string, context: ValueContext): void {
  if (value.meant.has(key) || (value.entries.has(key) && value.entries.get(key)?.value === undefined)) return;
  const entry = value.entries.get(key);
  const program = programText(value.shape.schema, `required:${key}`);
  const text = entry === undefined ? `\`${key}\` is missing here. Add it.` : `\`${key}\` has no value. Give it one.`;
  context.report(structural('missing-key', entry?.keyNode ?? spanOf(value.node), text + saying(program, context)));
}

function reportKeyName(value: Value, key: string, context: ValueContext): void {
  if (value.kind !== 'map') return;
  const entry = value.entries.get(key);
  if (entry === undefined) return;
  const format = (value.shape.schema.propertyNames as { format?: Json } | undefined)?.format;
  const problem = typeof format === 'string' ? formatProblem(format, key) : undefined;
  const text = problem === undefined ? 'this name is not allowed here.' : problem.reason;
  context.report(structural('invalid-value', entry.keyNode, text + saying(problem?.program, context)));
}

function reportScalar(
  node: Value['node'],
  value: string | number | boolean,
  shape: ScalarShape,
  error: SchemaError,
  program: string | undefined,
  context: ValueContext,
): void {
  const text = String(value);
  if (error.keyword === 'enum') {
    if (context.version < endOfValue(shape, text)) return;
    context.report(enumFinding(node, text, shape, program, context));
  } else if (error.keyword === 'format') {
    const problem = formatProblem(shape.format, text);
    if (problem === undefined) return;
    const fixes =
      problem.meant === undefined ? [] : [replaceFix(`Change to \`${problem.meant}\``, node, problem.meant)];
    context.report(
      structural(codeOf(shape), spanOf(node), `${problem.reason}${saying(problem.program, context)}`, fixes),
    );
  } else {
    const known = error.keyword === 'pattern' ? shape.schema['x-format'] : undefined;
    const problem = typeof known === 'string' ? formatProblem(known, text) : undefined;
    const reason =
      error.keyword === 'minLength' ? 'this value must not be empty.' : (problem?.reason ?? limitText(error, shape));
    const fixes =
      problem?.meant === undefined
        ? []
        : [replaceFix(`Change to \`${problem.meant}\``, node, scalarText(node, problem.meant))];
    context.report(structural('invalid-value', spanOf(node), reason + saying(program, context), fixes));
  }
}

/** Formats whose fault has an id of its own; the rule of the same name in the catalogue says no more beside it. */
function codeOf(shape: ScalarShape): string {
  if (shape.format === 'bcrypt-hash') return 'unhashed-web-password';
  return shape.format === 're2' ? 'invalid-regex' : 'invalid-value';
}

function limitText(error: SchemaError, shape: ScalarShape): string {
  const limit = error.params.limit;
  if (error.keyword === 'minimum' || error.keyword === 'maximum') {
    return `this number must not be ${error.keyword === 'minimum' ? 'below' : 'above'} ${String(limit)}.`;
  }
  const pattern = typeof shape.schema['x-pattern-text'] === 'string' ? shape.schema['x-pattern-text'] : '';
  return pattern === '' ? 'this value does not have the form that is asked for.' : pattern;
}

function enumFinding(
  node: Value['node'],
  text: string,
  shape: ScalarShape,
  program: string | undefined,
  context: ValueContext,
): Finding {
  const gone = removedValue(shape.schema, text);
  const allowed = currentValues(shape, context.version);
  const meant = gone ?? nearest(text, allowed);
  const list = allowed.map((member) => `\`${member}\``).join(', ');
  const shown = shape.secret ? 'This value' : `\`${text.slice(0, 60)}\``;
  const why = gone === undefined ? `${shown} is not allowed here` : `${shown} is no longer allowed here`;
  const question = meant === undefined || allowed.length === 1 ? '' : ` Did you mean \`${meant}\`?`;
  const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, node, scalarText(node, meant))];
  return structural(
    'invalid-value',
    spanOf(node),
    `${why}. Allowed: ${list}.${question}${saying(program, context)}`,
    fixes,
  );
}

/** `text` in the quotes that `node` has. */
export function scalarText(node: Value['node'], text: string): string {
  if (node.type !== 'scalar') return text;
  if (node.style === 'double') return JSON.stringify(text);
  return node.style === 'single' ? `'${text.replaceAll("'", "''")}'` : text;
}
