import type { NeighbourFile } from '../core/kinds/kind';
import type { Guess } from '../core/secrets/wellKnown';
import type { Disk } from './disk';

/** What the server gets from where it runs; everything else is the same in Node and in a browser. */
export interface Runtime {
  /**
   * The files that the patterns name, relative to the folder of the document at `uri`; a pattern without a match has
   * none. Undefined for a document beside which nobody can read.
   */
  readonly readNeighbours?: (
    uri: string,
    patterns: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly NeighbourFile[]> | undefined>;
  /** The nearest `.scrapeguard.yaml` above the document at `uri`; undefined where there is none, or nobody can read. */
  readonly readConfig?: (uri: string) => Promise<{ readonly uri: string; readonly text: string } | undefined>;
  /** The files that no editor has open; absent where nobody can look for them. */
  readonly disk?: Disk;
  /** Tries well-known words on hashes, with rests between them; see `Surroundings.guessed`. */
  readonly guess?: (guesses: readonly Guess[]) => Promise<ReadonlyMap<string, boolean>>;
  /** Whether git ignores the document at `uri`; undefined where nobody can tell. */
  readonly isGitIgnored?: (uri: string) => Promise<boolean | undefined>;
  /** Calls `work` when the messages that have arrived are read, so that only the newest text is worked on. */
  readonly defer: (work: () => void) => void;
}
