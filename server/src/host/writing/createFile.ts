import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TakeBack } from './allOrNothing';
import { Refusal } from './refusal';

/**
 * Creates a file that is not there yet, with the rights `mode` (less what the umask takes) before its first byte. A
 * link in its place counts as a file that is there.
 * @returns removes it, unless somebody has written into it since
 * @throws {Refusal} where there is one
 */
export function createFile(path: string, content: string | Uint8Array, mode: number): TakeBack {
  let file: number;
  try {
    file = openSync(path, 'wx', mode);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    throw new Refusal('A file of that name came in between, and nothing is overwritten. Try again.');
  }
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    writeAll(file, bytes);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return () => {
    if (holds(path, bytes)) rmSync(path);
  };
}

/** Whether there is a file at `path` with this content, which nobody has changed since then. */
function holds(path: string, bytes: Uint8Array): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && readFileSync(path).equals(bytes);
}

/**
 * Creates the folder at `path` (absolute), and those around it that are not there.
 * @param mode `0o700` where nobody else may see what is in it
 * @returns removes those that were created, as far as nobody has put anything into them
 */
export function createFolders(path: string, mode: 0o700 | 0o755): TakeBack {
  const missing: string[] = [];
  for (let at = path; lstatSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at)) missing.unshift(at);
  const created: string[] = [];
  const remove = () => {
    for (const folder of created.reverse()) removeEmpty(folder);
  };
  try {
    for (const folder of missing) {
      mkdirSync(folder, { mode });
      created.push(folder);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

/** Writes all of `bytes` where the open `file` is: a single call may write less. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].some((code) => isCode(error, code))) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
