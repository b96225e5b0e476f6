/** Reads key paths such as `scrape_configs[].tls_config.ca_file` out of a schema, through `$ref` and inlined structs. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly $id?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly allOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly unevaluatedProperties?: boolean;
  readonly 'x-since'?: string;
  readonly 'x-since-prometheus'?: string;
  readonly 'x-until'?: string;
  readonly 'x-since-values'?: Readonly<Record<string, string>>;
  readonly 'x-since-values-prometheus'?: Readonly<Record<string, string>>;
  readonly 'x-until-values'?: Readonly<Record<string, string>>;
  readonly 'x-until-values-prometheus'?: Readonly<Record<string, string>>;
  readonly 'x-removed-values'?: Readonly<Record<string, string>>;
  readonly 'x-replacement'?: string;
  readonly 'x-removed-note'?: string;
  readonly 'x-secret-file'?: string;
  readonly 'x-file'?: string;
  readonly 'x-map'?: boolean;
  readonly 'x-inline'?: boolean;
  readonly 'x-rules'?: Readonly<Record<string, number>>;
  readonly 'x-errors'?: Readonly<Record<string, string>>;
}

/** The keyword that holds a first version: of Prometheus, of the exporter-toolkit, or of Prometheus as a web server. */
export type SinceKeyword = 'x-since' | 'x-since-prometheus';

/** One key that can be written, with the versions in effect for it on this path. `since` is undefined if nothing on the path has one. */
export interface SchemaPath {
  readonly path: string;
  readonly node: SchemaNode;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Orders versions by their numbers: `2.9` is before `2.45`. A missing version is before all. */
export function compareVersions(a: string | undefined, b: string | undefined): number {
  const left = a?.split('.').map(Number) ?? [-1];
  const right = b?.split('.').map(Number) ?? [-1];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function laterVersion(...versions: readonly (string | undefined)[]): string | undefined {
  return versions.reduce((latest, version) => (compareVersions(version, latest) > 0 ? version : latest), undefined);
}

/** The definition a `$ref` points to. Throws when there is none, so that a test fails with the name. */
export function definition(root: SchemaNode, ref: string): SchemaNode {
  const target = root.$defs?.[ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`${ref} does not resolve`);
  return target;
}

/** The node itself, or what it refers to; keywords beside `$ref` win. */
export function resolved(root: SchemaNode, node: SchemaNode): SchemaNode {
  return node.$ref === undefined ? node : { ...definition(root, node.$ref), ...node };
}

/** All keys of a struct: its own ones win over those it inlines, and an inlined key is no older than its inlining. */
export function structKeys(
  root: SchemaNode,
  struct: SchemaNode,
  keyword: SinceKeyword,
): ReadonlyMap<string, { readonly node: SchemaNode; readonly since: string | undefined }> {
  const keys = new Map<string, { node: SchemaNode; since: string | undefined }>();
  for (const [name, node] of Object.entries(struct.properties ?? {})) keys.set(name, { node, since: node[keyword] });
  for (const inlined of struct.allOf ?? []) {
    if (inlined.$ref === undefined) continue;
    for (const [name, key] of structKeys(root, definition(root, inlined.$ref), keyword)) {
      if (!keys.has(name)) keys.set(name, { node: key.node, since: laterVersion(inlined[keyword], key.since) });
    }
  }
  return keys;
}

/** Every path below a struct, but none below a removed key. Lists add `[]`, maps with structs as values add `.*`. */
export function schemaPaths(
  root: SchemaNode,
  struct: SchemaNode,
  keyword: SinceKeyword = 'x-since',
  prefix = '',
  since: string | undefined = struct[keyword],
): SchemaPath[] {
  return [...structKeys(root, struct, keyword)].flatMap(([name, key]) => {
    const path = `${prefix}${name}`;
    const effective = laterVersion(since, key.since);
    const entry: SchemaPath = { path, node: key.node, since: effective, until: key.node['x-until'] };
    if (entry.until !== undefined) return [entry];
    let value = resolved(root, key.node);
    let suffix = '.';
    if (value.items !== undefined) {
      value = resolved(root, value.items);
      suffix = '[].';
    } else if (value['x-map'] === true && typeof value.additionalProperties === 'object') {
      value = resolved(root, value.additionalProperties);
      suffix = '.*.';
    }
    return [entry, ...schemaPaths(root, value, keyword, `${path}${suffix}`, effective)];
  });
}

/** Every node that describes one value: properties, list items and map values, with a name for the report. */
export function valueNodes(root: SchemaNode): readonly { readonly name: string; readonly node: SchemaNode }[] {
  const found: { name: string; node: SchemaNode }[] = [];
  const visit = (name: string, node: SchemaNode): void => {
    found.push({ name, node });
    if (node.items !== undefined) visit(`${name}[]`, node.items);
    if (typeof node.additionalProperties === 'object') visit(`${name}.*`, node.additionalProperties);
  };
  for (const { name, struct } of structs(root)) {
    for (const [key, node] of Object.entries(struct.properties ?? {})) visit(`${name}.${key}`, node);
  }
  return found;
}

/** The root and every definition, by name. */
export function structs(root: SchemaNode): readonly { readonly name: string; readonly struct: SchemaNode }[] {
  return [
    { name: '(root)', struct: root },
    ...Object.entries(root.$defs ?? {}).map(([name, struct]) => ({ name, struct })),
  ];
}
