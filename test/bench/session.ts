import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A language server that speaks over standard input and output. */
export interface ServerCommand {
  readonly name: string;
  readonly command: readonly string[];
  /** The client's settings, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Milliseconds until diagnostics that fit. */
type Wait = (since: number, fits: (diagnostics: readonly Diagnostic[]) => boolean) => Promise<number>;

/** A server at work on one document. */
export interface Session {
  readonly spawned: number;
  readonly open: (text: string) => number;
  /** Replaces a range; gives the time at which it was sent. */
  readonly change: (range: Range, text: string) => number;
  readonly diagnosed: Wait;
  readonly request: (
    method: string,
    position: Position,
  ) => Promise<{ readonly took: number; readonly result: unknown }>;
  /** Has the server execute one of its commands. */
  readonly command: (name: string) => Promise<{ readonly took: number; readonly result: unknown }>;
  /** The most memory the process ever had, in MiB; undefined where the system does not tell. */
  readonly peakMemory: () => number | undefined;
  readonly stop: () => Promise<void>;
}

const PATIENCE = 120_000;

/** Starts `server` in a process of its own, with `folder` as its workspace, to work on the file `name` in it. */
export async function startSession(server: ServerCommand, folder: string, name = 'prometheus.yml'): Promise<Session> {
  const spawned = performance.now();
  const [program = '', ...args] = server.command;
  const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const uri = pathToFileURL(`${folder}/${name}`).href;
  const folders = [{ uri: pathToFileURL(folder).href, name: 'bench' }];
  const diagnosed = listen(connection, uri, server, folders);
  connection.listen();
  await connection.sendRequest('initialize', initialization(folder));
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: server.settings });
  let version = 1;
  const send = (method: string, params: object): number => {
    const sent = performance.now();
    connection.sendNotification(method, params).catch(() => {});
    return sent;
  };
  return {
    spawned,
    diagnosed,
    open: (text) => send('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }),
    change: (range, text) => {
      version++;
      return send('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
    },
    request: async (method, position) => {
      const sent = performance.now();
      const result: unknown = await connection.sendRequest(method, { textDocument: { uri }, position });
      return { took: performance.now() - sent, result };
    },
    command: async (command) => {
      const sent = performance.now();
      const result: unknown = await connection.sendRequest('workspace/executeCommand', { command });
      return { took: performance.now() - sent, result };
    },
    peakMemory: () => peakMemory(child),
    stop: () => stop(connection, child),
  };
}

/** Answers what servers ask, and keeps the diagnostics they push. */
function listen(
  connection: MessageConnection,
  uri: string,
  { settings }: ServerCommand,
  folders: readonly object[],
): Wait {
  let newest: { readonly at: number; readonly diagnostics: readonly Diagnostic[] } | undefined;
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    if (params.uri !== uri) return;
    newest = { at: performance.now(), diagnostics: params.diagnostics };
    for (const look of waiting) look();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section = '' }) => settings[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/workspaceFolders', () => folders);
  connection.onError(() => {});
  return (since, fits) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        settle();
      };
      const look = () => {
        if (newest === undefined || newest.at < since || !fits(newest.diagnostics)) return;
        const took = newest.at - since;
        end(() => resolve(took));
      };
      const timer = setTimeout(() => end(() => reject(new Error('no diagnostics came that fit'))), PATIENCE);
      waiting.add(look);
      look();
    });
}

/** A client without pull diagnostics, so that every server pushes them as soon as it has them. */
function initialization(folder: string): object {
  const uri = pathToFileURL(folder).href;
  const completionItem = { snippetSupport: true, documentationFormat: ['markdown'] };
  return {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        synchronization: { dynamicRegistration: true },
        publishDiagnostics: { versionSupport: true, relatedInformation: true },
        completion: { contextSupport: true, completionItem },
        hover: { contentFormat: ['markdown'] },
      },
    },
  };
}

function peakMemory({ pid }: ChildProcess): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

async function stop(connection: MessageConnection, child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
  await connection.sendRequest('shutdown').catch(() => {});
  await connection.sendNotification('exit').catch(() => {});
  await exited;
  clearTimeout(patience);
  connection.dispose();
}
