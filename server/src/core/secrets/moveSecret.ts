import type { KindId } from '../kinds/kindId';
import type { Secret } from '../model/nouns';
import { secretForm } from '../model/secretForm';
import type { TextChange } from '../text/edit';
import { BESIDE_FILE, contentOf, SELECTORS } from './canMove';
import { toFile } from './toFile';
import { toGrafanaSecret, toMountedSecret } from './toHelmSecret';
import { toSelector } from './toSelector';
import { wayTo } from './way';

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

/**
 * How the secret is moved into a file of its own, or into a manifest of a Secret. Undefined where that cannot be done:
 * there is no such scalar (it is a part of another one), it is no secret in clear text, something else shares it
 * (an anchor), or the key of the file is there already.
 */
export function moveSecret(request: MoveRequest): SecretMove | undefined {
  const { text, kind, secret } = request;
  const { fileKey } = secret;
  const way = wayTo(text, secret);
  if (way === undefined || fileKey === undefined || secretForm(way.scalar.value) !== 'clear') return undefined;
  const content = contentOf({ text: way.scalar.value });
  if (content === undefined) return undefined;
  const found = { ...request, way, content, fileKey };
  if (BESIDE_FILE.has(kind)) return toFile(found);
  if (SELECTORS.has(fileKey)) return toSelector(found);
  if (kind !== 'helm-values') return undefined;
  return fileKey === 'admin.existingSecret' ? toGrafanaSecret(found) : toMountedSecret(found);
}
