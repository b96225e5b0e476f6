import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definition, resolved, type SchemaNode } from '../../support/schemaPaths';

const table = resolve(import.meta.dirname, '../../../../../shared/spec/scrapeconfig-fields.tsv');
const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../schemas/scrape-config.schema.json'), 'utf8'),
) as SchemaNode;

/** The constraints that the table and the schema both have, in the words of the schema. */
interface Constraints {
  readonly type: string;
  readonly enum?: unknown;
  readonly pattern?: unknown;
  readonly minLength?: unknown;
  readonly minItems?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly required?: readonly string[];
  readonly list?: unknown;
}

type Node = SchemaNode & { readonly 'x-list'?: string };

/** What the schema says at `path`: `.key` steps into a mapping, `[]` into a list, `{}` into a map. */
function at(start: SchemaNode, path: string): Node | undefined {
  let node: SchemaNode | undefined = start;
  for (const step of path.match(/\.\w+|\[\]|\{\}/g) ?? []) {
    const inner: SchemaNode | undefined = node === undefined ? undefined : resolved(schema, node);
    const free: SchemaNode['additionalProperties'] = inner?.additionalProperties;
    if (step === '[]') node = inner?.items;
    else if (step === '{}') node = typeof free === 'object' ? free : undefined;
    else node = inner?.properties?.[step.slice(1)];
  }
  return node;
}

function ofSchema(found: Node): Constraints {
  const node: Node = resolved(schema, found);
  const { type } = node;
  return {
    type: typeof type === 'string' ? type : 'int-or-string',
    ...pick(node, ['enum', 'pattern', 'minLength', 'minItems', 'minimum', 'maximum']),
    ...(node.required !== undefined && { required: [...node.required].sort() }),
    ...(node['x-list'] !== undefined && { list: node['x-list'] }),
  };
}

function pick(node: Readonly<Record<string, unknown>> | Node, keys: readonly string[]) {
  const entries = Object.entries(node).filter(([key]) => keys.includes(key));
  return Object.fromEntries(entries) as Omit<Constraints, 'type'>;
}

/** `name="text" other=5` as the table writes constraints. */
function ofTable(type: string, text: string): Constraints {
  const found: Record<string, unknown> = {};
  for (const [, key = '', value = ''] of text.matchAll(/([\w-]+)=("(?:[^"\\]|\\.)*"|\[.*?\](?= |$)|\S+)/g)) {
    found[key] = /^["[]/.test(value) ? JSON.parse(value) : value;
  }
  const numbers = ['minLength', 'minItems', 'minimum', 'maximum'].filter((key) => found[key] !== undefined);
  const keys = found['list-map-keys'] as readonly string[] | undefined;
  const list = found['list-type'] === 'set' ? 'set' : keys?.[0];
  return {
    type: type.replace(/:.*/, ''),
    ...pick(found, ['enum', 'pattern']),
    ...Object.fromEntries(numbers.map((key) => [key, Number(found[key])])),
    ...(typeof found.required === 'string' && { required: found.required.split(',').sort() }),
    ...(list !== undefined && { list }),
  };
}

const rows = !existsSync(table)
  ? []
  : readFileSync(table, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [path = '', type = '', constraints = ''] = line.split('\t');
        return { path, type, constraints };
      });

/** Shapes of the table that are written out where they are used. */
const INLINE = /^<(StringMap2?|ProxyConnectHeader)>/;

describe.skipIf(!existsSync(table))('parity with the table of fields [needs ../shared]', () => {
  test('the table is the whole table', () => {
    expect(rows.length).toBeGreaterThan(400);
  });

  test('each field has the type and the constraints of the table', () => {
    const differences = rows.flatMap(({ path, type, constraints }): object[] => {
      const [, shape] = /^<(\w+)>/.exec(path) ?? [];
      if (INLINE.test(path)) return [];
      const start = shape === undefined ? definition(schema, 'ScrapeConfigSpec') : definition(schema, shape);
      const node = at(start, path.replace(/^(<\w+>|spec)/, ''));
      if (node === undefined) return [{ path, missing: true }];
      if (type.startsWith('<')) {
        const ref = node.$ref?.replace('#/$defs/', '');
        const isInline = INLINE.test(type) && node.additionalProperties !== undefined;
        return isInline || `<${ref}>` === type ? [] : [{ path, ref, type }];
      }
      const [ours, theirs] = [
        JSON.stringify(ordered(ofSchema(node))),
        JSON.stringify(ordered(ofTable(type, constraints))),
      ];
      return ours === theirs ? [] : [{ path, ours, theirs }];
    });
    expect(differences).toEqual([]);
  });

  test('no field of the schema is missing in the table', () => {
    const known = new Set(rows.map(({ path }) => path));
    const paths = fieldPaths(definition(schema, 'ScrapeConfigSpec'), 'spec');
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(350);
  });
});

function ordered(value: Constraints): Constraints {
  return Object.fromEntries(Object.entries(value).sort()) as unknown as Constraints;
}

/** The shapes that the table writes once. */
const SHARED =
  /^(SafeAuthorization|SecretKeySelector|BasicAuth|OAuth2|SecretOrConfigMap|SafeTLSConfig|Filter|RelabelConfig)$/;

/** The paths of all keys below `start`, as the table writes them. */
function fieldPaths(start: SchemaNode, path: string): readonly string[] {
  return Object.entries(start.properties ?? {}).flatMap(([key, node]) => {
    const own = `${path}.${key}`;
    const item = node.items;
    const [target, suffix] = item?.$ref === undefined ? [node, ''] : [item, '[]'];
    const name = target.$ref?.replace('#/$defs/', '') ?? '';
    if (name === '' || SHARED.test(name)) return [own];
    return [own, ...fieldPaths(definition(schema, name), own + suffix)];
  });
}
