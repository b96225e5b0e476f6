import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Ignores, ignoresAround, isIgnored, withIgnoresOf } from './gitignore';
import { reasonOf } from './reasonOf';

/** What a walk looks at; paths are those of the walk, with forward slashes. */
export interface WalkFilter {
  readonly takes: (path: string) => boolean;
  /** Whether to look into a folder; every one where absent. */
  readonly enters?: (path: string) => boolean;
}

/** One folder of a walk. */
export interface WalkedFolder {
  /** The files in it that the filter takes and git does not ignore. */
  readonly files: readonly string[];
  /** Set where the folder cannot be read. */
  readonly skipped?: { readonly path: string; readonly reason: string };
}

const NEVER = new Set(['.git', 'node_modules']);

/**
 * The files below `root` that `filter` takes and that git does not ignore, one folder for each step, so that whoever
 * walks can pause in between. Links to folders are not followed.
 */
export function* walk(root: string, filter: WalkFilter): Generator<WalkedFolder, void, void> {
  const waiting: { readonly folder: string; readonly outer: Ignores }[] = [
    { folder: root, outer: ignoresAround(resolve(root)) },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, outer } = next;
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      const reason = `the folder cannot be read: ${reasonOf(error)}`;
      yield { files: [], skipped: { path: forward(folder), reason } };
      continue;
    }
    const ignores = withIgnoresOf(resolve(folder), outer);
    const files: string[] = [];
    for (const entry of entries) {
      const path = below(folder, entry.name);
      if (entry.isDirectory()) {
        if (isEntered(path, entry.name, ignores, filter)) waiting.push({ folder: path, outer: ignores });
      } else if (filter.takes(forward(path)) && !isIgnored(path, false, ignores) && isFile(entry, path)) {
        files.push(path);
      }
    }
    yield { files };
  }
}

/** Whether a walk over `root` would come by the file at `path`, both absolute; whether that is there is not asked. */
export function isOnWalk(root: string, path: string, filter: WalkFilter): boolean {
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..') || resolve(root, inside) !== path) return false;
  let folder = root;
  let ignores = withIgnoresOf(root, ignoresAround(root));
  for (const name of relative(root, dirname(path)).split(sep)) {
    if (name === '') break;
    folder = below(folder, name);
    if (!isEntered(folder, name, ignores, filter)) return false;
    ignores = withIgnoresOf(folder, ignores);
  }
  return filter.takes(forward(path)) && !isIgnored(path, false, ignores);
}

function isEntered(path: string, name: string, ignores: Ignores, { enters }: WalkFilter): boolean {
  return !NEVER.has(name) && enters?.(forward(path)) !== false && !isIgnored(path, true, ignores);
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && typeOf(path) === 'file');
}

/** `name` in `folder`, which stays as it was given; the current folder is left out. */
function below(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') || folder.endsWith(sep) ? folder + name : `${folder}${sep}${name}`;
}

/** `path` with forward slashes. */
export function forward(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** What lies at `path`; `unknown` where the system does not tell. */
export function typeOf(path: string): 'file' | 'folder' | 'nothing' | 'unknown' {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'nothing';
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'unknown';
  } catch {
    // There may be something: reading it will tell why it cannot be read.
    return 'unknown';
  }
}
