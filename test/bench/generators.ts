import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { generateSetUp } from '../../server/src/core/generators/setUp/generateSetUp';
import { readAnswers } from '../../server/src/core/generators/setUp/readAnswers';
import { readExisting } from '../../server/src/host/credentials/existingCredentials';
import { makeCredentials } from '../../server/src/host/credentials/makeCredentials';
import { planFiles } from '../../server/src/host/writing/planFiles';
import { measureProcess } from './measure';
import { median } from './table';

/** How long keys take to be found is chance: so many runs at least. */
const LEAST_RUNS = 10;
const HOST = 'web-1.example.com';

/** A whole set for mutual TLS (RSA 4096 for the authority, 3072 for two leaves), as lines of Markdown. */
export async function generatorsText(home: string, repetitions: number): Promise<string> {
  const [took, gaps]: [number[], number[]] = [[], []];
  for (let run = 0; run < Math.max(LEAST_RUNS, repetitions); run++) {
    const time = timeOfSet(join(home, 'set'));
    if (time !== undefined) took.push(time);
    gaps.push(await longestGap(join(home, 'set')));
  }
  const cells = [median(took)?.toFixed(0), median(gaps)?.toFixed(0)];
  return [
    '| | whole process, ms | longest time without an answer, ms |',
    '| --- | --: | --: |',
    `| \`scrapeguard init mtls\`: an authority (RSA 4096), two certificates, all files | ${cells.join(' | ')} |`,
  ].join('\n');
}

/** Milliseconds that the command line takes for a set in `folder`, which is removed again. */
function timeOfSet(folder: string): number | undefined {
  const flags = ['--host', HOST, '--out', folder, '--no-ca-passphrase', '--prometheus-web', 'unchanged'];
  try {
    return measureProcess([process.execPath, resolve('dist/cli.js'), 'init', 'mtls', ...flags]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The longest time, in milliseconds, for which this process could have answered nobody while it made the same set, with a
 * passphrase and a browser's certificate besides: what an editor would feel.
 */
async function longestGap(folder: string): Promise<number> {
  const read = readAnswers({ profile: ['mtls'], hosts: [HOST], web: ['certificate'] });
  if ('problems' in read) throw new Error(read.problems.map(({ problem }) => problem).join(' '));
  const answers = { plainCaKey: false, authorityPassphrase: 'only for this', bits: 3072, caBits: 4096, cost: 12 };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const existing = await readExisting(folder, read.setUp);
  const { credentials, files } = await makeCredentials(read.setUp, existing, answers, { now: Date.now() });
  planFiles(folder, [...files, ...generateSetUp(read.setUp, credentials)]);
  // What has just kept the thread is seen in the next turn.
  await new Promise((next) => setTimeout(next, 5));
  delay.disable();
  return delay.max / 1e6;
}
