import operatorDocument from '../../../../../../../schemas/operator-objects.schema.json';
import scrapeConfigDocument from '../../../../../../../schemas/scrape-config.schema.json';
import { buildSchema, type Field, type Schema, type SchemaNode, type StructShape } from '../../../../schema/shape';
import { BLOCKS, type BlockKeys, type BlockSort, OTHER_NAMES, OTHER_NAMES_OF_TARGETS } from './blocks';

/** The shapes of the blocks, each with the keys that are judged and no others. */
export type BlockShapes = ReadonlyMap<BlockSort, StructShape>;

/** The shapes of all blocks, with the definitions of ScrapeConfig where they are the same. */
export function blockShapes(): BlockShapes {
  const schema = buildSchema({
    $defs: { ...definitionsOf(scrapeConfigDocument), ...definitionsOf(operatorDocument) },
  });
  return new Map(
    Object.entries(BLOCKS).map(([sort, keys]) => [sort as BlockSort, blockShape(sort as BlockSort, keys, schema)]),
  );
}

function definitionsOf(document: unknown): SchemaNode {
  return (document as { readonly $defs: SchemaNode }).$defs;
}

function blockShape(sort: BlockSort, keys: BlockKeys, schema: Schema): StructShape {
  const spec = fieldsOf(schema, 'ScrapeConfigSpec');
  const tokens = fieldsOf(schema, 'BearerToken');
  const relabelings = spec.get('relabelings');
  const fields = [
    ...(keys.shared ?? []).map((key) => spec.get(key)),
    ...(keys.own ?? []).flatMap((name) => [...fieldsOf(schema, name).values()]),
    ...Object.entries(keys.renamed ?? {}).map(([key, name]) => withKey(spec.get(name), key)),
    ...(keys.tokens ?? []).map((key) => tokens.get(key)),
    keys.tls && fieldOf(schema, 'tlsConfig', keys.tls),
    keys.authorization && fieldOf(schema, 'authorization', keys.authorization),
    keys.http && fieldOf(schema, 'httpConfig', keys.http),
    ...(keys.relabeling ?? []).map((key) => withKey(relabelings, key)),
    ...(keys.present ?? []).map((key): Field => ({ key, schema: {}, shape: { kind: 'any', name: '', schema: {} } })),
  ].filter((field) => field !== undefined);
  const shape = struct(sort, [sort], new Map(fields.map((field) => [field.key, field])));
  if (keys.title === undefined) return shape;
  const others = shape.fields.has('relabelingConfigs') ? OTHER_NAMES_OF_TARGETS : OTHER_NAMES;
  return { ...shape, schema: { 'x-title': keys.title, 'x-other-names': others } };
}

function withKey(field: Field | undefined, key: string): Field | undefined {
  return field && { ...field, key };
}

/** The definition `name` under `key`; of those that add files to a shared one, both together. */
function fieldOf(schema: Schema, key: string, name: NonNullable<BlockKeys['tls' | 'authorization' | 'http']>): Field {
  const [base, added] =
    name === 'TLSConfig'
      ? ['SafeTLSConfig', 'TLSFilesConfig']
      : name === 'Authorization'
        ? ['SafeAuthorization', 'AuthorizationFile']
        : [name, undefined];
  const fields = new Map([...fieldsOf(schema, base), ...(added === undefined ? [] : fieldsOf(schema, added))]);
  const names = base === name ? [name] : [name, base];
  const described = schema.definition(base)?.schema ?? {};
  return { key, schema: {}, shape: { ...struct(name, names, fields), schema: described } };
}

function fieldsOf(schema: Schema, name: string): ReadonlyMap<string, Field> {
  const shape = schema.definition(name);
  return shape?.kind === 'struct' ? shape.fields : new Map();
}

function struct(name: string, names: readonly string[], fields: ReadonlyMap<string, Field>): StructShape {
  return { kind: 'struct', name, names, schema: {}, fields };
}
