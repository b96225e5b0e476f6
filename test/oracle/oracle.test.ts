import { describe, expect, it } from 'vitest';
import { fileOf } from './file';
import { resultText } from './main';
import { findPromtool, JUDGED_KINDS } from './promtool';
import { runRound } from './round';

const promtool = findPromtool();
const SEED = 20_000;
const RUNS = 300;

describe.skipIf(promtool === undefined)('promtool and ScrapeGuard [needs promtool: apt-get install prometheus]', () => {
  it.each(JUDGED_KINDS)('refuse the same files of kind %s', async (kind) => {
    if (promtool?.version === undefined) throw new Error('This promtool does not tell its version.');
    const round = { promtool, prometheus: promtool.version, kind, seed: SEED, runs: RUNS, shrunk: 1 };
    const result = await runRound(round);
    expect(result.groups.length, resultText(result)).toBe(0);
    // A round in which hardly anything is taken, or refused, would prove nothing.
    const taken = result.outcomes['accepted/accepted'] ?? 0;
    const refused = result.outcomes['refused/refused'] ?? 0;
    expect(Math.min(taken, refused)).toBeGreaterThan(RUNS / 6);
  });
});

describe('the files of the oracle', () => {
  it('are the same for the same seed', async () => {
    const { yamlKinds } = await import('../../server/src/core/kinds/registry');
    const kind = yamlKinds().get('prometheus')?.();
    const schema = kind?.schemas[0];
    if (schema === undefined) throw new Error('There is no such kind.');
    const target = { schema, version: 3_014_000, given: {} };
    const files = Array.from({ length: 50 }, (_, index) => fileOf(index, target));
    expect(Array.from({ length: 50 }, (_, index) => fileOf(index, target))).toEqual(files);
    expect(new Set(files).size).toBeGreaterThan(40);
  });
});
