import { type Disposable, env, type LogOutputChannel, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { withoutImpossibleActs } from './acts';
import { associationsFor } from './associations';
import { SCAN_COMMAND } from './commands/scanWorkspace';
import { withoutReadOnly } from './readOnly';
import { selector } from './selector';
import { isDocumentStatus, type Status } from './status';
import { withoutTrace } from './withoutTrace';

/** Makes the client of a server that is not started yet; node and browser have their own. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The server from its first start to the end of the extension; every call may come at any time. */
export interface Session extends Disposable {
  /** Starts the server, unless it was started already. */
  start(): Promise<void>;
  /** Ends the server, where there is one, and starts a new one. */
  restart(): Promise<void>;
  isRunning(): boolean;
  /** The client of the server, which is started if it was not; undefined where it cannot be. */
  client(): Promise<BaseLanguageClient | undefined>;
}

interface Surroundings {
  readonly createClient: CreateClient;
  readonly log: LogOutputChannel;
  readonly status: Status;
  readonly extensionId: string;
  /** What this host can do: see `HostAct`. */
  readonly acts: readonly string[];
}

/** A session without a server: `start` makes one. */
export function createSession({ createClient, log, status, extensionId, acts }: Surroundings): Session {
  const watcher = workspace.createFileSystemWatcher('**/*.{yml,yaml,json,rules,conf,service,pem,crt,cer,key,crl}');
  let client: Promise<BaseLanguageClient | undefined> | undefined;
  let running = false;

  async function launch(): Promise<BaseLanguageClient | undefined> {
    try {
      const launched = await createClient({
        documentSelector: [...selector(Object.keys(associationsFor()))],
        outputChannel: log,
        traceOutputChannel: withoutTrace(log),
        synchronize: { fileEvents: watcher },
        // The client library asks again after a change only where it is told to.
        diagnosticPullOptions: { onChange: true },
        middleware: { ...withoutReadOnly, ...withoutImpossibleActs },
        initializationOptions: {
          helpBase: `${env.uriScheme}://${extensionId}/docs`,
          acts,
          ownCommands: [SCAN_COMMAND],
        },
      });
      launched.onNotification('scrapeguard/documentStatus', (params: unknown) => {
        if (isDocumentStatus(params)) status.set(params);
      });
      launched.onDidChangeState(() => {
        running = launched.isRunning();
        if (!running) status.clear();
      });
      await launched.start();
      return launched;
    } catch (error) {
      log.error('The server could not be started.', error);
      return undefined;
    }
  }

  async function end(): Promise<void> {
    try {
      await (await client)?.dispose();
    } catch (error) {
      log.error('The server did not end as it should.', error);
    }
  }

  return {
    start: async () => {
      client ??= launch();
      await client;
    },
    restart: async () => {
      log.info('Restarting the server.');
      client = end().then(launch);
      await client;
    },
    client: () => {
      client ??= launch();
      return client;
    },
    isRunning: () => running,
    dispose: () => {
      watcher.dispose();
      void end();
    },
  };
}
