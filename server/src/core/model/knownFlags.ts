import { editDistance } from '../schema/suggest';
import { KNOWN_FLAGS, TOOLKIT_FLAGS } from './flagTables';
import { PROGRAMS } from './programs';

/** Why a flag ends the process that is given it. */
export interface FlagProblem {
  /** The flag that was meant, without dashes; absent where it has no successor. */
  readonly meant?: string;
  /** Whole sentences: what is wrong and what to do. */
  readonly text: string;
}

/** A version of a program, as far as a tag tells it. */
export type ProgramVersion = readonly [major: number, minor: number];

/** Names that people write and no program with these flags ever had (security-rules.md, unknown-flag). */
const NEVER: Readonly<Record<string, string | undefined>> = {
  'web-config': 'web.config.file',
  'web.log-level': 'log.level',
  'access-log': undefined,
};

/** A flag that a version took away. */
interface RemovedFlag {
  readonly program: string;
  readonly name: string;
  readonly removedIn: ProgramVersion;
  readonly meant?: string;
}

const REMOVED: readonly RemovedFlag[] = [
  { program: 'node_exporter', name: 'web.config', removedIn: [1, 5], meant: 'web.config.file' },
  { program: 'prometheus', name: 'storage.tsdb.retention', removedIn: [3, 0], meant: 'storage.tsdb.retention.time' },
  { program: 'prometheus', name: 'storage.tsdb.allow-overlapping-blocks', removedIn: [3, 0] },
  { program: 'prometheus', name: 'alertmanager.timeout', removedIn: [3, 0] },
  { program: 'prometheus', name: 'alertmanager.url', removedIn: [2, 0] },
  { program: 'prometheus', name: 'storage.local.path', removedIn: [2, 0], meant: 'storage.tsdb.path' },
  { program: 'prometheus', name: 'storage.local.retention', removedIn: [2, 0], meant: 'storage.tsdb.retention.time' },
  { program: 'node_exporter', name: 'collectors.enabled', removedIn: [0, 15] },
];

/**
 * What is wrong with the flag `name` (without dashes) of `program` (a name of programs.ts); undefined where nothing is
 * known to be: of most programs nobody here knows all flags, and a flag that is not known is no mistake.
 * @param version that of the program, where it can be told
 */
export function flagProblem(program: string, name: string, version?: ProgramVersion): FlagProblem | undefined {
  const known = KNOWN_FLAGS.get(program);
  const hasToolkit = known !== undefined || PROGRAMS.some((one) => one.name === program && one.hasWebConfig === true);
  if (!hasToolkit) return undefined;
  const plain = name.replace(/^no-/, '');
  if (Object.hasOwn(NEVER, plain)) return unknown(program, plain, NEVER[plain]);
  const removed = REMOVED.find((flag) => flag.program === program && flag.name === plain);
  if (removed !== undefined) return removedProblem(removed, version);
  if ((known ?? TOOLKIT_FLAGS).has(plain)) return undefined;
  if (known !== undefined && plain === 'web.config') return unknown(program, plain, 'web.config.file');
  const meant = nearMiss(plain, known ?? TOOLKIT_FLAGS);
  return meant === undefined ? undefined : unknown(program, plain, meant);
}

/** The version that the tag of an image names (`v1.8.2`, `v3.1.0-distroless`); newer than all for `latest` and none. */
export function versionOfTag(tag: string | undefined): ProgramVersion | undefined {
  if (tag === undefined || tag === 'latest') return [Number.POSITIVE_INFINITY, 0];
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})(?:[.\-_]|$)/.exec(tag) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}

function removedProblem({ program, name, removedIn, meant }: RemovedFlag, version: ProgramVersion | undefined) {
  if (version === undefined) return undefined;
  const [major, minor] = removedIn;
  const isGone = version[0] > major || (version[0] === major && version[1] >= minor);
  if (!isGone) return undefined;
  const advice = meant === undefined ? 'Remove it.' : `Use \`--${meant}\`.`;
  const text = `The flag \`--${name}\` is gone since ${program} ${major}.${minor}, which does not start with it. ${advice}`;
  return { text, ...(meant !== undefined && { meant }) };
}

function unknown(program: string, name: string, meant: string | undefined): FlagProblem {
  const advice = meant === undefined ? 'Remove it.' : `\`--${meant}\` is probably meant.`;
  const text = `There is no flag \`--${name}\` in ${program}, and an unknown one ends it as it starts. ${advice}`;
  return { text, ...(meant !== undefined && { meant }) };
}

/** The known flag of which `name` is a typo: other separators, or one letter off. */
function nearMiss(name: string, known: ReadonlySet<string>): string | undefined {
  const folded = fold(name);
  if (folded.length < 8) return undefined;
  const candidates = [...known];
  const same = candidates.find((candidate) => fold(candidate) === folded);
  if (same !== undefined) return same;
  // A short name of a collector may be one of somebody's own; `--collector.nvm` is as good as `--collector.nvme`.
  if (/^collector\.[^.]{0,6}$/.test(name)) return undefined;
  return candidates.find((candidate) => editDistance(name, candidate, 1) <= 1);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}
