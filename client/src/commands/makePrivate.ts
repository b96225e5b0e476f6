import { dirname, isAbsolute, join } from 'node:path';
import type { ActCall } from '../../../server/src/core/secrets/acts';
import { makePrivate, Refusal } from '../../../server/src/host/writing/privateFiles';
import { rootOf } from '../acts';
import { fileAt } from './document';

/**
 * Takes a file of the workspace from everybody but its owner.
 * @returns what was done, for the user
 * @throws {Refusal} where nothing was done
 */
export async function makeFilePrivate({ uri, path }: Extract<ActCall, { does: 'make-private' }>): Promise<string> {
  const document = fileAt(uri);
  const root = rootOf(document);
  if (root === undefined) throw new Refusal('The file belongs to no folder of the workspace. Open its folder.');
  makePrivate(isAbsolute(path) ? path : join(dirname(document.fsPath), path), root);
  return `Only its owner can read ${path} now. The user that the program runs as must be the owner.`;
}
