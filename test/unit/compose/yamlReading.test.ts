import { describe, expect, test } from 'vitest';
import {
  entriesOf,
  isNull,
  itemsOf,
  itemsOrOne,
  nodeAt,
  readYaml,
  saidBoolean,
  textAtPath,
} from '../../../server/src/core/kinds/yamlReading';

function rootOf(text: string) {
  return readYaml(text).roots[0];
}

describe('reading YAML to understand it', () => {
  test('merges bring in what is not there, the first of them wins, and the last of two equal keys', () => {
    const root = rootOf('a: &a { x: 1, y: 1 }\nb: &b { x: 2, z: 2 }\nc:\n  <<: [*a, *b]\n  y: 3\n  y: 4\n');
    const entries = entriesOf(nodeAt(root, 'c')).map(({ key, value }) => [key, value.type === 'scalar' && value.value]);
    expect(Object.fromEntries(entries)).toEqual({ y: '4', x: '1', z: '2' });
  });

  test('merges are followed through merges, and aliases everywhere', () => {
    const root = rootOf('a: &a { x: &x [1, 2] }\nb: &b { <<: *a }\nc: { <<: *b, w: *x }\n');
    expect([itemsOf(nodeAt(root, 'c', 'x')).length, itemsOf(nodeAt(root, 'c', 'w')).length]).toEqual([2, 2]);
  });

  test('a list, or one scalar in its place', () => {
    const root = rootOf('a: [1, 2]\nb: x\nc:\nd: {}\n');
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => itemsOrOne(nodeAt(root, key)).length)).toEqual([2, 1, 0, 0, 0]);
  });

  test('texts, nulls and booleans', () => {
    const root = rootOf('a: {b: yes, c: "off", d: maybe, e: , f: ~, g: 1.50, h: "$X"}\n');
    expect(textAtPath(root, 'a', 'g')).toBe('1.50');
    expect(['b', 'c', 'd', 'e'].map((key) => saidBoolean(nodeAt(root, 'a', key))?.value)).toEqual([
      true,
      false,
      undefined,
      undefined,
    ]);
    expect(saidBoolean(nodeAt(root, 'a', 'e'))).toBeUndefined();
    expect(['e', 'f', 'g', 'x'].map((key) => isNull(nodeAt(root, 'a', key)))).toEqual([true, true, false, true]);
  });

  test('tells what is broken, and what only lacks a colon', () => {
    expect([readYaml('a: [').isBroken, readYaml('a: 1\nb\n').isBroken, readYaml('a: 1\n').isBroken]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
