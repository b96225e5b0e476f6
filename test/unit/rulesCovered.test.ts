import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** How many numbered rules there are for each kind, and where their tests are. */
const SPECS = [
  { name: 'Prometheus', folder: 'test/unit/prometheus', last: 192 },
  { name: 'web config', folder: 'test/unit/webConfig', last: 28 },
] as const;

/** The numbers in all tests of `folder`: `rules: […]` of a row, or the number that a row begins with. */
function tested(folder: string): ReadonlySet<number> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const texts = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const rows = texts.flatMap((text) => [
    ...text.matchAll(/rules: \[([\d, \n]+)\]/g),
    ...text.matchAll(/^ *\[\s*(\d{1,3}),\s*(?:['"`]|\w+\()/gm),
  ]);
  return new Set(rows.flatMap(([, numbers = '']) => numbers.split(',').map(Number)));
}

/** The numbers that ARCHITECTURE.md lists as left out: table rows that begin with the kind and its numbers. */
function leftOut(name: string): ReadonlySet<number> {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const rows = [...text.matchAll(/^\| (Prometheus|web config) \| ([\d, to]+) \|/gm)].filter(
    ([, kind]) => kind === name,
  );
  return new Set(
    rows.flatMap(([, , numbers = '']) =>
      numbers.split(',').flatMap((part) => {
        const [from = 0, to = from] = part.split('to').map(Number);
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      }),
    ),
  );
}

describe.each(SPECS)('the numbered rules of $name', ({ name, folder, last }) => {
  test('are tested, or listed as left out with the reason, and never both', () => {
    const [done, left] = [tested(folder), leftOut(name)];
    const all = Array.from({ length: last }, (_, index) => index + 1);
    expect(all.filter((rule) => !done.has(rule) && !left.has(rule))).toEqual([]);
    expect(all.filter((rule) => done.has(rule) && left.has(rule))).toEqual([]);
  });
});
