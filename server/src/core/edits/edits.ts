import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/**
 * A key with its value, as a fix writes it: a scalar, keys below it, or a list of scalars. In files without keys
 * (scripts) `key` is the whole line.
 */
export interface NewEntry {
  readonly key: string;
  readonly value: string | readonly NewEntry[] | readonly string[];
}

/**
 * Writes changes of a text in the style in which it is written: comments, indentation, quotes and line ends stay. A
 * place is given as the nouns have it: the span of a key, of a value, or of a whole block. Every function gives
 * undefined where it cannot be done without changing more than was asked for: in what an alias or `<<` brings in, in a
 * block scalar, on a line that says several things.
 */
export interface Edits {
  /** Puts `value` in the place of the scalar at `at`; its quotes stay. */
  replaceValue(at: Span, value: string): TextChange | undefined;
  /** Gives the entry at `at` another key. */
  renameKey(at: Span, key: string): TextChange | undefined;
  /** Takes the entry at `at` out; a block that would be empty then goes as a whole. */
  removeEntry(at: Span): TextChange | undefined;
  /** Puts `entries` in the place of the entry at `at`. */
  replaceEntry(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Writes `entries` next to the entry at `at`, into the same block. */
  addBeside(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Writes `entries` into the block at `at`: a mapping, the value of the key there, a section by its header. */
  addInto(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
}
