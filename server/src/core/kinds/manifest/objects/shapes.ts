import type { Field, ListShape, Shape, StructShape } from '../../../schema/shape';

/** A mapping of which only `fields` are known: the way to what is known of an object. */
export function structOf(fields: readonly Field[]): StructShape {
  return {
    kind: 'struct',
    name: '',
    names: [],
    schema: {},
    fields: new Map(fields.map((entry) => [entry.key, entry])),
  };
}

/** The key `key` with a value of `shape`. */
export function fieldOf(key: string, shape: Shape): Field {
  return { key, shape, schema: {} };
}

/** A place of known `shape`, by the keys that lead there; `*` are the items of a list. */
export interface ShapeAt {
  readonly way: readonly string[];
  readonly shape: StructShape;
}

/** The mapping in which the ways of `places` begin; what several of them know of the same mapping is joined. */
export function structTo(places: readonly ShapeAt[]): StructShape {
  const fields: Field[] = places.flatMap(({ way, shape }) => (way.length === 0 ? [...shape.fields.values()] : []));
  const heads = new Set(places.flatMap(({ way }) => way.slice(0, 1)));
  for (const key of heads) {
    const below = places.filter(({ way }) => way[0] === key).map(({ way, shape }) => ({ way: way.slice(1), shape }));
    const items = below.filter(({ way }) => way[0] === '*').map(({ way, shape }) => ({ way: way.slice(1), shape }));
    fields.push(fieldOf(key, items.length > 0 ? listOf(structTo(items)) : structTo(below)));
  }
  return structOf(fields);
}

function listOf(item: Shape): ListShape {
  return { kind: 'list', name: '', schema: {}, item };
}
