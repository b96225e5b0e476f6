import { window } from 'vscode';
import { readActCall } from '../../../server/src/core/secrets/acts';
import { Refusal } from '../../../server/src/host/privateFiles';
import { hashPassword } from './hashPassword';
import { makeFilePrivate } from './makePrivate';
import { moveSecretToFile } from './moveSecret';

/**
 * Does the act that `argument`, whatever it is, asks for, and says what came of it. What is said names files and keys
 * only: an error of another's making is not shown, because its message may quote a text.
 */
export async function doAct(argument: unknown): Promise<void> {
  const call = readActCall(argument);
  try {
    if (call === undefined) throw new Refusal('This belongs to a finding: use its quick fix.');
    void window.showInformationMessage(await done(call));
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : 'Something unforeseen came in between.';
    void window.showWarningMessage(`ScrapeGuard changed nothing. ${reason}`);
  }
}

function done(call: NonNullable<ReturnType<typeof readActCall>>): Promise<string> {
  switch (call.does) {
    case 'move-secret':
      return moveSecretToFile(call);
    case 'hash-password':
      return hashPassword(call);
    case 'make-private':
      return makeFilePrivate(call);
  }
}
