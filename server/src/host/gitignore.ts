import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The .gitignore of one folder. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The .gitignore files that count in a folder, outermost first. */
export type Ignores = readonly Rules[];

/** Git compares names as the file system does. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** `ignores` with the .gitignore of `folder` (absolute), where it has one. */
export function withIgnoresOf(folder: string, ignores: Ignores): Ignores {
  try {
    const text = readFileSync(join(folder, '.gitignore'), 'utf8');
    return [...ignores, { folder, rules: ignore({ ignorecase }).add(text) }];
  } catch {
    return ignores;
  }
}

/**
 * What counts for `folder` (absolute) from the folders around it, up to the root of its repository; nothing outside of
 * one. A folder that is itself ignored was named on purpose: only its own rules count then.
 */
export function ignoresAround(folder: string): Ignores {
  const around: string[] = [];
  for (let at = folder; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return [];
    around.unshift(dirname(at));
  }
  let ignores: Ignores = [];
  for (const [index, at] of around.entries()) {
    ignores = withIgnoresOf(at, ignores);
    if (isIgnored(around[index + 1] ?? folder, true, ignores)) return [];
  }
  return ignores;
}

/** Whether git ignores the file at `path` (absolute), itself or with a folder around it; false outside of a repository. */
export function isIgnoredByGit(path: string): boolean {
  const folders = [dirname(path)];
  for (let at = dirname(path); !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return false;
    folders.unshift(dirname(at));
  }
  let ignores: Ignores = [];
  for (const [index, folder] of folders.entries()) {
    ignores = withIgnoresOf(folder, ignores);
    const inside = folders[index + 1];
    if (isIgnored(inside ?? path, inside !== undefined, ignores)) return true;
  }
  return false;
}

/** Whether git would ignore `path` (absolute); the innermost .gitignore that says something about it decides. */
export function isIgnored(path: string, isFolder: boolean, ignores: Ignores): boolean {
  return verdictOn(path, isFolder, ignores) === 'ignored';
}

/** What the innermost .gitignore that says something about `path` (absolute) says; undefined where none does. */
export function verdictOn(path: string, isFolder: boolean, ignores: Ignores): 'ignored' | 'taken' | undefined {
  for (const { folder, rules } of [...ignores].reverse()) {
    const inside = relative(folder, resolve(path)).split(sep).join('/');
    const verdict = rules.test(isFolder ? `${inside}/` : inside);
    if (verdict.ignored) return 'ignored';
    if (verdict.unignored) return 'taken';
  }
  return undefined;
}
