import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** How many numbered rules there are for each kind, and where their tests are. */
const SPECS = [
  { name: 'Prometheus', folders: ['test/unit/prometheus', 'test/unit/rules', 'test/unit/fileSd'], last: 192 },
  { name: 'web config', folders: ['test/unit/webConfig'], last: 28 },
  { name: 'ScrapeConfig', folders: ['test/unit/manifest/scrapeConfig'], last: 34 },
] as const;

/** The numbers in all tests of `folders`: `rules: […]` of a row, or the number that a row begins with. */
function tested(folders: readonly string[]): ReadonlySet<number> {
  const texts = folders.flatMap((folder) => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
    return files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  });
  const rows = texts.flatMap((text) => [
    ...text.matchAll(/rules: \[([\d, \n]+)\]/g),
    ...text.matchAll(/^ *\[\s*(\d{1,3}),\s*(?:['"`]|\w+\()/gm),
  ]);
  return new Set(rows.flatMap(([, numbers = '']) => numbers.split(',').map(Number)));
}

/** The numbers that ARCHITECTURE.md lists as left out: table rows that begin with the kind and its numbers. */
function leftOut(name: string): ReadonlySet<number> {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const rows = [...text.matchAll(/^\| (Prometheus|web config|ScrapeConfig) \| ([\d, to]+) \|/gm)].filter(
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

describe.each(SPECS)('the numbered rules of $name', ({ name, folders, last }) => {
  test('are tested, or listed as left out with the reason, and never both', () => {
    const [done, left] = [tested(folders), leftOut(name)];
    const all = Array.from({ length: last }, (_, index) => index + 1);
    expect(all.filter((rule) => !done.has(rule) && !left.has(rule))).toEqual([]);
    expect(all.filter((rule) => done.has(rule) && left.has(rule))).toEqual([]);
  });
});
