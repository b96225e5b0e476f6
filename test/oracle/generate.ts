import type { Field, Schema, SchemaNode, Shape, StructShape } from '../../server/src/core/schema/shape';
import type { Random } from './random';
import { together } from './together';
import { type Entry, list, map, quoted, type Tree, text } from './tree';
import { ITEMS, isKnown, mapKey, scalarValue } from './values';

/** What a file is generated for. */
export interface Target {
  readonly schema: Schema;
  readonly version: number;
  /** Values that only the machine knows, such as files that are there, by their key. */
  readonly given: Readonly<Record<string, string>>;
}

/** A file that its program takes more often than not: what it needs is there, the rest is drawn from the schema. */
export function generateFile(random: Random, target: Target): Tree {
  const { root } = target.schema;
  if (root.kind !== 'struct') throw new Error('The root of a schema is a mapping.');
  const fields = [...root.fields.values()].filter((field) => isKnown(field, target.version));
  const count = random.pick([1, 1, 1, 2, 3]);
  const favourites = fields.filter(({ key }) => ['scrape_configs', 'tls_server_config', 'groups'].includes(key));
  const chosen = random.chance(50) ? [...favourites, ...random.some(fields, count - 1)] : random.some(fields, count);
  return map([...new Set(chosen)].map((field) => generateField(random, field, 0, target)));
}

/** A value of `shape`, which stands under `key`. */
export function generateValue(random: Random, shape: Shape, key: string, depth: number, target: Target): Tree {
  switch (shape.kind) {
    case 'struct':
      return generateStruct(random, shape, depth, target);
    case 'list': {
      const count = random.pick([1, 1, 1, 2, 2, 3, 0]);
      return list(Array.from({ length: count }, () => generateItem(random, shape.item, key, depth, target)));
    }
    case 'map': {
      const names = [...new Set([mapKey(random, key), mapKey(random, key)])];
      return map(
        names.map((name) => ({ key: quoted(name), value: valueOfMap(random, shape.value, name, depth, target) })),
      );
    }
    case 'scalar':
      return text(scalarValue(random, shape, key));
    default:
      return text('value');
  }
}

function valueOfMap(random: Random, shape: Shape, name: string, depth: number, target: Target): Tree {
  if (name === 'X-Frame-Options') return text(random.pick(['deny', 'sameorigin']));
  return generateValue(random, shape, name, depth + 1, target);
}

function generateItem(random: Random, shape: Shape, key: string, depth: number, target: Target): Tree {
  const known = ITEMS[key];
  if (shape.kind === 'scalar' && known !== undefined) return text(quoted(random.pick(known)));
  return generateValue(random, shape, key, depth + 1, target);
}

/** A mapping with what it requires and a few keys more; deeper ones are smaller. */
function generateStruct(random: Random, shape: StructShape, depth: number, target: Target): Tree {
  const fields = [...shape.fields.values()];
  const wanted = random.chance(97) ? fields.filter((field) => isKnown(field, target.version)) : fields;
  const required = requiredKeys(shape);
  const needed = wanted.filter(({ key }) => required.has(key));
  const others = wanted.filter(({ key }) => !required.has(key));
  const [simple, heavy] = [others.filter(isSimple), others.filter((field) => !isSimple(field))];
  const extra = random.below(depth > 3 ? 3 : 5);
  const nested = depth > 4 ? 0 : random.pick([0, 0, 1, 1, 2]);
  const chosen = [...(random.chance(97) ? needed : []), ...random.some(simple, extra), ...random.some(heavy, nested)];
  const keys = chosen.map(({ key }) => key);
  const settled = random.chance(90) ? together(random, keys, shape) : keys;
  const entries = settled.map((key) => shape.fields.get(key)).filter((field) => field !== undefined);
  return map(entries.map((field) => generateField(random, field, depth, target)));
}

/** A key with a plausible value. */
export function generateField(random: Random, field: Field, depth: number, target: Target): Entry {
  const { key } = field;
  const given = target.given[key];
  if (given !== undefined && random.chance(95)) return { key, value: text(given) };
  if (key === 'job_name') return { key, value: text(`job-${random.below(1000)}`) };
  return { key, value: generateValue(random, field.shape, key, depth + 1, target) };
}

function isSimple({ shape }: Field): boolean {
  return shape.kind === 'scalar' || shape.kind === 'any' || (shape.kind === 'list' && shape.item.kind === 'scalar');
}

/** The keys that a definition requires, with those of the definitions that it inlines. */
export function requiredKeys({ schema }: StructShape): ReadonlySet<string> {
  return new Set(requiredIn(schema));
}

function requiredIn(schema: SchemaNode): readonly string[] {
  return Array.isArray(schema.required) ? schema.required.filter((key) => typeof key === 'string') : [];
}
