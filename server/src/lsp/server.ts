import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { repository, version } from '../../../package.json';
import { checksPage } from '../core/findings/help';
import { newestTargets } from '../core/kinds/targets';
import { RULES } from '../core/rules/all';
import { createServices } from '../core/services/registry';
import { readSettings } from '../core/settings';
import { createReporter, type Reporter } from './diagnostics';
import { type ClientWishes, registerFeatures } from './features';
import { changeFile, findKind, type OpenFile, openFile, type Workshop } from './openFile';
import type { Runtime } from './runtime';
import { type SettingsReader, settingsReader } from './settings';

/** What follows from what a client has told about itself. */
interface Session {
  readonly reporter: Reporter;
  readonly settings: SettingsReader;
  readonly wishes: ClientWishes;
  readonly pulls: boolean;
  readonly capabilities: ClientCapabilities;
}

/** Serves `connection` until it ends. All that differs between hosts comes with `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const workshop: Workshop = {
    services: createServices(RULES),
    newest: newestTargets(),
  };
  const files = new Map<string, OpenFile>();
  let session: Session | undefined;

  connection.onInitialize((params) => {
    session = createSession(connection, runtime, workshop, params);
    return answer(session.pulls);
  });
  connection.onInitialized(() => {
    const dynamic = session?.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    if (dynamic) void connection.client.register(DidChangeConfigurationNotification.type);
  });

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
  });

  /** Reads the settings of `file` and judges it anew by them. */
  async function applySettings(file: OpenFile): Promise<void> {
    if (session === undefined) return;
    file.settings = await session.settings.read(file.uri);
    if (files.get(file.uri) !== file) return;
    file.stale = true;
    file.report = undefined;
    findKind(file, workshop);
    session.reporter.changed(file);
  }

  connection.onDidChangeTextDocument(({ textDocument: { uri, version: number }, contentChanges }) => {
    const file = files.get(uri);
    if (file === undefined) return;
    changeFile(file, contentChanges, number, workshop);
    session?.reporter.changed(file);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const file = files.get(uri);
    files.delete(uri);
    if (file !== undefined) session?.reporter.closed(file);
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    session?.settings.receive(settings);
    void refresh();
  });
  connection.onDidChangeWatchedFiles(() => {
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
  registerFeatures(connection, files, workshop, () => session?.wishes ?? NO_WISHES);
  connection.listen();
}

const NO_WISHES: ClientWishes = { helpBase: checksPage(repository.url), snippets: false };

function createSession(
  connection: Connection,
  runtime: Runtime,
  workshop: Workshop,
  params: InitializeParams,
): Session {
  const { capabilities } = params;
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  const helpBase = helpBaseOf(params.initializationOptions);
  return {
    pulls,
    capabilities,
    settings: settingsReader(connection, params),
    wishes: { helpBase, snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true },
    reporter: createReporter({ connection, workshop, runtime, pulls, helpBase }),
  };
}

/** Where the pages of the checks are: inside the editor where it says so, in the repository otherwise. */
function helpBaseOf(options: unknown): string {
  const given = typeof options === 'object' && options !== null && 'helpBase' in options ? options.helpBase : undefined;
  return typeof given === 'string' && given !== '' ? given : NO_WISHES.helpBase;
}

function answer(pulls: boolean): InitializeResult {
  return {
    serverInfo: { name: 'ScrapeGuard', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [' '] },
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      ...(pulls && {
        diagnosticProvider: { identifier: 'scrapeguard', interFileDependencies: true, workspaceDiagnostics: false },
      }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: false } },
    },
  };
}
