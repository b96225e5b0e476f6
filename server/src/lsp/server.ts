import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { repository, version } from '../../../package.json';
import { newestTargets } from '../core/kinds/targets';
import { configReader } from '../core/policy/config';
import { RULES } from '../core/rules/all';
import { readActs } from '../core/secrets/acts';
import { docsAddress } from '../core/services/help';
import { createServices } from '../core/services/registry';
import { readSettings } from '../core/settings';
import { CODE_ACTION_KINDS } from './codeActions';
import { createConfigs, isConfig, watchConfigs } from './configs';
import { createReporter, type Reporter } from './diagnostics';
import { type ClientWishes, registerFeatures } from './features';
import { changeFile, findKind, type OpenFile, openFile, type Workshop } from './openFile';
import { createPulling, type Pulling } from './pulling';
import type { Runtime } from './runtime';
import { type SettingsReader, settingsReader } from './settings';
import { suppressActions, workspaceFolders } from './suppressActions';
import { mayBeNamed } from './watchedFiles';
import { SCAN_COMMAND, serveWorkspace, type Workspace } from './workspace';

/** What follows from what a client has told about itself. */
interface Session {
  readonly reporter: Reporter;
  readonly settings: SettingsReader;
  readonly wishes: ClientWishes;
  /** Absent where the client does not pull. */
  readonly pulling: Pulling | undefined;
  readonly pulls: boolean;
  /** The commands that the client has itself, under the server's names. */
  readonly ownCommands: readonly unknown[];
  readonly capabilities: ClientCapabilities;
  /** The addresses of the workspace's folders, as they are now. */
  readonly folders: () => Promise<readonly string[]>;
}

/** Serves `connection` until it ends. All that differs between hosts comes with `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const workshop: Workshop = {
    services: createServices(RULES),
    newest: newestTargets(),
  };
  const files = new Map<string, OpenFile>();
  const readConfig = configReader(workshop.services.catalogue);
  const configs = createConfigs(runtime, files, readConfig);
  let session: Session | undefined;
  let workspace: Workspace | undefined;

  connection.onInitialize((params) => {
    const made = createSession(connection, runtime, workshop, params, {
      pullAgain,
      touched: (uri) => workspace?.touched(uri),
    });
    session = made;
    workspace = createWorkspace(made);
    return answer(made, workspace !== undefined && !made.ownCommands.includes(SCAN_COMMAND));
  });
  connection.onInitialized(() => {
    const dynamic = session?.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    if (dynamic) void connection.client.register(DidChangeConfigurationNotification.type);
    watchConfigs(connection, session?.capabilities);
    session?.pulling?.initialized();
    void workspace?.initialized();
  });

  /** The files that are not open; undefined where nobody can look for them. */
  function createWorkspace(made: Session): Workspace | undefined {
    if (runtime.disk === undefined) return undefined;
    return serveWorkspace({
      connection,
      disk: runtime.disk,
      defer: runtime.defer,
      guess: runtime.guess,
      workshop,
      readConfig,
      readSettings: made.settings.read,
      folders: made.folders,
      openFiles: files,
      helpBase: made.wishes.helpBase,
      capabilities: made.capabilities,
      ...(made.pulling && { startPulling: made.pulling.ofWorkspace }),
      tellsItself: made.ownCommands.includes(SCAN_COMMAND),
    });
  }

  /** Takes what the client says of settings, and judges every open file anew. */
  async function refresh(): Promise<void> {
    for (const file of files.values()) {
      file.neighbours = undefined;
      await applySettings(file);
    }
    pullAgain();
  }

  /** Asks a client that pulls to do so, because something beside the texts has changed. */
  function pullAgain(): void {
    if (session?.pulls && session.capabilities.workspace?.diagnostics?.refreshSupport) {
      connection.languages.diagnostics.refresh();
    }
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version: number, text } }) => {
    // Changes may come before the settings do, so the file is there at once, and its settings follow.
    const file = openFile(TextDocument.create(uri, languageId, number, text), readSettings(undefined), workshop);
    files.set(uri, file);
    file.ready = applySettings(file);
    if (isConfig(uri)) applyConfigs();
  });

  /** Reads the settings of `file` and judges it anew by them. */
  async function applySettings(file: OpenFile): Promise<void> {
    if (session === undefined) return;
    file.settings = await session.settings.read(file.uri);
    file.project = await configs.projectOf(file.uri);
    if (files.get(file.uri) !== file) return;
    file.stale = true;
    file.report = undefined;
    file.told = undefined;
    findKind(file, workshop);
    session.reporter.changed(file);
  }

  /** Judges anew what a configuration that has changed says something else about. */
  function applyConfigs(): void {
    for (const file of files.values()) {
      file.ready = file.ready.then(async () => {
        const project = await configs.projectOf(file.uri);
        if (project === file.project) return;
        file.project = project;
        file.told = undefined;
        file.report = undefined;
        findKind(file, workshop);
        session?.reporter.changed(file);
      });
    }
    void Promise.all([...files.values()].map(({ ready }) => ready)).then(pullAgain);
  }

  connection.onDidChangeTextDocument(({ textDocument: { uri, version: number }, contentChanges }) => {
    const file = files.get(uri);
    if (file === undefined) return;
    changeFile(file, contentChanges, number, workshop);
    session?.reporter.changed(file);
    if (isConfig(uri)) applyConfigs();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const file = files.get(uri);
    files.delete(uri);
    if (file !== undefined) session?.reporter.closed(file);
    workspace?.closed(uri);
    if (isConfig(uri)) applyConfigs();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    session?.settings.receive(settings);
    void refresh();
    void workspace?.configured();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace?.changed(changes);
    if (!changes.some(({ uri, type }) => type === FileChangeType.Changed || mayBeNamed(uri))) return;
    if (changes.some(({ uri }) => isConfig(uri))) {
      configs.forget();
      applyConfigs();
    }
    for (const file of files.values()) {
      if (file.neighbours === undefined) continue;
      file.neighbours = undefined;
      session?.reporter.changed(file);
    }
    pullAgain();
  });
  connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
    const file = files.get(uri);
    if (file === undefined || session === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    return session.reporter.pull(file);
  });
  registerFeatures(
    connection,
    files,
    workshop,
    () => session?.wishes ?? NO_WISHES,
    (file, near) =>
      suppressActions(file, near, {
        configs,
        helpBase: session?.wishes.helpBase ?? NO_WISHES.helpBase,
        createsFiles: session?.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
        folders: async () => (await session?.folders()) ?? [],
      }),
  );
  connection.listen();
}

