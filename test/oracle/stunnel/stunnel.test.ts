import { describe, expect, it } from 'vitest';
import { resultText } from '../main';
import { runStunnelRound } from './round';
import { findStunnel } from './stunnel';

const stunnel = findStunnel();
const SEED = 50_000;
const RUNS = 150;

describe.skipIf(stunnel === undefined)('stunnel and ScrapeGuard [needs stunnel: apt-get install stunnel4]', () => {
  it('refuse the same configurations', async () => {
    if (stunnel === undefined) throw new Error('There is no stunnel.');
    const result = await runStunnelRound({ stunnel, seed: SEED, runs: RUNS, shrunk: 1 });
    expect(result.groups.length, resultText(result, 'stunnel')).toBe(0);
    // A round in which hardly anything is taken, or refused, would prove nothing.
    const taken = result.outcomes['accepted/accepted'] ?? 0;
    const refused = result.outcomes['refused/refused'] ?? 0;
    expect(Math.min(taken, refused)).toBeGreaterThan(RUNS / 6);
  });
});
