import { randomBytes } from 'node:crypto';
import { env, window, workspace } from 'vscode';
import {
  generatePassword as generate,
  hashInSteps,
  passwordProblem,
  SALT_BYTES,
} from '../../../../server/src/core/generators/password';
import { costOfHashes } from '../../generators/bcryptCost';
import { nameOfFile } from '../../generators/places';
import type { Run, Shell } from '../../generators/shell';
import { working } from '../../generators/working';
import { type Question, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { addUser, openWebConfigs } from './addUser';

/** The question for a password that is new. */
export function passwordQuestion(id: string, title: string, detail: string): Question {
  return { id, title, detail, kind: 'new-secret', problem: (value) => passwordProblem(textOf(value)) };
}

/** Asks for a password, and shows its bcrypt hash. Nothing is written, so it works everywhere. */
export const hashPassword: Run = async (shell) => {
  const question = passwordQuestion('password', 'Password', 'It is kept nowhere; only its bcrypt hash is shown.');
  const answers = await walk([question], shell.ask);
  if (answers !== undefined) await showHash(shell, textOf(answers.password));
};

/** Shows a new password, once; it goes to the clipboard by the user's choice only. */
export const generatePassword: Run = async (shell) => {
  const password = generate((count) => randomBytes(count));
  const chosen = await shell.prompts.pick(shell.title, 'This password is shown once, and is kept nowhere.', [
    { value: 'copy', label: `$(copy) ${password}`, description: 'Copy' },
    { value: 'hash', label: '$(lock) Copy it, and show its bcrypt hash', description: 'for the side that is scraped' },
  ]);
  if (chosen === undefined) return;
  await env.clipboard.writeText(password);
  if (chosen === 'hash') await showHash(shell, password);
  else
    void window.showInformationMessage(
      'The password is in the clipboard. Paste it where it belongs, then copy something else.',
    );
};

async function showHash(shell: Shell, password: string): Promise<void> {
  const hash = await working('Hashing the password', () =>
    hashInSteps(password, costOfHashes(), randomBytes(SALT_BYTES)),
  );
  const open = openWebConfigs();
  const chosen = await shell.prompts.pick(shell.title, 'The hash stands in the file of the side that is scraped.', [
    { value: hash, label: `$(copy) ${hash}`, description: 'Copy' },
    { value: `'${hash}'`, label: '$(copy) Copy in quotes', description: 'for basic_auth_users of a web configuration' },
    ...open.map(({ uri }) => ({
      value: uri.toString(),
      label: `$(add) Add a user to ${nameOfFile(uri.path)}`,
      description: workspace.asRelativePath(uri),
    })),
  ]);
  const document = open.find(({ uri }) => uri.toString() === chosen);
  if (document !== undefined) await addUser(shell, document, { password, hash });
  else if (chosen !== undefined) await env.clipboard.writeText(chosen);
}
