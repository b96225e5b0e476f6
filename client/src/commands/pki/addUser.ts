import { compare } from 'bcryptjs';
import { type TextDocument, window, workspace } from 'vscode';
import { isCompleteBcrypt } from '../../../../server/src/core/formats/bcrypt';
import { hashOfUser, withUser } from '../../../../server/src/core/generators/extend/webConfig';
import { isUserName } from '../../../../server/src/core/generators/names';
import { detectKind } from '../../../../server/src/core/kinds/detect';
import { orRefuse, Refusal } from '../../../../server/src/host/writing/refusal';
import { nameOfFile } from '../../generators/places';
import type { Shell } from '../../generators/shell';
import { type Question, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { CHANGED, change } from '../document';

/** As many as somebody chooses among. */
const MOST = 5;

/** The web configurations that the editor has open, the one that is looked at first. */
export function openWebConfigs(): readonly TextDocument[] {
  const active = window.activeTextEditor?.document;
  const open = workspace.textDocuments.filter((document) => !document.isClosed && document !== active);
  return [...(active === undefined ? [] : [active]), ...open]
    .filter((document) => {
      const isNamed = /\.ya?ml$/i.test(document.uri.path);
      if (document.languageId !== 'yaml' && !isNamed) return false;
      // What was never saved has a name without an ending.
      const path = isNamed ? document.uri.path : `${document.uri.path}.yml`;
      return detectKind({ path, text: document.getText() }) === 'web-config';
    })
    .slice(0, MOST);
}

/**
 * Gives `document` a user with the password, whose hash is `hash`: an edit that can be undone, and that is not saved.
 * @throws {Refusal} why nothing was changed
 */
export async function addUser(
  shell: Shell,
  document: TextDocument,
  { password, hash }: { readonly password: string; readonly hash: string },
): Promise<void> {
  const { version } = document;
  const text = document.getText();
  const file = nameOfFile(document.uri.path);
  const asked = await walk([userQuestion(file)], shell.ask);
  if (asked === undefined) return;
  const user = textOf(asked.user);
  const there = hashOfUser(text, user);
  if (there !== undefined && isCompleteBcrypt(there) && (await compare(password, there))) {
    void window.showInformationMessage(`${shell.title}: ${user} has this password in ${file} already.`);
    return;
  }
  const answers = there === undefined ? {} : await walk([replaceQuestion(user, file)], shell.ask);
  if (answers === undefined || answers.replace === false) return;
  const { changes } = orRefuse(withUser(text, { user, hash }, { replace: there !== undefined }));
  if (!(await change(document, version, changes))) throw new Refusal(CHANGED);
  void window.showInformationMessage(`${shell.title}: ${user} can log in once ${file} is saved and deployed.`);
}

function userQuestion(file: string): Question {
  return {
    id: 'user',
    title: 'User',
    detail: `Who logs in with this password. It stands in ${file}, and is no user of the machine.`,
    kind: 'text',
    standard: () => 'prometheus',
    problem: (value) => (isUserName(textOf(value)) ? undefined : 'Use letters, digits, ".", "_", "@" and "-".'),
  };
}

function replaceQuestion(user: string, file: string): Question {
  const title = `Replace the password of ${user}?`;
  return { id: 'replace', title, detail: `${file} has another one.`, kind: 'flag', standard: () => false };
}
