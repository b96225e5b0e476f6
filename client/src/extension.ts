import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { ACTS } from '../../server/src/core/secrets/actNames';
import { type DoAct, registerActs } from './acts';
import { SCAN_COMMAND, scanWorkspace } from './commands/scanWorkspace';
import { showDocumentation } from './documentation';
import { registerGenerators } from './generatorCommands';
import type { Generators } from './generators/main';
import { type CreateClient, createSession } from './session';
import { createStatus } from './status';
import { whenNeeded } from './whenNeeded';

/** What the extension tells others, its tests among them. */
export interface ScrapeGuard {
  isServerRunning(): boolean;
  /** The commands that make files, loaded now; undefined where there is no disk. */
  generators(): Generators | undefined;
}

/** What needs a disk, loaded when it is called. */
export interface Disk {
  readonly loadActs: () => Promise<DoAct>;
  readonly generators: () => Generators;
}

/**
 * Sets the extension up; the server is started once a document or a file of ours is seen.
 * @param disk what writes files, loaded when it is needed; absent where there is no disk
 */
export function activateWith(context: ExtensionContext, createClient: CreateClient, disk?: Disk): ScrapeGuard {
  const log = window.createOutputChannel('ScrapeGuard', { log: true });
  const status = createStatus();
  const session = createSession({
    createClient,
    log,
    status,
    extensionId: context.extension.id,
    acts: disk ? ACTS : [],
  });
  context.subscriptions.push(
    log,
    status,
    session,
    commands.registerCommand('scrapeguard.restartServer', () => session.restart()),
    commands.registerCommand(SCAN_COMMAND, () => scanWorkspace(() => session.client())),
    window.registerUriHandler({ handleUri: (uri) => showDocumentation(context.extensionUri, uri) }),
    ...(disk ? [...registerActs(disk.loadActs, disk.generators), ...registerGenerators(disk.generators)] : []),
    whenNeeded(() => session.start()),
  );
  if (workspace.getConfiguration('scrapeguard').get('scan') === 'automatic') void session.start();
  return { isServerRunning: () => session.isRunning(), generators: () => disk?.generators() };
}
