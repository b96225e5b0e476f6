import { commands, window } from 'vscode';
import { type ActCall, readActCall } from '../../../server/src/core/secrets/acts';
import { Refusal } from '../../../server/src/host/writing/privateFiles';
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
    if ('preset' in call) {
      // It asks, shows what it makes and says what came of it.
      await commands.executeCommand(GENERATORS[call.does], call.preset);
      return;
    }
    void window.showInformationMessage(await done(call));
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : 'Something unforeseen came in between.';
    void window.showWarningMessage(`ScrapeGuard changed nothing. ${reason}`);
  }
}

/** The commands of the generators that the acts start; each takes a preset (core/generators/preset.ts). */
const GENERATORS = {
  'issue-certificate': 'scrapeguard.issueCertificate',
  'secure-job': 'scrapeguard.secureExporter',
} as const;

function done(call: Exclude<ActCall, { readonly preset: unknown }>): Promise<string> {
  switch (call.does) {
    case 'move-secret':
      return moveSecretToFile(call);
    case 'hash-password':
      return hashPassword(call);
    case 'make-private':
      return makeFilePrivate(call);
  }
}
