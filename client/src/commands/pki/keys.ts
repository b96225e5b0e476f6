import { privateKeyIn } from '../../../../server/src/core/formats/keyPair';
import { decryptKey } from '../../../../server/src/core/generators/pki/privateKey';
import { Refusal } from '../../../../server/src/host/writing/refusal';
import type { Shell } from '../../generators/shell';
import { type Question, textOf } from '../../prompts/question';

/**
 * The private key in PEM text without its passphrase, which is asked for until it is right.
 * @param shown the name of its file
 * @returns undefined where it was given up
 * @throws {Refusal} where there is no key, or none that can be read
 */
export async function openedKey(shell: Shell, pem: string, shown: string): Promise<string | undefined> {
  const key = privateKeyIn(pem);
  if (key === undefined) throw new Refusal(`There is no private key in ${shown}.`);
  if (!key.isEncrypted) return pem;
  let detail = 'It is used once, and is kept nowhere.';
  for (;;) {
    const question: Question = {
      id: 'passphrase',
      title: `Passphrase of ${shown}`,
      detail,
      kind: 'secret',
      problem: (value) => (textOf(value) === '' ? 'The key has a passphrase. Enter it.' : undefined),
    };
    const outcome = await shell.ask(question, {}, { step: 1, steps: 1 });
    if (typeof outcome === 'string') return undefined;
    const opened = await decryptKey(pem, textOf(outcome.answer));
    if (!('problem' in opened)) return opened.privateKey;
    detail = opened.problem;
  }
}
