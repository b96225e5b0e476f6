import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { MAX_FILE_SIZE } from '../host/neighbours';
import { reasonOf } from './findFiles';

/**
 * A file as it could be read: its text, or the reason why not, with what there is to guess its kind by. `bytes` is
 * there for a file that is no UTF-8: each of its bytes as one character, for programs that take any bytes.
 */
export type ReadText =
  | { readonly text: string; readonly reason?: undefined }
  | { readonly text?: undefined; readonly reason: string; readonly head: string; readonly bytes?: string };

const HEAD = 64 * 1024;

/** Reads the file at `path`, or from the descriptor `path`. Never throws. */
export function readText(path: string | number): ReadText {
  let file: number | undefined;
  try {
    file = typeof path === 'number' ? path : openSync(path, 'r');
    const { size } = fstatSync(file);
    return size > MAX_FILE_SIZE ? tooLarge(readHead(file)) : decodeText(readFileSync(file));
  } catch (error) {
    return { reason: reasonOf(error), head: '' };
  } finally {
    if (typeof path === 'string' && file !== undefined) closeSync(file);
  }
}

/** `bytes` as UTF-8; a byte order mark is no part of the text. */
function decodeText(bytes: Uint8Array): ReadText {
  if (bytes.length > MAX_FILE_SIZE) return tooLarge(bytes.subarray(0, HEAD));
  if (bytes.includes(0)) return { reason: 'it is binary', head: lenient(bytes), bytes: byByte(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { reason: 'it is not valid UTF-8', head: lenient(bytes), bytes: byByte(bytes) };
  }
}

function tooLarge(head: Uint8Array): ReadText {
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
