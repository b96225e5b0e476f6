import { type CancellationToken, type Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { type Root, sameUri } from './root';
import { outcomeOf, type ScanOutcome } from './scanOutcome';
import type { ScanCounts, ScanWishes, WorkspaceScan } from './workspaceScan';

/** What decides when a scan runs, and over what. */
export interface ScanRuns {
  /** Scans the whole workspace; what runs already is ended. `progress` is the client's, where it has given one. */
  readonly now: (token: CancellationToken, progress: WorkDoneProgressReporter) => Promise<ScanOutcome>;
  /** Scans the folders at `uris` behind what runs already; what is asked for several times is done once. */
  readonly later: (uris: readonly string[]) => void;
  /** Scans what the settings ask for, and is not scanned yet as they say. */
  readonly asConfigured: () => Promise<void>;
}

interface Means {
  readonly connection: Connection;
  readonly scan: WorkspaceScan;
  /** The addresses of the folders of the workspace, as the client has them now. */
  readonly folders: () => Promise<readonly string[]>;
  readonly rootAt: (uri: string) => Promise<Root>;
  /** Is called when a scan of `roots` has begun; its end waits for what comes of this. */
  readonly begun: (roots: readonly Root[]) => Promise<void>;
}

/** Lets `scan` run when it is time to. */
export function scanRuns({ connection, scan, folders, rootAt, begun }: Means): ScanRuns {
  const planned = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  function failed(error: unknown): void {
    connection.console.error(`The workspace was not scanned: ${String(error)}`);
  }

  async function rootsAt(uris: readonly string[]): Promise<readonly Root[]> {
    const roots: Root[] = [];
    for (const uri of uris) roots.push(await rootAt(sameUri(uri)));
    return roots;
  }

  /** Scans the folders at `uris` and shows the user how far that has come. */
  async function run(
    uris: readonly string[],
    progress: WorkDoneProgressReporter,
    isCancelled?: ScanWishes['isCancelled'],
  ): Promise<ScanOutcome> {
    progress.begin('ScrapeGuard: scanning the workspace', undefined, undefined, isCancelled !== undefined);
    const onProgress = ({ looked, ours }: ScanCounts) =>
      progress.report(`${looked.toLocaleString('en')} files looked at, ${ours.toLocaleString('en')} of them ours`);
    try {
      const roots = await rootsAt(uris);
      const counts = scan.scan(roots, { onProgress, ...(isCancelled && { isCancelled }) });
      // While it runs, so that the client can hear of findings before its end.
      await begun(roots);
      return outcomeOf(await counts, scan.files);
    } finally {
      progress.done();
    }
  }

  function later(uris: readonly string[]): void {
    const isPlanned = planned.size > 0;
    for (const uri of uris) planned.add(uri);
    if (isPlanned || uris.length === 0) return;
    const next = async () => {
      const wanted = [...planned];
      planned.clear();
      await run(wanted, await connection.window.createWorkDoneProgress());
    };
    last = last.then(next).catch(failed);
  }

  return {
    later,
    now: async (token, given) => {
      const isGiven = !WorkDoneProgressReporter.isNullInstance(given);
      const own = isGiven ? undefined : await connection.window.createWorkDoneProgress();
      const isCancelled = () => token.isCancellationRequested || own?.token.isCancellationRequested === true;
      const running = run(await folders(), own ?? given, isCancelled);
      last = running.catch(() => undefined);
      return running;
    },
    asConfigured: async () => {
      const roots = await folders().then(rootsAt).catch(failed);
      const wanted = (roots ?? []).filter(({ uri, settings }) => {
        const known = scan.roots.get(uri);
        if (known === undefined) return settings.scan === 'automatic';
        return JSON.stringify(known.settings) !== JSON.stringify(settings);
      });
      later(wanted.map(({ uri }) => uri));
    },
  };
}
