import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GeneratedFile } from '../../core/generators/generatedFile';
import { notIgnored } from './ignoreInGit';
import { realPlace, stayInside } from './insideRoot';
import { Refusal, refusalOf } from './refusal';
import { isFileThere, refuseOddPaths } from './setPaths';

/** A file with what is in its place: nothing, the same, another text, or the same secret, which is left alone. */
export interface PlannedFile {
  readonly file: GeneratedFile;
  readonly state: 'new' | 'unchanged' | 'differs' | 'kept';
  /** What is there, where it differs; never that of a secret. */
  readonly before?: Buffer;
}

/** What writing a set of files would do. */
export interface FilePlan {
  /** The real place of the set. */
  readonly folder: string;
  readonly files: readonly PlannedFile[];
  /** Paths of secrets that its .gitignore gets. */
  readonly ignored: readonly string[];
}

/** Where files may be written. */
export interface PlanOptions {
  /** The folder that nothing may leave by a link: the workspace. Default: the folder of the set. */
  readonly root?: string;
}

/**
 * What writing `files` into `folder` would do; nothing is written, and the folder need not be there.
 * @throws {Refusal} where they cannot be written: a secret that is there is another one, a link is in the way, a path
 *   leads out
 */
export function planFiles(folder: string, files: readonly GeneratedFile[], options: PlanOptions = {}): FilePlan {
  try {
    refuseOddPaths(files.map(({ path }) => path));
    stayInside(resolve(folder), options.root);
    const place = realPlace(resolve(folder));
    const secrets = files.filter(({ isSecret }) => isSecret).map(({ path }) => path);
    return {
      folder: place,
      files: files.map((file) => planned(place, file)),
      ignored: secrets.length === 0 ? [] : notIgnored(place, secrets),
    };
  } catch (error) {
    throw refusalOf(error, 'The files cannot be written');
  }
}

/** The bytes of `file`. */
export function bytesOf({ content }: GeneratedFile): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

function planned(folder: string, file: GeneratedFile): PlannedFile {
  if (!isFileThere(folder, file.path)) return { file, state: 'new' };
  const before = readFileSync(join(folder, file.path));
  const isSame = before.equals(bytesOf(file));
  if (!file.isSecret) return isSame ? { file, state: 'unchanged' } : { file, state: 'differs', before };
  if (isSame) return { file, state: 'kept' };
  throw new Refusal(
    `${file.path} is there already, with another secret in it, and secrets are never overwritten. Move it away, or choose another folder.`,
  );
}
