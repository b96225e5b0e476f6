import type { Completion } from '../features/completion';
import type { Hover } from '../features/hover';
import type { KeyNames } from '../features/secretNames';
import type { CheckInfo } from '../findings/check';
import type { Finding } from '../findings/finding';
import type { Needs, Surroundings, Targets } from '../kinds/kind';
import type { KindId } from '../kinds/kindId';
import type { Nouns } from '../model/nouns';
import type { Catalogue } from '../policy/catalogue';
import type { TextChange } from '../text/edit';
import type { OutlineItem } from '../text/outline';
import type { Span } from '../text/span';

/** What was found in a text. The next check of the same document takes it, to keep what has not changed. */
export interface Report {
  readonly findings: readonly Finding[];
  /** The files that the checks would like to look at. */
  readonly needs: Needs;
  /** What the file is about; read when it is asked for. */
  readonly nouns: () => Nouns;
}

/**
 * Everything that can be asked of a file of one kind. `Document` is a text that was read; it never changes, an edit
 * gives the next one. The functions are methods, so that a service is also one of an unknown document.
 */
export interface Service<Document = unknown, Known extends Report = Report> {
  readonly kind: KindId;
  /** Whether the program takes bytes as they are, so that a file in an old encoding is one like any other. */
  readonly takesAnyBytes: boolean;
  /** Everything it can find beyond the structure, for the documentation. */
  readonly checks: readonly CheckInfo[];
  /** The names of what holds a secret in files of this kind, so that no report prints it. */
  secretNames(): KeyNames;
  open(text: string): Document;
  /** The document after `change`; `text` is the text after it. */
  edit(document: Document, change: TextChange, text: string): Document;
  check(document: Document, surroundings: Surroundings, previous?: Known): Known;
  hover(document: Document, offset: number, targets: Targets): Hover | undefined;
  complete(document: Document, offset: number, targets: Targets): Completion | undefined;
  outline(document: Document): readonly OutlineItem[];
  folds(document: Document): readonly Span[];
}

/**
 * How often the files that a check asks for are read at most: what is read may name further ones (a fragment that is
 * included, a key in it), and honest files need two rounds.
 */
export const MAX_ROUNDS = 3;

/** The services of all kinds. */
export interface Services {
  /** The service of `kind`; undefined for a kind that has none. */
  readonly get: (kind: KindId) => Service | undefined;
  readonly all: () => readonly Service[];
  /** Everything that they find, by its id. */
  readonly catalogue: Catalogue;
}
