import type { CheckInfo } from '../findings/check';
import type { Finding } from '../findings/finding';
import type { Nouns } from '../model/nouns';
import type { OutlineItem } from '../text/outline';
import type { EmbeddedFile, Needs, Surroundings } from './kind';
import type { KindId } from './kindId';

/** What a reader understood of a text; spans are offsets into it. */
export interface Reading {
  readonly findings: readonly Finding[];
  readonly nouns: Nouns;
  /** The files that it wants to look at; see `Surroundings.neighbours`. */
  readonly needs?: Needs;
  readonly embedded?: readonly EmbeddedFile[];
}

/**
 * A kind of file that is understood for its nouns: read as a whole each time, and tolerant. What it does not
 * understand is unknown, never an error; it finds what its program passes over without a word.
 */
export interface ReaderKind {
  readonly id: KindId;
  readonly checks: readonly CheckInfo[];
  /** Total: any text gives a reading. */
  read(text: string, surroundings: Surroundings): Reading;
  outline(text: string): readonly OutlineItem[];
  /** Keys (of settings, variables, flags) whose values nobody may print, beyond those that look like it. */
  readonly secretKeys: readonly string[];
}
