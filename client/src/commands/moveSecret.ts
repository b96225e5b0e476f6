import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ActCall } from '../../../server/src/core/secrets/acts';
import { moveSecret } from '../../../server/src/core/secrets/moveSecret';
import { createPrivateFiles, Refusal } from '../../../server/src/host/writing/privateFiles';
import { rootOf } from '../acts';
import { CHANGED, change, documentAt } from './document';

/**
 * Moves a secret from its text into a file beside it; the file is written first, and removed again where the text cannot
 * be changed. Undo brings the text back and leaves the file.
 * @returns what was done, for the user
 * @throws {Refusal} where nothing was done
 */
export async function moveSecretToFile(call: Extract<ActCall, { does: 'move-secret' }>): Promise<string> {
  const document = await documentAt(call);
  const folder = dirname(document.uri.fsPath);
  const { kind, owner, key, fileKey, at, version } = call;
  const taken = new Set(readdirSync(folder).map((name) => name.toLowerCase()));
  const move = moveSecret({ text: document.getText(), kind, owner, secret: { key, fileKey, ...at }, taken });
  if (move === undefined) throw new Refusal('There is no secret at this place that could lie in a file.');
  const remove = createPrivateFiles(folder, rootOf(document.uri), move.files);
  const isDone = await change(document, version, move.changes).catch(() => false);
  if (!isDone) {
    remove();
    throw new Refusal(CHANGED);
  }
  return `The secret is in ${move.files.map(({ path }) => path).join(', ')} now, which only you can read. ${move.note}`;
}
