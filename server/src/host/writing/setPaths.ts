import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';

/** A part of a path that means the same on every system, to git and to a shell. */
const PLAIN = /^[\w.@+-]+$/;
/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Refuses paths that lead out of their set, that not every system can have, or of which one file system in two takes
 * two for the same.
 * @param paths below the folder of the set, parted by `/`
 * @throws {Refusal}
 */
export function refuseOddPaths(paths: readonly string[]): void {
  const spellings = new Map<string, string>();
  const files = new Set<string>();
  for (const path of paths) {
    if (!path.split('/').every(isPlainPart)) throw new Refusal(`${JSON.stringify(path)} is no name for a file here.`);
    if (files.has(path)) throw new Refusal(`${path} would be written twice.`);
    files.add(path);
  }
  for (const path of paths) {
    for (const folder of foldersOf(path)) {
      if (files.has(folder)) throw new Refusal(`${folder} would be a file and a folder.`);
    }
    for (const each of [...foldersOf(path), path]) {
      const other = spellings.get(each.toLowerCase()) ?? each;
      if (other !== each) throw new Refusal(`${other} and ${each} are the same on file systems that know no case.`);
      spellings.set(each.toLowerCase(), each);
    }
  }
}

function isPlainPart(part: string): boolean {
  return PLAIN.test(part) && !part.endsWith('.') && !DEVICE.test(part) && !/^\.git/i.test(part);
}

/** The folders around `path`, the outermost first. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/**
 * Whether there is a file at `path` below `folder`.
 * @throws {Refusal} where something else is in its place, or in that of a folder around it: links are never followed
 */
export function isFileThere(folder: string, path: string): boolean {
  for (const around of foldersOf(path)) {
    const found = lstatSync(join(folder, around), { throwIfNoEntry: false });
    if (found === undefined) return false;
    if (!found.isDirectory()) refuse(around, found.isSymbolicLink() ? 'a link' : 'no folder');
  }
  const found = lstatSync(join(folder, path), { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) refuse(path, found.isSymbolicLink() ? 'a link' : 'no file');
  return found !== undefined;
}

function refuse(path: string, what: string): never {
  throw new Refusal(`${path} is ${what}, so nothing was written. Move it away, or choose another folder.`);
}
