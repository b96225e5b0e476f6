import { readFileSync, statSync } from 'node:fs';
import { passwordProblem } from '../core/generators/password';
import { reasonOf } from '../host/reasonOf';
import { Refusal } from '../host/writing/refusal';

/** Beyond this size (bytes) no file is taken for a certificate or a key. */
const MAX_SIZE = 1024 * 1024;

/**
 * The bytes of the file at `path`.
 * @throws {Refusal} where it cannot be read
 */
export function bytesAt(path: string): Buffer {
  try {
    const stats = statSync(path);
    // A pipe is what a shell gives for `<(pass show ca)`; a device would never end.
    if (!stats.isFile() && !stats.isFIFO()) throw new Refusal(`${path} is no file.`);
    if (stats.size > MAX_SIZE) throw new Refusal(`${path} is too large for a certificate or a key.`);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

/** As {@link bytesAt}, as text. */
export function textAt(path: string): string {
  return bytesAt(path).toString('utf8');
}

/**
 * `bytes` as text, without guessing.
 * @param what what they are, as a sentence about them begins
 * @throws {Refusal} where they are no UTF-8: programs would read a secret in different ways
 */
export function strictText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal(`${what} is no UTF-8, so programs would read it in different ways.`);
  }
}

/**
 * The password that `bytes` are: one line, with or without its end.
 * @param what what they are, as a sentence about them begins
 * @throws {Refusal} where it cannot be one
 */
export function passwordIn(bytes: Uint8Array, what: string): string {
  const password = strictText(bytes, what).replace(/\r?\n$/, '');
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new Refusal(problem);
  return password;
}
