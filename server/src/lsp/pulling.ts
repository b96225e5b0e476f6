import {
  type ClientCapabilities,
  type Connection,
  type DiagnosticOptions,
  type Disposable,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';

/** How a client that pulls diagnostics is told that it can. */
export interface Pulling {
  /** What the answer to `initialize` says of it; nothing where the client lets it be said later. */
  readonly provider: { readonly diagnosticProvider?: DiagnosticOptions };
  readonly initialized: () => void;
  /** Lets the client pull the diagnostics of the whole workspace, from the first call on. */
  readonly ofWorkspace: () => Promise<void>;
}

/**
 * A client that can be told later pulls those of open documents only, until somebody wants those of the workspace:
 * VS Code asks for these again and again, and leaves to the server what becomes of a document that is closed.
 * @param hasDisk whether there are files to tell of that no editor has open
 */
export function createPulling(connection: Connection, capabilities: ClientCapabilities, hasDisk: boolean): Pulling {
  const isDynamic = capabilities.textDocument?.diagnostic?.dynamicRegistration === true;
  const optionsFor = (workspaceDiagnostics: boolean) => ({
    identifier: 'scrapeguard',
    interFileDependencies: true,
    workspaceDiagnostics,
  });
  const register = (ofWorkspace: boolean): Promise<Disposable> =>
    connection.client.register(DocumentDiagnosticRequest.type, { documentSelector: null, ...optionsFor(ofWorkspace) });
  let first: Promise<Disposable> | undefined;
  let second: Promise<void> | undefined;

  async function change(): Promise<void> {
    // The new one first, so that no document is without its diagnostics in between.
    await register(true);
    (await first)?.dispose();
  }
  return {
    provider: isDynamic ? {} : { diagnosticProvider: optionsFor(hasDisk) },
    initialized: () => {
      if (isDynamic) first = register(false);
    },
    ofWorkspace: async () => {
      if (isDynamic) second ??= change();
      await second;
    },
  };
}
