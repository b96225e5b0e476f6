import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { FileContent } from '../core/services/checkFile';
import { MAX_FILE_SIZE } from './neighbours';
import { reasonOf } from './reasonOf';

const HEAD = 64 * 1024;

/**
 * Reads the file at `path`, or from the descriptor `path`. Never throws.
 * @param isWanted is shown the first 64 kB of a longer file; where it says no, the rest is not read
 */
export function readText(path: string | number, isWanted?: (head: string) => boolean): FileContent {
  let file: number | undefined;
  try {
    file = typeof path === 'number' ? path : openSync(path, 'r');
    const { size } = fstatSync(file);
    if (size > MAX_FILE_SIZE) return tooLarge(readHead(file));
    if (isWanted !== undefined && size > HEAD) {
      const head = lenient(readHead(file));
      if (!isWanted(head)) return { reason: 'it is not wanted', head };
    }
    return decodeText(readFileSync(file));
  } catch (error) {
    return { reason: reasonOf(error), head: '' };
  } finally {
    if (typeof path === 'string' && file !== undefined) closeSync(file);
  }
}

/** `bytes` as UTF-8; a byte order mark is no part of the text. */
function decodeText(bytes: Uint8Array): FileContent {
  if (bytes.length > MAX_FILE_SIZE) return tooLarge(bytes.subarray(0, HEAD));
  if (bytes.includes(0)) return { reason: 'it is binary', head: lenient(bytes), bytes: byByte(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { reason: 'it is not valid UTF-8', head: lenient(bytes), bytes: byByte(bytes) };
  }
}

function tooLarge(head: Uint8Array): FileContent {
  return { reason: `it is larger than ${MAX_FILE_SIZE / 1024 / 1024} MB`, head: lenient(head) };
}

function byByte(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function lenient(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, HEAD));
}

function readHead(file: number): Uint8Array {
  const head = new Uint8Array(HEAD);
  return head.subarray(0, readSync(file, head, 0, HEAD, 0));
}