const NO_WISHES: ClientWishes = { helpBase: docsAddress(repository.url), snippets: false, acts: new Set() };

function createSession(
  connection: Connection,
  runtime: Runtime,
  workshop: Workshop,
  params: InitializeParams,
  told: { readonly pullAgain: () => void; readonly touched: (uri: string) => void },
): Session {
  const { capabilities } = params;
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  const helpBase = helpBaseOf(params.initializationOptions);
  const ownCommands = optionOf(params.initializationOptions, 'ownCommands');
  return {
    pulls,
    pulling: pulls ? createPulling(connection, capabilities, runtime.disk !== undefined) : undefined,
    ownCommands: Array.isArray(ownCommands) ? ownCommands : [],
    capabilities,
    folders: () => workspaceFolders(connection, params),
    settings: settingsReader(connection, params, workshop.services.catalogue.isKnown),
    wishes: {
      helpBase,
      snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
      acts: readActs(optionOf(params.initializationOptions, 'acts')),
    },
    reporter: createReporter({ connection, workshop, runtime, pulls, helpBase, ...told }),
  };
}

/** Where the pages of the checks are: inside the editor where it says so, in the repository otherwise. */
function helpBaseOf(options: unknown): string {
  const given = optionOf(options, 'helpBase');
  return typeof given === 'string' && given !== '' ? given : NO_WISHES.helpBase;
}

/** What a client says under `name` when it starts the server. */
function optionOf(options: unknown, name: string): unknown {
  return typeof options === 'object' && options !== null
    ? Object.entries(options).find(([key]) => key === name)?.[1]
    : undefined;
}

function answer({ pulling }: Session, hasScan: boolean): InitializeResult {
  return {
    serverInfo: { name: 'ScrapeGuard', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [' '] },
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS },
      ...pulling?.provider,
      ...(hasScan && { executeCommandProvider: { commands: [SCAN_COMMAND], workDoneProgress: true } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
