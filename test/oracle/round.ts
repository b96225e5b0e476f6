import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Targets } from '../../server/src/core/kinds/kind';
import { yamlKinds } from '../../server/src/core/kinds/registry';
import { linkedToolkit } from '../../server/src/core/kinds/targets';
import type { Version } from '../../server/src/core/schema/version';
import { makeIdentity } from './certificate';
import { fileOf } from './file';
import { concerns, KNOWN_DIFFERENCES, type KnownDifference } from './knownDifferences';
import { askOurs } from './ours';
import { askPromtool, createHome, type JudgedKind, type Promtool } from './promtool';
import { shrink } from './shrink';
import { quoted } from './tree';
import { agree, causeOf, type Disagreement, type Outcome } from './verdict';

export interface RoundOptions {
  readonly promtool: Promtool;
  readonly prometheus: Version;
  readonly kind: JudgedKind;
  readonly seed: number;
  readonly runs: number;
  /** How many disagreements of a cause are shrunk. */
  readonly shrunk: number;
}

/** Disagreements with the same cause. */
export interface Group {
  readonly cause: string;
  readonly count: number;
  readonly examples: readonly Disagreement[];
}

export interface RoundResult {
  readonly files: number;
  /** How often promtool and ScrapeGuard said what, as `promtool/ours`. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly groups: readonly Group[];
  readonly known: readonly { readonly difference: KnownDifference; readonly count: number }[];
}

const BATCH = 100;
const CONCURRENCY = 2;

/** Puts files with the seeds from `seed` on to promtool and to ScrapeGuard, and gives what they disagree on. */
export async function runRound(options: RoundOptions): Promise<RoundResult> {
  const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-oracle-'));
  try {
    return await inFolder(parent, options);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function inFolder(parent: string, options: RoundOptions): Promise<RoundResult> {
  const { kind, promtool, seed, runs } = options;
  const module = yamlKinds().get(kind)?.();
  const schema = module?.schemas[0];
  if (module === undefined || schema === undefined) throw new Error(`There is no kind ${kind}.`);
  const targets: Targets = {
    prometheus: options.prometheus,
    toolkit: linkedToolkit(options.prometheus) ?? 0,
    stunnel: 0,
  };
  const identity = makeIdentity();
  const present = { 'cert.pem': identity.certificate, 'key.pem': identity.key };
  const given = kind === 'web-config' ? givenOf(identity) : {};
  const target = { schema, version: module.version(targets), given };
  const outcomes = new Map<string, number>();
  const found: Disagreement[] = [];

  const judge = async (texts: readonly string[], home: string, count?: (outcome: string) => void) => {
    const theirs = await askPromtool(promtool, kind, texts, home);
    return texts.map((text, index): Disagreement | undefined => {
      const verdict = theirs[index] ?? { outcome: 'accepted' as Outcome, says: '', cause: '' };
      const ours = askOurs(module, text, targets);
      count?.(`${verdict.outcome}/${ours.outcome}`);
      return agree(verdict, ours) ? undefined : { seed: 0, text, theirs: verdict, ours };
    });
  };

  const homes = Array.from({ length: CONCURRENCY }, () => createHome(parent, present));
  let next = 0;
  await Promise.all(
    homes.map(async (home) => {
      while (next < runs) {
        const from = next;
        next = Math.min(runs, from + BATCH);
        const seeds = Array.from({ length: next - from }, (_, index) => seed + from + index);
        const texts = seeds.map((one) => fileOf(one, target));
        const results = await judge(texts, home, (outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
        for (const [index, result] of results.entries()) {
          if (result !== undefined) found.push({ ...result, seed: seeds[index] ?? 0 });
        }
      }
    }),
  );

  const differences = KNOWN_DIFFERENCES.filter((one) => concerns(one, kind, options.prometheus));
  const known = differences.map((difference) => ({ difference, count: found.filter(difference.isIt).length }));
  const unknown = found.filter((one) => !differences.some((difference) => difference.isIt(one)));
  const home = homes[0] ?? parent;
  const groups = await group(unknown, options.shrunk, (one) => shrink(one, (texts) => judge(texts, home)));
  return { files: runs, outcomes: Object.fromEntries(outcomes), groups, known: known.filter(({ count }) => count > 0) };
}

/** Files and PEM texts that are there, by the keys that name them. */
function givenOf({ certificate, key }: ReturnType<typeof makeIdentity>): Readonly<Record<string, string>> {
  const literal = (text: string) => `|\n  ${text.trimEnd().replaceAll('\n', '\n  ')}`;
  return {
    cert_file: 'cert.pem',
    key_file: quoted('key.pem'),
    client_ca_file: 'cert.pem',
    cert: literal(certificate),
    key: literal(key),
    client_ca: literal(certificate),
  };
}

/** `found` by cause, the most frequent one first, with the smallest of each made smaller by `shrinkOne`. */
export async function group(
  found: readonly Disagreement[],
  shrunk: number,
  shrinkOne: (one: Disagreement) => Promise<Disagreement>,
): Promise<readonly Group[]> {
  const byCause = new Map<string, Disagreement[]>();
  for (const one of found) byCause.set(causeOf(one), [...(byCause.get(causeOf(one)) ?? []), one]);
  const groups: Group[] = [];
  for (const [cause, all] of [...byCause].sort(([, a], [, b]) => b.length - a.length)) {
    const smallest = [...all].sort((a, b) => a.text.length - b.text.length).slice(0, shrunk);
    const examples: Disagreement[] = [];
    for (const one of smallest) examples.push(await shrinkOne(one));
    groups.push({ cause, count: all.length, examples });
  }
  return groups;
}
