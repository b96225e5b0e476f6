import { URI } from 'vscode-uri';
import { changeFollower } from './changedFiles';
import { type CheckMeans, createClosedCheck } from './closedCheck';
import { type ClosedFiles, createClosedFiles } from './closedFiles';
import { type Root, rootAround, sameUri } from './root';

/** How far a scan has come, or what came of it. */
export interface ScanCounts {
  /** Files whose name says that they may be ours. */
  readonly looked: number;
  readonly ours: number;
  /** Whether it has come to its end, and neither was cancelled nor ended by another one. */
  readonly isComplete: boolean;
}

/** What a scan is asked: to tell how far it has come, and to end where nobody wants it any more. */
export interface ScanWishes {
  readonly onProgress?: (counts: ScanCounts) => void;
  readonly isCancelled?: () => boolean;
}

/** The files of ours that no editor has open: checked once by a scan, and again when something has changed. */
export interface WorkspaceScan {
  readonly files: ClosedFiles['all'];
  /** Closed documents that are no files of a scan: what a client shows of them is no longer so. */
  readonly gone: Set<string>;
  readonly isRunning: () => boolean;
  /** The folders that are, or were, scanned, by URI. */
  readonly roots: ReadonlyMap<string, Root>;
  /** Checks the files below `roots`; one scan at a time, a new one ends the one before. */
  readonly scan: (roots: readonly Root[], wishes?: ScanWishes) => Promise<ScanCounts>;
  /** Looks again at what lies at `uris`, where they are below a folder that was scanned. */
  readonly changed: (uris: readonly string[]) => void;
  /** Something else may be to be told of the open document at `uri`. */
  readonly touched: (uri: string) => void;
  /** An editor has closed the document at `uri`, and its client has forgotten what it was told of it. */
  readonly closed: (uri: string) => void;
  /** Forgets the folder at `uri`. */
  readonly forget: (uri: string) => void;
  /** Calls `listener` with each address about which something else is to be told, and at the end of a scan. */
  readonly onChange: (listener: (uri: string | undefined) => void) => () => void;
}

/** What a scan needs from the server. */
export interface ScanMeans extends CheckMeans {
  /** Gives way to messages; see `Runtime.defer`. */
  readonly defer: (work: () => void) => void;
  /** Is told of a mistake of ours, which shall cost no other file its findings. */
  readonly failed: (uri: string, error: unknown) => void;
}

/** Milliseconds after which a scan gives way, so that typing is answered while it runs. */
const SLICE = 10;

/** A scan of nothing yet. */
export function createWorkspaceScan(means: ScanMeans): WorkspaceScan {
  const { disk, defer, failed } = means;
  const listeners = new Set<(uri: string | undefined) => void>();
  const tell = (uri: string | undefined) => {
    for (const listener of listeners) listener(uri);
  };
  const files = createClosedFiles(tell);
  const gone = new Set<string>();
  const roots = new Map<string, Root>();
  const closed = createClosedCheck(means);
  let current: symbol | undefined;
  const turn = giveWay(defer);

  /** Checks the file at `uri`; tells whether it is one of ours. */
  function look(uri: string, root: Root): boolean {
    try {
      const found = closed.of(uri, root);
      if (found === undefined) files.drop(uri);
      else files.set(uri, found.items, found.named);
      return found !== undefined;
    } catch (error) {
      failed(uri, error);
      return false;
    }
  }

  async function scan(wanted: readonly Root[], { onProgress, isCancelled }: ScanWishes = {}): Promise<ScanCounts> {
    const own = Symbol();
    current = own;
    const isOver = () => current !== own || isCancelled?.() === true;
    const counts = { looked: 0, ours: 0, isComplete: false };
    for (const root of wanted) roots.set(root.uri, root);
    try {
      for (const root of wanted) {
        const seen = new Set<string>();
        for (const folder of disk.walk(root.uri, root.filter)) {
          for (const uri of folder) {
            if (rootAround(uri, roots) !== root) continue;
            counts.looked += 1;
            if (look(uri, root)) seen.add(uri);
            counts.ours += seen.has(uri) ? 1 : 0;
            if (await turn()) onProgress?.(counts);
            if (isOver()) return counts;
          }
          await turn();
          if (isOver()) return counts;
        }
        for (const uri of files.all.keys()) {
          if (!seen.has(uri) && rootAround(uri, roots) === root) files.drop(uri);
        }
      }
      counts.isComplete = true;
      return counts;
    } finally {
      if (current === own) {
        current = undefined;
        tell(undefined);
        tryWords();
      }
    }
  }

  function isOnWalk(uri: string, { uri: root, filter }: Root): boolean {
    // The question that costs less first.
    return filter.takes(URI.parse(uri).path) && disk.isOnWalk(root, uri, filter);
  }

  /** What takes its time comes when nothing else is to be done. */
  function tryWords(): void {
    void closed.tryWords((uri) => {
      const root = rootAround(uri, roots);
      if (root !== undefined && files.all.has(uri)) look(uri, root);
    });
  }

  return {
    files: files.all,
    gone,
    isRunning: () => current !== undefined,
    roots,
    scan,
    changed: changeFollower({ disk, files, roots, look, isOnWalk, turn, done: tryWords }),
    touched: (uri) => tell(sameUri(uri)),
    closed: (given) => {
      const uri = sameUri(given);
      const root = rootAround(uri, roots);
      if (root !== undefined && isOnWalk(uri, root)) look(uri, root);
      if (files.all.has(uri)) files.renew(uri);
      else {
        gone.add(uri);
        tell(uri);
      }
    },
    forget: (given) => {
      const uri = sameUri(given);
      roots.delete(uri);
      for (const known of files.all.keys()) if (rootAround(known, roots) === undefined) files.drop(known);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Gives a function that gives way to others where the slice of time is used up, and tells whether it did. */
function giveWay(defer: ScanMeans['defer']): () => Promise<boolean> {
  let started = Date.now();
  return async () => {
    const isUsedUp = Date.now() - started >= SLICE;
    if (isUsedUp) {
      await new Promise<void>((go) => defer(go));
      started = Date.now();
    }
    return isUsedUp;
  };
}
