import {
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  type FileEvent,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigReader } from '../core/policy/config';
import type { Settings } from '../core/settings';
import { toDiagnostic } from './convert';
import type { Disk } from './disk';
import type { OpenFile, Workshop } from './openFile';
import { openResults } from './openResults';
import { isBelow, rootAt, sameUri } from './root';
import type { Runtime } from './runtime';
import { scanRuns } from './scanRuns';
import { decidesOnFiles, watchFiles } from './watchedFiles';
import { answerWorkspacePull } from './workspacePull';
import { pushChanges } from './workspacePush';
import { createWorkspaceScan } from './workspaceScan';

/** What a client calls to have the whole workspace looked at. */
export const SCAN_COMMAND = 'scrapeguard.scanWorkspace';

/** The workspace as far as it is not open in the editor. */
export interface Workspace {
  /** Scans the folders whose settings ask for it. */
  readonly initialized: () => Promise<void>;
  /** Scans again what the settings ask for now, or say something else about. */
  readonly configured: () => Promise<void>;
  readonly changed: (changes: readonly FileEvent[]) => void;
  /** What is told of the open document at `uri` may be something else now. */
  readonly touched: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

interface Options {
  readonly connection: Connection;
  readonly disk: Disk;
  readonly defer: Runtime['defer'];
  readonly guess: Runtime['guess'];
  readonly workshop: Workshop;
  readonly readConfig: ConfigReader;
  readonly readSettings: (uri: string) => Promise<Settings>;
  /** The addresses of the folders of the workspace, as the client has them now. */
  readonly folders: () => Promise<readonly string[]>;
  readonly openFiles: ReadonlyMap<string, OpenFile>;
  readonly helpBase: string;
  readonly capabilities: ClientCapabilities;
  /** Makes the client pull the diagnostics of the whole workspace from now on; absent where it does not pull. */
  readonly startPulling?: () => Promise<void>;
  /** Whether the client tells the user itself what came of its command. */
  readonly tellsItself: boolean;
}

/** Milliseconds until a client that pulls has forgotten a document that it has closed. */
const UNTIL_FORGOTTEN = 300;

/** Serves what concerns the whole workspace. Nothing is looked at before somebody asks for it. */
export function serveWorkspace(options: Options): Workspace {
  const { connection, disk, defer, capabilities, startPulling, openFiles } = options;
  const scan = createWorkspaceScan({
    disk,
    defer,
    workshop: options.workshop,
    guess: options.guess,
    toDiagnostics: (findings, uri, text) => {
      const document = TextDocument.create(uri, '', 0, text);
      return findings.map((finding) => toDiagnostic(finding, document, options.helpBase));
    },
    failed: (uri, error) => {
      // Its message is left out, because it may quote the file.
      connection.console.error(`${uri} could not be checked: ${error instanceof Error ? error.name : 'error'}.`);
    },
  });
  const isOpen = (uri: string) => [...openFiles.keys()].some((open) => sameUri(open) === uri);
  const open = openResults(openFiles, options.workshop, options.helpBase);
  let isWatching = false;
  const runs = scanRuns({
    connection,
    scan,
    folders: options.folders,
    rootAt: async (uri) => rootAt(uri, await options.readSettings(uri), disk, options.readConfig),
    begun: async (roots) => {
      if (!isWatching && capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        watchFiles(connection, [...new Set(roots.flatMap(({ settings }) => Object.keys(settings.files)))]);
      }
      isWatching = true;
      await startPulling?.();
    },
  });

  connection.onExecuteCommand(async ({ command }, token, progress) => {
    if (command !== SCAN_COMMAND) return new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    const outcome = await runs.now(token, progress);
    if (!options.tellsItself) {
      const message = { type: MessageType.Info, message: outcome.summary };
      void connection.sendNotification(ShowMessageNotification.method, message);
    }
    return outcome;
  });
  connection.languages.diagnostics.onWorkspace((params, token, progress, results) =>
    answerWorkspacePull(scan, { params, token, progress, results }, { open, defer }),
  );
  if (startPulling === undefined) pushChanges(connection, scan, isOpen);

  return {
    initialized: async () => {
      if (capabilities.workspace?.workspaceFolders === true) {
        connection.workspace.onDidChangeWorkspaceFolders(({ removed, added }) => {
          const isWanted = scan.roots.size > 0;
          for (const { uri } of removed) scan.forget(uri);
          if (isWanted) runs.later(added.map(({ uri }) => uri));
          else void runs.asConfigured();
        });
      }
      await runs.asConfigured();
    },
    configured: runs.asConfigured,
    changed: (changes) => {
      if (scan.roots.size === 0) return;
      const uris = changes.map(({ uri }) => sameUri(uri));
      const deciding = uris.filter(decidesOnFiles);
      runs.later([...scan.roots.keys()].filter((root) => deciding.some((uri) => isBelow(uri, root))));
      scan.changed(uris);
    },
    touched: scan.touched,
    closed: (uri) => {
      const tell = () => {
        if (!isOpen(sameUri(uri))) scan.closed(uri);
      };
      if (startPulling === undefined) tell();
      else setTimeout(tell, UNTIL_FORGOTTEN);
    },
  };
}
