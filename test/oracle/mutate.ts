import { type Field, structsBelow } from '../../server/src/core/schema/shape';
import { generateValue, type Target } from './generate';
import type { Random } from './random';
import { type Entry, list, map, type Tree, text } from './tree';
import { isKnown, ODD_SCALARS } from './values';

/** `tree` with one thing changed that a hand or a habit may get wrong. */
export function mutate(random: Random, tree: Tree, target: Target): Tree {
  if (random.chance(10)) return shareNode(random, tree);
  const at = random.below(countNodes(tree));
  return changeNode(tree, { left: at }, (node) => change(random, node, tree, target)) ?? tree;
}

/** `tree` with an anchor at one node, and its alias or a merge of it at another one, before or behind. */
function shareNode(random: Random, tree: Tree): Tree {
  const count = countNodes(tree);
  const places = [random.below(count), random.below(count)].sort((a, b) => a - b);
  const [from = 0, to = 0] = random.chance(85) ? places : places.toReversed();
  const anchored = changeNode(tree, { left: from }, (node) =>
    node.kind === 'text' ? text(`&shared ${node.text}`) : { ...node, anchor: 'shared' },
  );
  const shared = anchored ?? tree;
  const alias = (node: Tree): Tree => {
    if (node.kind !== 'map' || random.chance(20)) return text('*shared');
    const merged = random.pick([
      '*shared',
      '*shared',
      '[*shared]',
      '[{}, *shared]',
      '[*shared, *shared]',
      '{a: 1}',
      '*no',
    ]);
    const at = random.below(node.entries.length + 1);
    return { ...node, entries: node.entries.toSpliced(at, 0, { key: '<<', value: text(merged) }) };
  };
  return changeNode(shared, { left: to }, alias) ?? shared;
}

/** Applies `by` to the node that is counted down to, in the order of the text. */
function changeNode(tree: Tree, counter: { left: number }, by: (node: Tree) => Tree): Tree | undefined {
  if (counter.left-- === 0) return by(tree);
  if (tree.kind === 'map') {
    const entries = tree.entries.map(({ key, value }) => ({ key, value: changeNode(value, counter, by) ?? value }));
    return { ...tree, entries };
  }
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => changeNode(item, counter, by) ?? item) };
  return undefined;
}

function countNodes(tree: Tree): number {
  if (tree.kind === 'map') return tree.entries.reduce((sum, { value }) => sum + countNodes(value), 1);
  if (tree.kind === 'list') return tree.items.reduce((sum, item) => sum + countNodes(item), 1);
  return 1;
}

function change(random: Random, node: Tree, root: Tree, target: Target): Tree {
  if (node.kind === 'map' && node.entries.length > 0 && random.chance(85)) return changeMap(random, node, target);
  if (node.kind === 'list' && random.chance(60)) return changeList(random, node.items);
  if (node.kind === 'text' && random.chance(35)) return text(changeText(random, node.text));
  switch (random.below(8)) {
    case 0:
      return text(random.pick(['', 'null', '~']));
    case 1:
      return list([node]);
    case 2:
      return map([{ key: 'value', value: node }]);
    case 3:
      return random.pick([list([]), map([])]);
    case 4:
      return anyNode(random, root);
    default:
      return text(random.pick(ODD_SCALARS));
  }
}

function changeMap(random: Random, node: Tree & { kind: 'map' }, target: Target): Tree {
  const { entries } = node;
  const index = random.below(entries.length);
  const entry = entries[index] as Entry;
  const replaced = (...by: readonly Entry[]) => ({ ...node, entries: entries.toSpliced(index, 1, ...by) });
  switch (random.below(9)) {
    case 0:
      return replaced();
    case 1:
      return replaced({ ...entry, key: typo(random, entry.key) });
    case 2:
      return replaced(entry, entry);
    case 3:
      return replaced({ ...entry, value: text('') });
    case 4:
      return replaced({ key: `"${entry.key.replaceAll('"', '')}"`, value: entry.value });
    case 5:
      return { ...node, entries: entries.toReversed() };
    case 6:
      return { ...node, flow: true };
    default:
      return { ...node, entries: [...entries, strangerOrSibling(random, entries, target)] };
  }
}

/** A key that some mapping has that looks like this one, or any key of the schema. */
function strangerOrSibling(random: Random, entries: readonly Entry[], target: Target): Entry {
  const shapes = structs(target);
  const fitting = shapes.filter((fields) => entries.every(({ key }) => fields.has(key)));
  const fields = random.pick(fitting.length > 0 && random.chance(85) ? fitting : shapes);
  const known = [...fields.values()].filter((field) => random.chance(5) || isKnown(field, target.version));
  if (known.length === 0) return { key: 'unknown', value: text('value') };
  const field = random.pick(known);
  return { key: field.key, value: generateValue(random, field.shape, field.key, 4, target) };
}

const cache = new WeakMap<Target, readonly ReadonlyMap<string, Field>[]>();

/** The keys of every mapping in the schema. */
function structs(target: Target): readonly ReadonlyMap<string, Field>[] {
  const known = cache.get(target);
  if (known !== undefined) return known;
  const found = structsBelow(target.schema.root).map(({ fields }) => fields);
  cache.set(target, found);
  return found;
}

function changeList(random: Random, items: readonly Tree[]): Tree {
  const index = random.below(items.length);
  const item = items[index];
  switch (random.below(5)) {
    case 0:
      return list(item === undefined ? [text('')] : items.toSpliced(index, 1));
    case 1:
      return list(item === undefined ? items : [...items, item]);
    case 2:
      return item ?? text('a');
    case 3:
      return list([...items, text(random.pick(['', 'null', '{}', 'a', '1', '""', '[]']))]);
    default:
      return { kind: 'list', items, flow: true };
  }
}

function changeText(random: Random, source: string): string {
  const bare = source.replace(/^(["'])([\s\S]*)\1$/, '$2');
  switch (random.below(8)) {
    case 0:
      return JSON.stringify(bare);
    case 1:
      return bare;
    case 2:
      return `'${bare.replaceAll("'", "''")}'`;
    case 3:
      return bare.toUpperCase();
    case 4:
      return bare.toLowerCase();
    case 5:
      return `${bare}x`;
    case 6:
      return bare.slice(0, random.below(bare.length));
    default:
      return `!!str ${source}`;
  }
}

function typo(random: Random, key: string): string {
  const at = random.below(key.length);
  switch (random.below(7)) {
    case 0:
      return key.slice(0, at) + key.slice(at + 1) || 'x';
    case 1:
      return `${key}s`;
    case 2:
      return key.replaceAll('_', '-');
    case 3:
      return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    case 4:
      return key.toUpperCase();
    case 5:
      return random.pick(['1', 'null', 'true', '~', '""', '<<', '? a', '[a]', '{a: b}', '.', '0x1', '1.5']);
    default:
      return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
  }
}

function anyNode(random: Random, root: Tree): Tree {
  let found = root;
  changeNode(root, { left: random.below(countNodes(root)) }, (node) => {
    found = node;
    return node;
  });
  return found;
}
