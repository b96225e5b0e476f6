import { parseVersion, type Version } from './version';

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A schema as it lies in schemas/: JSON Schema 2020-12 with the annotations that ARCHITECTURE.md lists. */
export type SchemaNode = { readonly [key: string]: Json };

interface ShapeBase {
  /** The name of the definition, such as `tls_config`; empty for a shape without one. */
  readonly name: string;
  readonly schema: SchemaNode;
}

/** A mapping with known keys: a Go struct. `names` are its definition and those that it inlines. */
export interface StructShape extends ShapeBase {
  readonly kind: 'struct';
  readonly names: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
}

/** A mapping with free keys: a Go map. `known` are keys that are worth offering. */
export interface MapShape extends ShapeBase {
  readonly kind: 'map';
  readonly value: Shape;
  readonly known?: ReadonlyMap<string, Field>;
}

/** A list whose items all have one shape: a Go slice. */
export interface ListShape extends ShapeBase {
  readonly kind: 'list';
  readonly item: Shape;
}

/** What Go reads from a scalar: `duration-or-integer` is time.Duration in yaml.v2. */
export type ScalarType = 'string' | 'boolean' | 'integer' | 'number' | 'duration-or-integer';

/** A single value, with what the schema says of it. */
export interface ScalarShape extends ShapeBase {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly unsigned: boolean;
  readonly format: string;
  readonly enum: readonly string[];
  readonly caseInsensitive: boolean;
  readonly secret: boolean;
}

/** Anything YAML can say. */
export interface AnyShape extends ShapeBase {
  readonly kind: 'any';
}

/** What a value is decoded into. */
export type Shape = StructShape | MapShape | ListShape | ScalarShape | AnyShape;

/** A key of a struct, with the versions that know it here. `schema` holds the annotations given at this key. */
export interface Field {
  readonly key: string;
  readonly shape: Shape;
  readonly schema: SchemaNode;
  readonly since?: Version;
  readonly until?: Version;
}

/** The shapes of one schema file. */
export interface Schema {
  readonly root: Shape;
  /** The shape of a definition; undefined where there is none of that name. */
  readonly definition: (name: string) => Shape | undefined;
  readonly definitions: readonly string[];
}

/** Which annotation of a schema tells since when a key is known (`x-since`, or another program's). */
export type SinceKeyword = 'x-since' | 'x-since-prometheus';

/** Builds the shapes of `document`, a parsed schema file. Throws where it refers to a definition that is not there. */
export function buildSchema(document: SchemaNode, sinceKeyword: SinceKeyword = 'x-since'): Schema {
  const definitions = record(document.$defs) ?? {};
  const builder: Builder = { definitions, built: new Map(), sinceKeyword };
  return {
    root: build(builder, document, ''),
    definition: (name) => (definitions[name] === undefined ? undefined : define(builder, name)),
    definitions: Object.keys(definitions),
  };
}

/** Every mapping with known keys that can be reached from `root`, itself included, each once. */
export function structsBelow(root: Shape): readonly StructShape[] {
  const found: StructShape[] = [];
  const seen = new Set<Shape>();
  const visit = (shape: Shape): void => {
    if (seen.has(shape)) return;
    seen.add(shape);
    if (shape.kind === 'list') visit(shape.item);
    if (shape.kind === 'map') visit(shape.value);
    if (shape.kind !== 'struct') return;
    found.push(shape);
    for (const field of shape.fields.values()) visit(field.shape);
  };
  visit(root);
  return found;
}

interface Builder {
  readonly definitions: SchemaNode;
  readonly built: Map<string, Shape>;
  readonly sinceKeyword: SinceKeyword;
}

function record(value: Json | undefined): SchemaNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SchemaNode) : undefined;
}

function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function refName(schema: SchemaNode): string | undefined {
  return typeof schema.$ref === 'string' ? schema.$ref.replace('#/$defs/', '') : undefined;
}

function define(builder: Builder, name: string): Shape {
  const known = builder.built.get(name);
  if (known !== undefined) return known;
  const schema = record(builder.definitions[name]);
  if (schema === undefined) throw new Error(`The schema refers to the definition "${name}", which it does not have.`);
  return build(builder, schema, name);
}

function build(builder: Builder, schema: SchemaNode, name: string): Shape {
  const shape = construct(builder, schema, name);
  if (name !== '') builder.built.set(name, shape);
  return shape;
}

function construct(builder: Builder, schema: SchemaNode, name: string): Shape {
  const target = refName(schema);
  if (target !== undefined) return define(builder, target);
  const types = typeof schema.type === 'string' ? [schema.type] : strings(schema.type);
  const others = record(schema.additionalProperties);
  const hasKeys = schema.properties !== undefined || schema.allOf !== undefined;
  if (hasKeys && others === undefined) return struct(builder, schema, name);
  if (types.includes('object')) {
    const known = Object.entries(record(schema.properties) ?? {});
    const fields = known.map(([key, property]) => [key, field(builder, key, record(property) ?? {})] as const);
    const value = build(builder, others ?? {}, '');
    return { kind: 'map', name, schema, value, ...(fields.length > 0 && { known: new Map(fields) }) };
  }
  if (types.includes('array')) {
    return { kind: 'list', name, schema, item: build(builder, record(schema.items) ?? {}, '') };
  }
  const [type] = types;
  return type === undefined ? { kind: 'any', name, schema } : scalar(schema, types, name);
}

function scalar(schema: SchemaNode, types: readonly string[], name: string): ScalarShape {
  const type = types.length > 1 ? 'duration-or-integer' : (types[0] as ScalarType);
  return {
    kind: 'scalar',
    name,
    schema,
    type,
    unsigned: schema['x-go'] === 'uint',
    format: typeof schema.format === 'string' ? schema.format : '',
    enum: strings(schema.enum),
    caseInsensitive: schema['x-case-insensitive'] === true,
    secret: schema['x-secret'] === true,
  };
}

function struct(builder: Builder, schema: SchemaNode, name: string): StructShape {
  const fields = new Map<string, Field>();
  const names = name === '' ? [] : [name];
  const shape: StructShape = { kind: 'struct', name, schema, names, fields };
  if (name !== '') builder.built.set(name, shape);
  for (const [key, property] of Object.entries(record(schema.properties) ?? {})) {
    fields.set(key, field(builder, key, record(property) ?? {}));
  }
  for (const inlined of Array.isArray(schema.allOf) ? schema.allOf : []) {
    const inlinedSchema = record(inlined) ?? {};
    const part = build(builder, inlinedSchema, '');
    if (part.kind !== 'struct') continue;
    names.push(...part.names);
    const since = versionOf(inlinedSchema[builder.sinceKeyword]);
    for (const [key, inner] of part.fields) if (!fields.has(key)) fields.set(key, later(inner, since));
  }
  return shape;
}

function field(builder: Builder, key: string, schema: SchemaNode): Field {
  const since = versionOf(schema[builder.sinceKeyword]);
  const until = versionOf(schema['x-until']);
  return {
    key,
    schema,
    shape: build(builder, schema, ''),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

function later(inner: Field, since: Version | undefined): Field {
  if (since === undefined || (inner.since ?? 0) >= since) return inner;
  return { ...inner, since };
}

function versionOf(value: Json | undefined): Version | undefined {
  return typeof value === 'string' ? parseVersion(value) : undefined;
}
