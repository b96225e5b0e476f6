import { parseArgs } from 'node:util';
import { formatVersion, parseVersion } from '../../server/src/core/schema/version';
import { findPromtool, JUDGED_KINDS } from './promtool';
import { type Group, type RoundResult, runRound } from './round';
import { runStunnelRound } from './stunnel/round';
import { findStunnel } from './stunnel/stunnel';

const HELP = `npm run oracle -- [--runs N] [--seed N] [--kind KIND] [--shrink N] [--prometheus-version V]

Puts generated and mutated files to promtool and to ScrapeGuard and prints what they disagree on.
--kind stunnel asks stunnel instead, in namespaces of its own (as root; STUNNEL=FILE takes another one).
PROMTOOL=FILE takes another promtool than the one on the PATH; --prometheus-version tells its version
where it does not tell itself.`;

/** Runs the oracle with the options of the command line; the exit status is 1 where anything is unexplained. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
      shrink: { type: 'string', default: '1' },
      kind: { type: 'string' },
      'prometheus-version': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.kind === 'stunnel') {
    return runStunnel({ seed: Number(values.seed), runs: Number(values.runs), shrunk: Number(values.shrink) });
  }
  const promtool = findPromtool();
  const version = parseVersion(values['prometheus-version'] ?? '') ?? promtool?.version;
  if (promtool === undefined || version === undefined) {
    console.error(
      promtool === undefined
        ? 'There is no promtool: apt-get install prometheus, or name one with PROMTOOL=FILE.'
        : 'This promtool does not tell its version: name it with --prometheus-version.',
    );
    return 2;
  }
  const only = JUDGED_KINDS.find((kind) => kind === values.kind);
  let unexplained = 0;
  for (const kind of only === undefined ? JUDGED_KINDS : [only]) {
    const numbers = { seed: Number(values.seed), runs: Number(values.runs), shrunk: Number(values.shrink) };
    const result = await runRound({ promtool, prometheus: version, kind, ...numbers });
    console.log(`# ${kind}, ${promtool.program} ${formatVersion(version)}, seed ${values.seed}`);
    console.log(resultText(result));
    unexplained += result.groups.length;
  }
  return unexplained > 0 ? 1 : 0;
}

/** The round of stunnel, which is asked by starting it. */
async function runStunnel(numbers: { seed: number; runs: number; shrunk: number }): Promise<number> {
  const stunnel = findStunnel();
  if (stunnel === undefined) {
    console.error(STUNNEL_NEEDED);
    return 2;
  }
  const result = await runStunnelRound({ stunnel, ...numbers });
  console.log(`# stunnel, ${stunnel.program} ${formatVersion(stunnel.version)}, seed ${numbers.seed}`);
  console.log(resultText(result, 'stunnel'));
  return result.groups.length > 0 ? 1 : 0;
}

const STUNNEL_NEEDED = `There is no stunnel, or namespaces may not be made: apt-get install stunnel4 openssl iproute2, and run as root.
STUNNEL=FILE takes another stunnel than the one on the PATH.`;

/** A round as people read it. */
export function resultText({ files, outcomes, groups, known }: RoundResult, program = 'promtool'): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const disagreements = groups.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `${files} files (${program}/ScrapeGuard: ${counts.join(', ')})`,
    ...known.map(({ difference, count }) => `${count} explained: ${difference.reason}`),
    `${disagreements} unexplained, of ${groups.length} causes`,
  ];
  return [...lines, ...groups.map((one) => groupText(one, program))].join('\n');
}

function groupText({ cause, count, examples }: Group, program: string): string {
  const shown = examples.map(({ seed, text, theirs, ours }) =>
    [
      `--- seed ${seed}`,
      text.replace(/[^\n\x20-\x7e\u00a1-\ufefe]/gu, (character) => JSON.stringify(character).slice(1, -1)).trimEnd(),
      `--- ${program}: ${theirs.outcome}${theirs.says === '' ? '' : `: ${theirs.says}`}`,
      `--- ScrapeGuard: ${ours.outcome}${ours.says === '' ? '' : `:\n${ours.says}`}`,
    ].join('\n'),
  );
  return [`\n## ${count} x ${cause}`, ...shown].join('\n');
}
