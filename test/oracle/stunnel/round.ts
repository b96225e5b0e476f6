import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices } from '../../../server/src/core/services/registry';
import { group, type RoundResult } from '../round';
import { shrink } from '../shrink';
import { agree, type Disagreement } from '../verdict';
import { makeFiles } from './files';
import { confOf } from './generate';
import { KNOWN_DIFFERENCES } from './knownDifferences';
import { askOurs } from './ours';
import { type Answer, askStunnel, type Stunnel } from './stunnel';

export interface RoundOptions {
  readonly stunnel: Stunnel;
  readonly seed: number;
  readonly runs: number;
  /** How many disagreements of a cause are shrunk. */
  readonly shrunk: number;
}

const BATCH = 50;
const CONCURRENCY = 4;

/** Puts configurations with the seeds from `seed` on to stunnel and to ScrapeGuard, and gives what they disagree on. */
export async function runStunnelRound(options: RoundOptions): Promise<RoundResult> {
  const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-oracle-'));
  try {
    makeFiles(join(parent, 'tls'));
    return await inFolder(parent, options);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function inFolder(parent: string, { stunnel, seed, runs, shrunk }: RoundOptions): Promise<RoundResult> {
  const service = createServices([]).get('stunnel');
  if (service === undefined) throw new Error('There is no service for stunnel.');
  const { version } = stunnel;
  const outcomes: Record<string, number> = {};
  const found: Disagreement[] = [];

  const judge = async (texts: readonly string[], home: string, count?: (outcome: string) => void) => {
    const theirs = await askStunnel(stunnel, texts, home);
    return texts.map((text, index): Disagreement | undefined => {
      const answer = theirs[index];
      if (answer === undefined) return undefined;
      const ours = askOurs(service, text, version, home);
      count?.(`${answer.isRuntime ? 'not started' : answer.outcome}/${ours.outcome}`);
      return isSettled(answer, ours) ? undefined : { seed: 0, text, theirs: answer, ours };
    });
  };

  const homes = Array.from({ length: CONCURRENCY }, (_, index) => join(parent, `home${index}`));
  let next = 0;
  await Promise.all(
    homes.map(async (home) => {
      mkdirSync(home, { recursive: true });
      while (next < runs) {
        const from = next;
        next = Math.min(runs, from + BATCH);
        const seeds = Array.from({ length: next - from }, (_, index) => seed + from + index);
        // The folder of each question is another one: the texts name the files in it.
        const texts = seeds.map((one) => confOf(one, { place: { tls: join(parent, 'tls'), home }, version }));
        const results = await judge(texts, home, (outcome) => {
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        });
        for (const [index, result] of results.entries()) {
          if (result !== undefined) found.push({ ...result, seed: seeds[index] ?? 0 });
        }
      }
    }),
  );

  const known = KNOWN_DIFFERENCES.map((difference) => ({ difference, count: found.filter(difference.isIt).length }));
  const unknown = found.filter((one) => !KNOWN_DIFFERENCES.some((difference) => difference.isIt(one)));
  const home = homes[0] ?? parent;
  const groups = await group(unknown, shrunk, (one) => shrink(one, (texts) => judge(texts, home)));
  return { files: runs, outcomes, groups, known: known.filter(({ count }) => count > 0) };
}

/** Whether both say the same; what only shows when a port is bound or a file written may be said or not. */
function isSettled(theirs: Answer, ours: Parameters<typeof agree>[1]): boolean {
  return theirs.isRuntime || agree(theirs, ours);
}
