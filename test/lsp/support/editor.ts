import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type UnregistrationParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { unmark } from '../../unit/support/expectFindings';

/** What an editor is like: whether it pulls diagnostics, what it answers when settings are asked for. */
export interface EditorOptions {
  readonly pulls?: boolean;
  readonly settings?: (uri: string) => unknown;
  readonly helpBase?: string;
  /** The address of the folder that is open. */
  readonly root?: string;
  /** The addresses of the folders that are open now, where it can be asked for them. */
  readonly folders?: () => readonly string[];
  /** Whether it lets servers say later what they do. */
  readonly registers?: boolean;
  /** Whether it makes files that an edit asks for. */
  readonly createsFiles?: boolean;
  /** What it says that it can do itself; nothing by default, as other editors. */
  readonly acts?: readonly string[];
}

/** An editor at the other end of the server's standard input and output. */
export interface Editor {
  readonly initialized: InitializeResult;
  /** Opens a text; ‹ and › are taken out of it, `▮` too. */
  readonly open: (uri: string, marked: string) => OpenText;
  /** What was sent as `scrapeguard/documentStatus`, newest last. */
  readonly statuses: readonly DocumentStatus[];
  /** What the server wrote to the client's log. */
  readonly logged: readonly string[];
  /** What the server has registered and not taken back, by id. */
  readonly registered: ReadonlyMap<string, Registration>;
  readonly connection: ProtocolConnection;
  readonly close: () => Promise<void>;
}

/** What the server tells of a document for the client's status. */
export interface DocumentStatus {
  readonly uri: string;
  readonly kind: string | null;
  readonly findings: number;
}

/** A text that is open in the editor. */
export interface OpenText {
  readonly text: () => string;
  /** Replaces the first occurrence of `from` by `to`, as one change with a range. */
  readonly replace: (from: string, to: string) => void;
  /** The diagnostics of the current text: pulled, or the newest that are pushed for this version. */
  readonly diagnostics: () => Promise<readonly Diagnostic[]>;
  /** `severity code ‹text›` for each of them. */
  readonly shown: () => Promise<readonly string[]>;
  readonly hover: (at: string) => Promise<string | undefined>;
  /** Completion where `▮` stood; the labels. */
  readonly complete: () => Promise<readonly CompletionItem[]>;
  /** The actions at a place; of the kinds `only`, where they are given. */
  readonly actions: (range: Range, only?: readonly string[]) => Promise<readonly CodeAction[]>;
  readonly apply: (edits: readonly TextEdit[]) => string;
  readonly uri: string;
  readonly close: () => void;
}

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];

/** Builds the server as the package holds it and gives a function that starts it; to be called at the top of a file. */
export function useServer(): (options?: EditorOptions) => Promise<Editor> {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-lsp-'));
  const program = join(home, 'server.js');
  const running: ChildProcess[] = [];
  beforeAll(async () => {
    await build({
      entryPoints: ['server/src/node.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
  });
  afterAll(() => {
    for (const child of running) child.kill();
    rmSync(home, { recursive: true, force: true });
  });
  return async (options = {}) => {
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    running.push(child);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    return startEditor(connection, options);
  };
}

async function startEditor(connection: ProtocolConnection, options: EditorOptions): Promise<Editor> {
  const pushed = new Map<string, PublishDiagnosticsParams[]>();
  const waiting = new Set<() => void>();
  const statuses: DocumentStatus[] = [];
  const logged: string[] = [];
  const registered = new Map<string, Registration>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushed.set(params.uri, [...(pushed.get(params.uri) ?? []), params]);
    for (const wake of waiting) wake();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  connection.onNotification('scrapeguard/documentStatus', (status: DocumentStatus) => void statuses.push(status));
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
  );
  connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    for (const registration of registrations) registered.set(registration.id, registration);
    return null;
  });
  connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
    for (const { id } of unregisterations) registered.delete(id);
    return null;
  });
  connection.onRequest('workspace/workspaceFolders', () =>
    (options.folders?.() ?? []).map((uri) => ({ uri, name: uri })),
  );
  connection.listen();
  const capabilities: ClientCapabilities = {
    workspace: {
      configuration: options.settings !== undefined,
      workspaceFolders: options.folders !== undefined,
      ...(options.registers && { didChangeWatchedFiles: { dynamicRegistration: true } }),
      ...(options.createsFiles && { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } }),
    },
    textDocument: {
      completion: { completionItem: { snippetSupport: true } },
      ...(options.pulls && { diagnostic: { dynamicRegistration: options.registers === true } }),
    },
  };
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: options.root ?? null,
    capabilities,
    initializationOptions: {
      ...(options.helpBase !== undefined && { helpBase: options.helpBase }),
      ...(options.acts !== undefined && { acts: options.acts }),
    },
  });
  await connection.sendNotification('initialized', {});

  const newestPush = async (uri: string, version: number): Promise<readonly Diagnostic[]> => {
    for (;;) {
      const found = pushed.get(uri)?.findLast((push) => push.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((wake) => waiting.add(wake));
    }
  };

  const open = (uri: string, marked: string): OpenText => {
    const withCursor = unmark(marked.replace('▮', '')).text;
    const cursor = unmark(marked.replaceAll(/[‹›]/g, '')).text.indexOf('▮');
    let document = TextDocument.create(uri, 'yaml', 1, withCursor);
    const textDocument = { uri };
    void connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: withCursor },
    });
    const diagnostics = async () => {
      if (!options.pulls) return newestPush(uri, document.version);
      const report: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
        textDocument,
      });
      return report.kind === 'full' ? report.items : [];
    };
    return {
      uri,
      text: () => document.getText(),
      replace: (from, to) => {
        const start = document.getText().indexOf(from);
        const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
        document = TextDocument.update(document, [{ range, text: to }], document.version + 1);
        void connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: document.version },
          contentChanges: [{ range, text: to }],
        });
      },
      diagnostics,
      shown: async () =>
        (await diagnostics()).map(
          ({ severity, code, range }) => `${SEVERITIES[severity ?? 0]} ${code} ‹${document.getText(range)}›`,
        ),
      hover: async (at) => {
        const position = document.positionAt(document.getText().indexOf(at) + 1);
        const hover: Hover | null = await connection.sendRequest('textDocument/hover', { textDocument, position });
        return hover === null ? undefined : (hover.contents as { value: string }).value;
      },
      complete: async () =>
        (await connection.sendRequest('textDocument/completion', {
          textDocument,
          position: document.positionAt(cursor),
        })) ?? [],
      actions: async (range, only) =>
        (await connection.sendRequest('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics: [], ...(only && { only: [...only] }) },
        })) ?? [],
      apply: (edits) => TextDocument.applyEdits(document, [...edits]),
      close: () => void connection.sendNotification('textDocument/didClose', { textDocument }),
    };
  };

  return {
    initialized,
    open,
    statuses,
    logged,
    registered,
    connection,
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
    },
  };
}
