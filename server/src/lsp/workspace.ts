import {
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  type FileEvent,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigReader } from '../core/policy/config';
import type { Settings } from '../core/settings';
import { toDiagnostic } from './convert';
import type { Disk } from './disk';
import type { OpenFile, Workshop } from './openFile';
import { openResults } from './openResults';
import { isBelow, type Root, rootAt, sameUri } from './root';
import type { Runtime } from './runtime';
import { outcomeOf, type ScanOutcome } from './scanOutcome';
import { decidesOnFiles, watchFiles } from './watchedFiles';
import { answerWorkspacePull } from './workspacePull';
import { createWorkspaceScan, type ScanCounts, type ScanWishes } from './workspaceScan';

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
  const again = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  let isWatching = false;

  function notScanned(error: unknown): void {
    connection.console.error(`The workspace was not scanned: ${String(error)}`);
  }

  async function rootsAt(uris: readonly string[]): Promise<readonly Root[]> {
    const roots: Root[] = [];
    for (const uri of uris.map(sameUri)) {
      roots.push(rootAt(uri, await options.readSettings(uri), disk, options.readConfig));
    }
    return roots;
  }

  async function run(uris: readonly string[], wishes: ScanWishes): Promise<ScanOutcome> {
    const roots = await rootsAt(uris);
    if (!isWatching && capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      watchFiles(connection, [...new Set(roots.flatMap(({ settings }) => Object.keys(settings.files)))]);
    }
    isWatching = true;
    const counts = scan.scan(roots, wishes);
    // The client hears of findings while the scan runs.
    await startPulling?.();
    return outcomeOf(await counts, scan.files, wishes.isCancelled?.() === true);
  }

  /** Scans the folders at `uris` and shows the user how far that has come. */
  async function runShown(
    uris: readonly string[],
    progress: WorkDoneProgressReporter,
    { isCancellable, ...wishes }: Pick<ScanWishes, 'isCancelled'> & { readonly isCancellable: boolean },
  ): Promise<ScanOutcome> {
    progress.begin('ScrapeGuard: scanning the workspace', undefined, undefined, isCancellable);
    const onProgress = ({ looked, ours }: ScanCounts) =>
      progress.report(`${looked.toLocaleString('en')} files looked at, ${ours.toLocaleString('en')} of them ours`);
    try {
      return await run(uris, { ...wishes, onProgress });
    } finally {
      progress.done();
    }
  }

  /** Scans the folders at `uris` behind what runs already; what is asked for several times is done once. */
  function runLater(uris: readonly string[]): void {
    const isPlanned = again.size > 0;
    for (const uri of uris) again.add(uri);
    if (isPlanned || uris.length === 0) return;
    const next = async () => {
      const wanted = [...again];
      again.clear();
      const progress = await connection.window.createWorkDoneProgress();
      await runShown(wanted, progress, { isCancellable: false });
    };
    last = last.then(next).catch(notScanned);
  }

  /** Scans what the settings ask for, and is not scanned yet as they say. */
  async function scanAsConfigured(): Promise<void> {
    const roots = await options.folders().then(rootsAt).catch(notScanned);
    if (roots === undefined) return;
    const wanted = roots.filter(({ uri, settings }) => {
      const known = scan.roots.get(uri);
      if (known === undefined) return settings.scan === 'automatic';
      return JSON.stringify(known.settings) !== JSON.stringify(settings);
    });
    runLater(wanted.map(({ uri }) => uri));
  }

  connection.onExecuteCommand(async ({ command }, token, given) => {
    if (command !== SCAN_COMMAND) return new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    const own = WorkDoneProgressReporter.isNullInstance(given)
      ? await connection.window.createWorkDoneProgress()
      : undefined;
    const isCancelled = () => token.isCancellationRequested || own?.token.isCancellationRequested === true;
    const running = runShown(await options.folders(), own ?? given, { isCancelled, isCancellable: true });
    last = running.catch(() => undefined);
    const outcome = await running;
    if (!options.tellsItself) {
      const message = { type: MessageType.Info, message: outcome.summary };
      void connection.sendNotification(ShowMessageNotification.method, message);
    }
    return outcome;
  });
  connection.languages.diagnostics.onWorkspace((params, token, progress, results) =>
    answerWorkspacePull(scan, { params, token, progress, results }, { open, defer }),
  );
  if (startPulling === undefined) pushChanges();

  /** Sends what is known of closed files to a client that does not ask. */
  function pushChanges(): void {
    const shown = new Set<string>();
    scan.onChange((uri) => {
      if (uri === undefined || isOpen(uri)) return;
      const diagnostics = [...(scan.files.get(uri)?.items ?? [])];
      if (diagnostics.length === 0 && !shown.delete(uri)) return;
      if (diagnostics.length > 0) shown.add(uri);
      void connection.sendDiagnostics({ uri, diagnostics });
    });
  }

  return {
    initialized: async () => {
      if (capabilities.workspace?.workspaceFolders === true) {
        connection.workspace.onDidChangeWorkspaceFolders(({ removed, added }) => {
          for (const { uri } of removed) scan.forget(uri);
          const isWanted = scan.roots.size > 0;
          if (isWanted) runLater(added.map(({ uri }) => uri));
          else void scanAsConfigured();
        });
      }
      await scanAsConfigured();
    },
    configured: scanAsConfigured,
    changed: (changes) => {
      if (scan.roots.size === 0) return;
      const uris = changes.map(({ uri }) => sameUri(uri));
      const deciding = uris.filter(decidesOnFiles);
      runLater([...scan.roots.keys()].filter((root) => deciding.some((uri) => isBelow(uri, root))));
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
