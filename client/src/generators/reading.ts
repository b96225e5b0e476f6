import { readFileSync, statSync } from 'node:fs';
import { printable } from '../../../server/src/cli/sourceLine';
import { reasonOf } from '../../../server/src/host/reasonOf';
import { Refusal } from '../../../server/src/host/writing/refusal';

/** More than any certificate or key. */
export const MOST_BYTES = 1_000_000;

/** The text of the file at `path`. @throws {Refusal} where it cannot be read */
export function textAt(path: string, shown: string): string {
  try {
    if (statSync(path).size > MOST_BYTES) throw new Refusal(`${shown} is too long to be a certificate or a key.`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${shown} cannot be read: ${reasonOf(error)}.`);
  }
}

/** The text of the file at `path`; undefined where there is none that can be read. */
export function textIfAny(path: string): string | undefined {
  try {
    return textAt(path, path);
  } catch {
    return undefined;
  }
}

/** `text`, in which certificates may have put anything, without characters that steer what shows it. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
