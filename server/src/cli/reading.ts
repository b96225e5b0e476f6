import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../core/generators/pki/problem';
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
 * What was made.
 * @throws {Refusal} the problem, where there is one; `about` names the file that it is about
 */
export function good<T extends object>(outcome: T | Problem, about?: string): T {
  if (!('problem' in outcome)) return outcome;
  throw new Refusal(about === undefined ? outcome.problem : `${about}: ${outcome.problem}`);
}
