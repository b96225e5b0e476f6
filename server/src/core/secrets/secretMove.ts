import type { KindId } from '../kinds/kindId';
import type { Secret } from '../model/nouns';
import type { TextChange } from '../text/edit';
import type { Way } from './way';

/** A secret that shall lie in a file of its own. */
export interface MoveRequest {
  /** The whole text of the config. */
  readonly text: string;
  readonly kind: KindId;
  /** The noun without its text: that is taken from `text`, so that whoever tells the place need not know the secret. */
  readonly secret: Pick<Secret, 'start' | 'end' | 'key' | 'fileKey'>;
  /** What it belongs to, for the names: see `ownerOf`. */
  readonly owner: string;
  /** The names that the folder of the config has already. */
  readonly taken: ReadonlySet<string>;
}

/** A file that is to be made. Its content is, or holds, the secret: it goes nowhere but into the file. */
export interface PrivateFile {
  /** Relative to the folder of the config, with no folder in it. */
  readonly path: string;
  readonly content: string;
  readonly mode: 0o600;
}

/** How a secret is moved: the files are made first, then the text is changed. */
export interface SecretMove {
  readonly files: readonly PrivateFile[];
  readonly changes: readonly TextChange[];
  /** What is still to be done, in a sentence for the user. */
  readonly note: string;
}

/** A secret that was found in the text, with what the file has to hold. */
export interface FoundSecret extends MoveRequest {
  readonly way: Way;
  readonly content: string;
  readonly fileKey: string;
}
