import type { CheckInfo } from '../findings/check';
import type { Finding } from '../findings/finding';
import type { Schema } from '../schema/shape';
import type { Version } from '../schema/version';
import type { CutMode } from '../syntax/yaml/cut';
import type { PartedDocument } from '../syntax/yaml/parts';
import type { KindId } from './detect';
import type { Unit } from './units';

/** The versions of the programs that the files are for. */
export interface Targets {
  readonly prometheus: Version;
  readonly toolkit: Version;
}

/** A file beside the one that is checked, as the host found it. */
export interface NeighbourFile {
  /** As it was written in the config, or found by a pattern in it; relative to the folder of the config. */
  readonly path: string;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
}

/** What a config names that only the host can read: paths and patterns, relative to the folder of the config. */
export interface Needs {
  readonly patterns: readonly string[];
}

/** What checking a document needs besides its text. */
export interface Surroundings {
  readonly targets: Targets;
  /** The files that `needs` asked for, by pattern; absent where nobody can read files. */
  readonly neighbours?: ReadonlyMap<string, readonly NeighbourFile[]>;
}

/** What was found in one part, with spans inside the part, and what other parts need to know of it. */
export interface PartReport<Facts> {
  readonly findings: readonly Finding[];
  readonly facts: Facts;
}

/** The facts of a part at its place in the document. */
export interface PlacedFacts<Facts> {
  readonly start: number;
  readonly facts: Facts;
}

/**
 * A kind of YAML file. `Context` is what the checks of a part need from the rest of the document: a plain JSON value,
 * so that the findings of a part are kept as long as it stays the same. The functions are methods, so that a kind is
 * also one of unknown context and facts.
 */
export interface YamlKind<Context, Facts> {
  readonly id: KindId;
  readonly cut: CutMode;
  readonly schema: Schema;
  /** Everything the kind can find beyond the structure, for the documentation. */
  readonly checks: readonly CheckInfo[];
  /** The target version that counts for this kind. */
  version(targets: Targets): Version;
  /** The program that reads the file, for messages. */
  readonly program: string;
  context(document: PartedDocument, surroundings: Surroundings): Context;
  checkUnits(units: readonly Unit[], context: Context, surroundings: Surroundings): PartReport<Facts>;
  checkAcross(facts: readonly PlacedFacts<Facts>[], context: Context, surroundings: Surroundings): readonly Finding[];
  /** The files that checking this document wants to look at. */
  needs(facts: readonly PlacedFacts<Facts>[]): Needs;
}
