import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { allOrNothing, type TakeBack } from './allOrNothing';
import { createFile } from './createFile';
import { ignoreInGit } from './ignoreInGit';
import { realPlace, stayInside } from './insideRoot';
import { Refusal, refusalOf } from './refusal';

export { Refusal } from './refusal';

/** A file that only its owner may read, by its name in a folder. */
export interface PrivateFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Creates `files` in the folder `place`, with the rights 0600 from the first byte, and overwrites nothing. In a git repository
 * they are added to the folder's .gitignore before, where git does not ignore them already. All or nothing is done.
 * @param root the folder that the real path of `place` must not leave; undefined where every folder is allowed
 * @throws {Refusal} where it cannot be done
 */
export function createPrivateFiles(place: string, root: string | undefined, files: readonly PrivateFile[]): TakeBack {
  const names = files.map(({ path }) => path);
  return allOrNothing('The file cannot be written', (done) => {
    stayInside(resolve(place), root);
    // Git looks at the real place of a folder that was reached by a link.
    const folder = realPlace(resolve(place));
    if (isInRepository(folder)) done(ignoreInGit(folder, names));
    for (const { path, content } of files) done(createFile(join(folder, path), content, 0o600));
  });
}

/**
 * Takes the file at `path` from everybody but its owner.
 * @param root the folder that its real path must not leave; undefined where every folder is allowed
 * @throws {Refusal} where it cannot be done
 */
export function makePrivate(path: string, root: string | undefined): void {
  try {
    stayInside(path, root);
    if (!statSync(path).isFile()) throw new Refusal('This is no file, so its rights were not changed.');
    chmodSync(path, 0o600);
  } catch (error) {
    throw refusalOf(error, 'The rights cannot be changed');
  }
}

function isInRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}
