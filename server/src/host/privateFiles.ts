import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ignoresAround, isIgnored, withIgnoresOf } from './gitignore';
import { reasonOf } from './reasonOf';

/** A file that only its owner may read, by its name in a folder. */
export interface PrivateFile {
  readonly path: string;
  readonly content: string;
}

/** Why something was not written: a sentence for the user that tells nothing of what is in the files. */
export class Refusal extends Error {}

/** Takes back what was done. */
export type TakeBack = () => void;

/**
 * Creates `files` in the folder `place`, with the rights 0600 from the first byte, and overwrites nothing. In a git repository
 * they are added to the folder's .gitignore before, where git does not ignore them already. All or nothing is done.
 * @param root the folder that the real path of `place` must not leave; undefined where every folder is allowed
 * @throws {Refusal} where it cannot be done
 */
export function createPrivateFiles(place: string, root: string | undefined, files: readonly PrivateFile[]): TakeBack {
  const folder = resolve(place);
  const undo: TakeBack[] = [];
  const takeBack = () => {
    for (const back of undo.splice(0).reverse()) back();
  };
  try {
    stayInside(folder, root);
    const names = files.map(({ path }) => path);
    if (isInRepository(folder)) undo.push(ignoreInGit(folder, names));
    for (const { path, content } of files) undo.push(create(join(folder, path), content));
    return takeBack;
  } catch (error) {
    takeBack();
    throw error instanceof Refusal ? error : new Refusal(`The file cannot be written: ${reasonOf(error)}.`);
  }
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
    throw error instanceof Refusal ? error : new Refusal(`The rights cannot be changed: ${reasonOf(error)}.`);
  }
}

function stayInside(path: string, root: string | undefined): void {
  if (root === undefined) return;
  const way = relative(realpathSync(root), realpathSync(path));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new Refusal('A link leads from here out of the workspace, so nothing was written. Open the folder itself.');
  }
}

/** Creates a file that is not there yet; a link in its place counts as one that is. */
function create(path: string, content: string): TakeBack {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    throw new Refusal('A file of that name came in between, and nothing is overwritten. Try again.');
  }
  const remove = () => rmSync(path, { force: true });
  try {
    writeAll(file, Buffer.from(content, 'utf8'));
  } catch (error) {
    remove();
    throw error;
  } finally {
    closeSync(file);
  }
  return remove;
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function isInRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

/** Adds those of `names` to the .gitignore of `folder` that git does not ignore; they have no characters of a pattern. */
function ignoreInGit(folder: string, names: readonly string[]): TakeBack {
  const ignores = withIgnoresOf(folder, ignoresAround(folder));
  const missing = names.filter((name) => !isIgnored(join(folder, name), false, ignores));
  if (missing.length === 0) return () => undefined;
  const path = join(folder, '.gitignore');
  const before = lstatSync(path, { throwIfNoEntry: false });
  // Git itself follows no link here, and what it leads to is somebody else's file.
  if (before !== undefined && !before.isFile()) {
    throw new Refusal('Its .gitignore is no file of its own, so the secret might be committed. Nothing was written.');
  }
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o644);
  try {
    const text = readFileSync(file, 'utf8');
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const start = text === '' || text.endsWith('\n') ? '' : newline;
    writeAll(file, Buffer.from(start + missing.map((name) => `/${name}${newline}`).join(''), 'utf8'));
    return asItWas(path, before?.size, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/** Takes back what was added to the file, unless somebody has written into it since. */
function asItWas(path: string, before: number | undefined, after: number): TakeBack {
  return () => {
    if (lstatSync(path, { throwIfNoEntry: false })?.size !== after) return;
    if (before === undefined) rmSync(path);
    else {
      const file = openSync(path, 'r+');
      ftruncateSync(file, before);
      closeSync(file);
    }
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
