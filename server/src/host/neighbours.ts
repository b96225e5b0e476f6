import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { NeighbourFile } from '../core/kinds/kind';

/** Files beyond this size (bytes) are not read. */
export const MAX_FILE_SIZE = 10 * 1024 * 1024;

/**
 * Reads the files that a config names, for `Surroundings.neighbours`.
 * @param directory the folder of the config, where relative patterns start
 * @param patterns paths; `*` may stand in the last segment only, as Prometheus has it
 * @returns the files by pattern: one without a text for a path that leads to no readable file of at most 10 MB, and
 *   none for a pattern with `*` that matches nothing, or has one in an earlier segment
 */
export function readNeighbours(
  directory: string,
  patterns: readonly string[],
): ReadonlyMap<string, readonly NeighbourFile[]> {
  return new Map(patterns.map((pattern) => [pattern, matching(directory, pattern).map(read)]));

  function read(path: string): NeighbourFile {
    return readFile(path, isAbsolute(path) ? path : join(directory, path));
  }
}

function matching(directory: string, pattern: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return [pattern];
  const folder = dirname(pattern);
  if (folder.includes('*')) return [];
  const wanted = glob(basename(pattern));
  const inFolder = list(isAbsolute(folder) ? folder : join(directory, folder));
  const prefix = pattern.slice(0, pattern.length - basename(pattern).length);
  return inFolder.filter((name) => wanted?.test(name)).map((name) => prefix + name);
}

/** A segment as Go's filepath.Match reads it; undefined for a malformed one, which matches nothing. */
function glob(segment: string): RegExp | undefined {
  const source = segment.replace(/\\(.)|\[(\^?)([^\]]+)\]|([*?])|[.+^${}()|[\]\\]/g, (all, escaped, not, set, star) => {
    if (escaped !== undefined) return `\\u{${escaped.codePointAt(0).toString(16)}}`;
    if (set !== undefined) return `[${not}${set.replace(/[\\[\]&]/g, '\\$&')}]`;
    return star === undefined ? `\\${all}` : star === '*' ? '.*' : '.';
  });
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return undefined;
  }
}

function list(folder: string): readonly string[] {
  try {
    const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** The file at `at`, or what can be told of a place where there is none that can be read. */
function readFile(path: string, at: string): NeighbourFile {
  try {
    const stats = statSync(at, { throwIfNoEntry: false });
    if (stats === undefined) return { path, text: undefined, inKnownFolder: isFolder(dirname(at)) };
    // Windows has no such rights: Node says 0666 of every file there.
    const rights = process.platform === 'win32' ? {} : { mode: stats.mode & 0o777 };
    if (stats.isDirectory()) return { path, text: undefined, is: 'folder', ...rights };
    // Reading a pipe or a device would wait for somebody to write.
    if (!stats.isFile() || stats.size > MAX_FILE_SIZE) return { path, text: undefined, is: 'unreadable', ...rights };
    return { path, text: readFileSync(at, 'utf8'), ...rights };
  } catch {
    return { path, text: undefined, is: 'unreadable' };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
