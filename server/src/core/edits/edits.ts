import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/** A scalar that is a text whatever it looks like: a name such as `123` or `on` is quoted in YAML. */
export interface NewText {
  readonly text: string;
}

/**
 * A key with its value, as a fix writes it: a scalar, keys below it, or a list of scalars or of blocks. In files
 * without keys (scripts) `key` is the whole line.
 */
export interface NewEntry {
  readonly key: string;
  readonly value: string | NewText | readonly NewEntry[] | readonly string[] | readonly NewBlock[];
}

/** An item of a list that has keys of its own. */
export type NewBlock = readonly NewEntry[];

/**
 * Writes changes of a text in the style in which it is written: comments, indentation, quotes and line ends stay. A
 * place is given as the nouns have it: the span of a key, of a value, or of a whole block. Every function gives
 * undefined where it cannot be done without changing more than was asked for: in what an alias or `<<` brings in, in a
 * block scalar, on a line that says several things.
 */
export interface Edits {
  /** Puts `value` in the place of the scalar at `at`, or of that part of one; its quotes stay. */
  replaceValue(at: Span, value: string): TextChange | undefined;
  /** Gives the entry at `at` another key. */
  renameKey(at: Span, key: string): TextChange | undefined;
  /** Takes the entry at `at` out; a block that would be empty then goes as a whole. */
  removeEntry(at: Span): TextChange | undefined;
  /** Takes the scalar at `at` out of the list that it is an item of; the only one stays. */
  removeItem(at: Span): TextChange | undefined;
  /** Puts `entries` in the place of the entry at `at`. */
  replaceEntry(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Writes `entries` next to the entry at `at`, into the same block. */
  addBeside(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Writes `entries` into the block at `at`: a mapping, the value of the key there, a section by its header. */
  addInto(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Writes `entries` above the entry at `at`. */
  addAbove(at: Span, entries: readonly NewEntry[]): TextChange | undefined;
  /** Moves the entry at `at` behind the one at `behind`, with the comments on its line. */
  moveBehind(at: Span, behind: Span): readonly (TextChange | undefined)[];
  /** Writes `argument` behind the last one of the command line at `at`: of an `ExecStart`, a service, a container. */
  addArgument(at: Span, argument: string): TextChange | undefined;
}
