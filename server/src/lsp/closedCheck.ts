import type { Diagnostic } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Finding } from '../core/findings/finding';
import { detectKind } from '../core/kinds/detect';
import { configuredKind } from '../core/policy/project';
import type { Guess } from '../core/secrets/wellKnown';
import { checkFile } from '../core/services/checkFile';
import type { Disk } from './disk';
import type { Workshop } from './openFile';
import type { Root } from './root';
import type { Runtime } from './runtime';

/** What checking files that no editor has open needs. */
export interface CheckMeans {
  readonly disk: Disk;
  readonly workshop: Workshop;
  readonly toDiagnostics: (findings: readonly Finding[], uri: string, text: string) => readonly Diagnostic[];
  /** See `Runtime.guess`. */
  readonly guess: Runtime['guess'];
}

/** What is told of a closed file, with the paths and patterns of the files that it names. */
export interface CheckedClosed {
  readonly items: readonly Diagnostic[];
  readonly named: readonly string[];
}

/** Checks files that no editor has open. */
export interface ClosedCheck {
  /** Checks what lies at `uri`; undefined where that is none of ours. */
  readonly of: (uri: string, root: Root) => CheckedClosed | undefined;
  /** Tries words on the hashes that were met, which takes its time; `again` is called with each file that has some. */
  readonly tryWords: (again: (uri: string) => void) => Promise<void>;
}

/** Hashes that are remembered; a new one beyond it has all of them tried anew. */
const MOST_TRIED = 1000;

/** A check that has met no file yet. */
export function createClosedCheck({ disk, workshop, toDiagnostics, guess }: CheckMeans): ClosedCheck {
  const tried = new Map<string, boolean>();
  const untried = new Map<string, readonly Guess[]>();
  let isTrying = false;

  function known(uri: string, guesses: readonly Guess[]): ReadonlyMap<string, boolean> {
    const left = guesses.filter(({ hash }) => !tried.has(hash));
    if (left.length > 0 && guess !== undefined) untried.set(uri, left);
    return tried;
  }

  return {
    of: (uri, { settings, projectOf }) => {
      const { path } = URI.parse(uri);
      const project = projectOf(path);
      const names = { path, associations: settings.files };
      const isWanted = (text: string) => detectKind({ ...names, text, ...configuredKind(project, path) }) !== undefined;
      const context = {
        ...names,
        wishes: settings,
        project,
        readNeighbours: (patterns: readonly string[]) => disk.readNeighbours(uri, patterns),
        guess: (guesses: readonly Guess[]) => known(uri, guesses),
        // What git ignores is not on the way of a walk.
        isGitIgnored: false,
        now: Date.now(),
      };
      const found = checkFile(disk.read(uri, isWanted), context, workshop);
      if (found.text === undefined) return undefined;
      return { items: toDiagnostics(found.findings, uri, found.text), named: found.named };
    },
    tryWords: async (again) => {
      if (guess === undefined || isTrying) return;
      isTrying = true;
      for (const [uri, guesses] of untried) {
        untried.delete(uri);
        if (tried.size > MOST_TRIED) tried.clear();
        for (const [hash, fits] of await guess(guesses)) tried.set(hash, fits);
        again(uri);
      }
      isTrying = false;
    },
  };
}
