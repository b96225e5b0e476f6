import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ignores, ignoresAround, isIgnored, verdictOn, withIgnoresOf } from '../gitignore';
import type { TakeBack } from './allOrNothing';
import { writeAll } from './createFile';
import { Refusal } from './refusal';

/** Those of `paths` (below `folder`, parted by `/`) that no .gitignore of the folder or around it names. */
export function notIgnored(folder: string, paths: readonly string[]): readonly string[] {
  const ignores = withIgnoresOf(folder, ignoresAround(folder));
  return paths.filter((path) => !isIgnored(join(folder, path), false, ignores));
}

/**
 * Adds those of `paths` to the .gitignore of `folder` that git does not ignore; they have no characters of a pattern.
 * @throws {Refusal} where the file is not the folder's own, or one further inside takes a path back
 */
export function ignoreInGit(folder: string, paths: readonly string[]): TakeBack {
  refuseTaken(folder, paths);
  const missing = notIgnored(folder, paths);
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
  } catch (error) {
    asItWas(path, before?.size, fstatSync(file).size)();
    throw error;
  } finally {
    closeSync(file);
  }
}

/** A .gitignore between `folder` and a path counts more than that of `folder`. */
function refuseTaken(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    const between: string[] = [];
    for (let at = dirname(path); at !== '.'; at = dirname(at)) between.unshift(join(folder, at));
    const inner = between.reduce<Ignores>((ignores, at) => withIgnoresOf(at, ignores), []);
    if (verdictOn(join(folder, path), false, inner) === 'taken') {
      throw new Refusal(`A .gitignore beside ${path} tells git to take it, so the secret might be committed.`);
    }
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
