import { randomBytes } from 'node:crypto';
import { compare } from 'bcryptjs';
import { ProgressLocation, window } from 'vscode';
import { editsFor } from '../../../server/src/core/edits/editsFor';
import { hashInSteps, passwordProblem, SALT_BYTES } from '../../../server/src/core/generators/password';
import { secretForm } from '../../../server/src/core/model/secretForm';
import type { ActCall } from '../../../server/src/core/secrets/acts';
import { wayTo } from '../../../server/src/core/secrets/way';
import { Refusal } from '../../../server/src/host/writing/privateFiles';
import { costOfHashes } from '../generators/bcryptCost';
import { CHANGED, change, documentAt } from './document';

/**
 * Puts the bcrypt hash of a password of a web configuration in its place. Where a hash stands already, it is made anew
 * from the password, which is asked for.
 * @returns what was done, for the user
 * @throws {Refusal} where nothing was done
 */
export async function hashPassword(call: Extract<ActCall, { does: 'hash-password' }>): Promise<string> {
  const document = await documentAt(call);
  const text = document.getText();
  const written = wayTo(text, call.at)?.scalar;
  const password = written === undefined ? undefined : await passwordOf(written.value);
  if (written === undefined || password === undefined) {
    throw new Refusal('There is no password at this place.');
  }
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new Refusal(problem);
  const hashed = await whileWaiting(() => hashInSteps(password, costOfHashes(document.uri), randomBytes(SALT_BYTES)));
  const edit = editsFor('web-config', text).replaceValue(written, hashed);
  if (edit === undefined) {
    throw new Refusal('This password is written in a way that cannot be replaced. Hash it by hand.');
  }
  if (!(await change(document, call.version, [edit]))) throw new Refusal(CHANGED);
  return 'The hash of the password stands in its place. Whoever logs in needs the password itself: keep it elsewhere.';
}

/** The password that is `written`, or that the user says it is the hash of; undefined where it is neither. */
async function passwordOf(written: string): Promise<string | undefined> {
  const form = secretForm(written);
  if (form !== 'hash') return form === 'clear' ? written : undefined;
  const title = 'The password of this hash';
  const prompt = 'It is needed to hash it again, and is kept nowhere.';
  const password = await window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true });
  if (password === undefined || password === '') throw new Refusal('No password was given.');
  if (await whileWaiting(() => compare(password, written))) return password;
  throw new Refusal('This is not the password that was hashed here.');
}

/** bcrypt takes its time on purpose. */
function whileWaiting<T>(work: () => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Window, title: 'Hashing the password' }, work);
}
