import type { NeighbourFile } from '../core/kinds/kind';

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
  /** Calls `work` when the messages that have arrived are read, so that only the newest text is worked on. */
  readonly defer: (work: () => void) => void;
}
