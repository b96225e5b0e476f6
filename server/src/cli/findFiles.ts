import { type Dirent, readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { mayBeOurs } from '../core/kinds/candidates';
import { type Ignores, ignoresAround, isIgnored, withIgnoresOf } from './gitignore';

/** A file to look at. */
export interface FoundFile {
  /** As it was given, or the given folder with the way below it; with forward slashes. */
  readonly path: string;
  /** Whether it was given itself, and not found in a folder. */
  readonly named: boolean;
}

/** Something that cannot be looked at, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** What the arguments led to. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
  /** Given paths at which there is nothing. */
  readonly missing: readonly string[];
}

/**
 * The files at `paths`: named ones as they are, folders with the files below them that may be ours and that git does not ignore.
 * Links to folders are not followed. A file that is reached twice is found once.
 */
export function findFiles(paths: readonly string[]): Found {
  const files = new Map<string, FoundFile>();
  const skipped: Skipped[] = [];
  const missing: string[] = [];
  const add = (path: string, named: boolean) => {
    const key = resolve(path);
    if (named || !files.has(key)) files.set(key, { path: forward(path), named });
  };
  for (const path of paths) {
    const type = typeOf(path);
    if (type === 'nothing') missing.push(path);
    else if (type === 'folder') walk(path, ignoresAround(resolve(path)), (file) => add(file, false), skipped);
    else add(path, true);
  }
  return { files: [...files.values()], skipped, missing };
}

const NEVER = new Set(['.git', 'node_modules']);

function walk(folder: string, outer: Ignores, add: (path: string) => void, skipped: Skipped[]): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    skipped.push({ path: forward(folder), reason: `the folder cannot be read: ${reasonOf(error)}` });
    return;
  }
  const ignores = withIgnoresOf(resolve(folder), outer);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below(folder, entry.name);
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name) && !isIgnored(path, true, ignores)) walk(path, ignores, add, skipped);
    } else if (mayBeOurs(forward(path)) && !isIgnored(path, false, ignores) && isFile(entry, path)) add(path);
  }
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && typeOf(path) === 'file');
}

/** `name` in `folder`, which stays as it was given; the current folder is left out. */
function below(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') || folder.endsWith(sep) ? folder + name : `${folder}${sep}${name}`;
}

function forward(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function typeOf(path: string): 'file' | 'folder' | 'nothing' | 'unknown' {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'nothing';
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'unknown';
  } catch {
    // There may be something: reading it will tell why it cannot be read.
    return 'unknown';
  }
}

/** What the system says of a failed read, in its short form. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ENOENT: 'there is no such file',
    ELOOP: 'too many links',
  };
  return known[code] ?? (code === '' ? 'it cannot be read' : code);
}
