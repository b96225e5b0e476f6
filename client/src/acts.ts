import { commands, type Disposable, type Uri, window, workspace } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { ACT_COMMANDS } from '../../server/src/core/secrets/actNames';
import type { Generators } from './generators/main';

/** Does an act by the argument of its command. Loaded when the first of them is done. */
export type DoAct = (argument: unknown) => Promise<void>;

const COMMANDS: readonly string[] = Object.values(ACT_COMMANDS);

/**
 * Registers the commands of the acts. They belong to a finding; only *Hash Password* is in the palette too, and is then
 * a command of the generators.
 */
export function registerActs(load: () => Promise<DoAct>, generators: () => Generators): Disposable[] {
  return COMMANDS.map((command) =>
    commands.registerCommand(command, async (argument: unknown) => {
      if (command === ACT_COMMANDS['hash-password'] && argument === undefined) {
        await generators().run('hashPassword', argument);
        return;
      }
      if (!workspace.isTrusted) {
        await window.showWarningMessage(
          'ScrapeGuard writes no files in Restricted Mode. Trust the workspace, then try again.',
        );
        return;
      }
      await (await load())(argument);
    }),
  );
}

/** Keeps acts away from where no file may be written: from Restricted Mode, and from what is no file on a disk. */
export const withoutImpossibleActs: Middleware = {
  provideCodeActions: async (document, range, context, token, next) => {
    const actions = await next(document, range, context, token);
    if (workspace.isTrusted && document.uri.scheme === 'file') return actions;
    return actions?.filter((action) => !isAct(action.command));
  },
};

function isAct(command: { readonly command: string } | string | undefined): boolean {
  const name = typeof command === 'object' ? command.command : command;
  return name !== undefined && COMMANDS.includes(name);
}

/** The folder of the workspace that holds the document at `uri`, as a path. */
export function rootOf(uri: Uri): string | undefined {
  return workspace.getWorkspaceFolder(uri)?.uri.fsPath;
}
