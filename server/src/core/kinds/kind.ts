import type { CheckInfo } from '../findings/check';
import type { Finding } from '../findings/finding';
import type { Nouns } from '../model/nouns';
import type { Schema, Shape } from '../schema/shape';
import type { Version } from '../schema/version';
import type { Guess } from '../secrets/wellKnown';
import type { CutMode } from '../syntax/yaml/cut';
import type { ScalarNode } from '../syntax/yaml/nodes';
import type { Part, PartedDocument } from '../syntax/yaml/parts';
import type { Span } from '../text/span';
import type { KindId } from './kindId';
import type { Unit } from './units';

/** The versions of the programs that the files are for. */
export interface Targets {
  readonly prometheus: Version;
  readonly toolkit: Version;
  readonly stunnel: Version;
}

/** A file beside the one that is checked, as the host found it. */
export interface NeighbourFile {
  /** As it was written in the config, or found by a pattern in it; relative to the folder of the config. */
  readonly path: string;
  /** Undefined where there is no such file, or it cannot be read. */
  readonly text: string | undefined;
  /** What lies there instead of a file, where it is something else. */
  readonly is?: 'folder' | 'unreadable';
  /** The permission bits of the file, where the system has them. */
  readonly mode?: number;
  /** For a path that leads nowhere: whether the folder it should lie in is there. */
  readonly inKnownFolder?: boolean;
}

/** What only the host can find out. */
export interface Needs {
  /** What a config names that can be read: paths and patterns, relative to the folder of the config. */
  readonly patterns: readonly string[];
  /** Hashes on which the words of `wordsFor` are tried; see `Surroundings.guessed`. */
  readonly guesses?: readonly Guess[];
}

/** What checking a document needs besides its text. */
export interface Surroundings {
  readonly targets: Targets;
  /** The files that `needs` asked for, by pattern; absent where nobody can read files. */
  readonly neighbours?: ReadonlyMap<string, readonly NeighbourFile[]>;
  /**
   * The top-level key that a list at the root belongs to, for a text that is only that list: `scrape_configs` for the
   * jobs of `additionalScrapeConfigs`.
   */
  readonly section?: string;
  /** The path of the file, with forward slashes; a text inside of another file has none. */
  readonly path?: string;
  /** Whether one of the words fits, for each hash that was tried; a host tries as it has time. */
  readonly guessed?: ReadonlyMap<string, boolean>;
  /** Whether git ignores the file; absent where nobody has looked. */
  readonly isGitIgnored?: boolean;
  /** The time of the check, in milliseconds since 1970; absent where nothing may depend on it. */
  readonly now?: number;
}

/** A scalar that holds a whole file of another kind, such as a key of a ConfigMap. */
export interface EmbeddedFile extends Span {
  readonly kind: KindId;
  readonly node: ScalarNode;
  /** See `Surroundings.section`. */
  readonly section?: string;
}

/** What was found in one part, with spans inside the part, and what other parts need to know of it. */
export interface PartReport<Facts> {
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  /** The nouns of the part; absent where it has none. Worked out when they are first asked for. */
  readonly nouns?: () => Nouns;
  /** The files that lie in scalars of the part. */
  readonly embedded?: readonly EmbeddedFile[];
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
  /** The schemas of the file: keys that are secret, rows of the documentation. */
  readonly schemas: readonly Schema[];
  /** The shape of the root of `part`, which lies under the top-level key `section`; undefined where nobody knows it. */
  shapeOf(part: Part, section: string): Shape | undefined;
  /** Everything the kind can find beyond the structure, for the documentation. */
  readonly checks: readonly CheckInfo[];
  /** The target version that counts for this kind. */
  version(targets: Targets): Version;
  /** The program that reads the file, for messages. */
  readonly program: string;
  context(document: PartedDocument, surroundings: Surroundings): Context;
  checkUnits(units: readonly Unit[], context: Context, surroundings: Surroundings): PartReport<Facts>;
  checkAcross(facts: readonly PlacedFacts<Facts>[], context: Context, surroundings: Surroundings): readonly Finding[];
  /** The nouns that only all parts together make, at their places in the document. */
  nounsAcross?(facts: readonly PlacedFacts<Facts>[]): Nouns;
  /** What a text says that is no YAML at all, such as the JSON of a target file; undefined for one that is YAML. */
  otherFormat?(text: string, surroundings: Surroundings): PartReport<Facts> | undefined;
  /** The files that checking this document wants to look at. */
  needs(facts: readonly PlacedFacts<Facts>[]): Needs;
}
