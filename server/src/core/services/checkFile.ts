import type { Finding } from '../findings/finding';
import { type DetectInput, detectKind, rootSection } from '../kinds/detect';
import type { NeighbourFile, Surroundings, Targets } from '../kinds/kind';
import { targetsFor } from '../kinds/targets';
import { judge } from '../policy/judge';
import { configuredKind, NO_PROJECT, type Project, policyOf, versionsOf, type Wishes } from '../policy/project';
import type { Guess } from '../secrets/wellKnown';
import { MAX_ROUNDS, type Report, type Service, type Services } from './service';

/**
 * A file as it could be read: its text, or the reason why not, with what there is to guess its kind by. `bytes` is
 * there for a file that is no UTF-8: each of its bytes as one character, for programs that take any bytes.
 */
export type FileContent =
  | { readonly text: string; readonly reason?: undefined }
  | { readonly text?: undefined; readonly reason: string; readonly head: string; readonly bytes?: string };

/** What counts for a file that is checked, besides its text. */
export interface FileContext extends Omit<DetectInput, 'text' | 'configured'> {
  /** What the user wants beside what `project` says. */
  readonly wishes: Wishes;
  /** The configuration of the workspace that counts for the file; none where absent. */
  readonly project?: Project;
  /** The absolute path of the file, with forward slashes, where `path` is none. */
  readonly place?: string;
  /** Reads the files that patterns name, relative to the folder of the file; see `Surroundings.neighbours`. */
  readonly readNeighbours: (patterns: readonly string[]) => ReadonlyMap<string, readonly NeighbourFile[]>;
  /** Tries words on hashes; see `Surroundings.guessed`. */
  readonly guess?: (guesses: readonly Guess[]) => ReadonlyMap<string, boolean>;
  /** See `Surroundings.isGitIgnored`. */
  readonly isGitIgnored?: boolean;
  readonly now: number;
}

/** A file of ours that was checked, or why nothing can be told of a file; without a reason it is none of ours. */
export type CheckedText =
  | {
      readonly service: Service;
      readonly text: string;
      /** What is told of what was found; see `judge`. */
      readonly findings: readonly Finding[];
      /** The paths and patterns of the files that had a say in it, relative to the folder of the file. */
      readonly named: readonly string[];
    }
  | { readonly service: Service | undefined; readonly text?: undefined; readonly reason: string | undefined };

/**
 * Checks a file once and for all: its kind is found, and the files that it names, and those that these name, are read;
 * what was found is judged by the policy of the workspace. `newest` counts where nobody wants other versions. Whether
 * the workspace leaves the file alone is the question of who looks for files.
 */
export function checkFile(
  content: FileContent,
  context: FileContext,
  { services, newest }: { readonly services: Services; readonly newest: Targets },
): CheckedText {
  const { wishes, project = NO_PROJECT, readNeighbours, now, guess, isGitIgnored, place, ...names } = context;
  const { path } = names;
  const configured = configuredKind(project, place ?? path);
  const input: DetectInput = { ...names, ...configured, text: content.text ?? content.head };
  const id = detectKind(input);
  const service = id === undefined ? undefined : services.get(id);
  const text = content.text ?? (service?.takesAnyBytes === true ? content.bytes : undefined);
  if (service === undefined || text === undefined) return { service, reason: content.reason };
  const section = rootSection(input);
  const targets = targetsFor(path, versionsOf(project, wishes), newest);
  const surroundings = {
    targets,
    path,
    now,
    ...(section !== undefined && { section }),
    ...(isGitIgnored !== undefined && { isGitIgnored }),
  };
  const { report, isComplete } = checkWithNeighbours(service, text, surroundings, readNeighbours, guess);
  const { findings, needs } = report;
  const policy = policyOf(project, wishes, services.catalogue);
  return { service, text, findings: judge(findings, text, service.kind, policy, isComplete), named: needs.patterns };
}

/** The report with all that it asked for, and whether all of that could be had. */
function checkWithNeighbours(
  service: Service,
  text: string,
  surroundings: Surroundings,
  read: FileContext['readNeighbours'],
  guess: FileContext['guess'],
): { readonly report: Report; readonly isComplete: boolean } {
  const document = service.open(text);
  let report = service.check(document, surroundings);
  let neighbours: Surroundings['neighbours'];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { patterns } = report.needs;
    const known = neighbours;
    if (patterns.every((pattern) => known?.has(pattern))) break;
    neighbours = read(patterns);
    report = service.check(document, { ...surroundings, neighbours }, report);
  }
  const { guesses = [] } = report.needs;
  if (guess === undefined || guesses.length === 0) return { report, isComplete: guesses.length === 0 };
  const guessed = guess(guesses);
  const known = { ...surroundings, ...(neighbours && { neighbours }), guessed };
  return {
    report: service.check(document, known, report),
    isComplete: guesses.every(({ hash }) => guessed.has(hash)),
  };
}
