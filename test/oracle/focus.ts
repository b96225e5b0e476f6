import type { Field, Shape, StructShape } from '../../server/src/core/schema/shape';
import { edgeValue } from './edges';
import { generateField, requiredKeys, type Target } from './generate';
import type { Random } from './random';
import { together } from './together';
import { list, map, quoted, type Tree, text } from './tree';
import { isKnown, mapKey } from './values';

const NAMES = ['a', '1a', 'a-b', '__name__', '', 'é', 'a b', 'X-Frame-Options', 'authorization', 'Host', 'X-Custom'];

/** A file with one value at the edge of what is allowed, at any depth, and around it only what has to be there. */
export function focusedFile(random: Random, target: Target): Tree {
  return focusedValue(random, target.schema.root, '', target);
}

function focusedValue(random: Random, shape: Shape, key: string, target: Target): Tree {
  switch (shape.kind) {
    case 'struct':
      return focusedStruct(random, shape, target);
    case 'list': {
      const items = [focusedValue(random, shape.item, key, target)];
      return list(random.chance(10) ? [...items, ...items] : items);
    }
    case 'map': {
      const name = random.chance(50) ? random.pick(NAMES) : mapKey(random, key);
      return map([{ key: quoted(name), value: focusedValue(random, shape.value, name, target) }]);
    }
    case 'scalar':
      return text(edgeValue(random, shape, key));
    default:
      return text('value');
  }
}

function focusedStruct(random: Random, shape: StructShape, target: Target): Tree {
  const known = [...shape.fields.values()].filter((field) => isKnown(field, target.version));
  const focus = random.pick(known.length > 0 ? known : [...shape.fields.values()]);
  const required = [...requiredKeys(shape)].filter((key) => key !== focus.key);
  const keys = together(random, [focus.key, ...required], shape);
  const fields = keys.map((key) => shape.fields.get(key)).filter((field): field is Field => field !== undefined);
  return map(
    fields.map((field) =>
      field.key === focus.key
        ? { key: field.key, value: focusedValue(random, field.shape, field.key, target) }
        : generateField(random, field, 5, target),
    ),
  );
}
