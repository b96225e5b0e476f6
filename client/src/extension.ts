import { commands, type ExtensionContext, window } from 'vscode';
import { showDocumentation } from './documentation';
import { type CreateClient, createSession } from './session';
import { createStatus } from './status';
import { whenNeeded } from './whenNeeded';

/** What the extension tells others, its tests among them. */
export interface ScrapeGuard {
  isServerRunning(): boolean;
}

/** Sets the extension up; the server is started once a document or a file of ours is seen. */
export function activateWith(context: ExtensionContext, createClient: CreateClient): ScrapeGuard {
  const log = window.createOutputChannel('ScrapeGuard', { log: true });
  const status = createStatus();
  const session = createSession({ createClient, log, status, extensionId: context.extension.id });
  context.subscriptions.push(
    log,
    status,
    session,
    commands.registerCommand('scrapeguard.restartServer', () => session.restart()),
    window.registerUriHandler({ handleUri: (uri) => showDocumentation(context.extensionUri, uri) }),
    whenNeeded(() => session.start()),
  );
  return { isServerRunning: () => session.isRunning() };
}
