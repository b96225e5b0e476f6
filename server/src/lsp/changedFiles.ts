import type { ClosedFiles } from './closedFiles';
import type { Disk } from './disk';
import { isBelow, type Root, rootAround, sameUri } from './root';

/** What following changes needs of a scan. */
interface Means {
  readonly disk: Disk;
  readonly files: ClosedFiles;
  readonly roots: ReadonlyMap<string, Root>;
  readonly look: (uri: string, root: Root) => boolean;
  readonly isOnWalk: (uri: string, root: Root) => boolean;
  /** Gives way where it is time to. */
  readonly turn: () => Promise<boolean>;
  /** Is called when all that has changed was looked at. */
  readonly done: () => void;
}

/** Gives a function that looks again at what lies at some addresses, and at the files that name it, one by one. */
export function changeFollower({
  disk,
  files,
  roots,
  look,
  isOnWalk,
  turn,
  done,
}: Means): (uris: readonly string[]) => void {
  const waiting = new Set<string>();
  let isWorking = false;

  /** Works off `waiting`, and what has come in meanwhile. */
  async function work(): Promise<void> {
    isWorking = true;
    while (waiting.size > 0) {
      const naming = new Set<string>();
      for (const uri of waiting) {
        waiting.delete(uri);
        for (const other of files.naming(uri)) naming.add(other);
        await lookAgain(uri);
        await turn();
      }
      // Each once, whatever has changed of what it names; those who name it in turn see no difference.
      for (const uri of naming) {
        const root = rootAround(uri, roots);
        if (root !== undefined) look(uri, root);
        await turn();
      }
    }
    isWorking = false;
    done();
  }

  /** Looks at what lies at `uri` now: a file, a folder, or nothing. */
  async function lookAgain(uri: string): Promise<void> {
    const root = rootAround(uri, roots);
    if (root === undefined) return;
    if (isOnWalk(uri, root)) look(uri, root);
    else files.drop(uri);
    for (const known of files.all.keys()) {
      if (!isBelow(known, uri)) continue;
      look(known, root);
      await turn();
    }
    for (const folder of disk.walk(uri, root.filter)) {
      for (const file of folder) {
        if (!files.all.has(file) && isOnWalk(file, root)) look(file, root);
        await turn();
      }
    }
  }

  return (uris) => {
    for (const uri of uris) waiting.add(sameUri(uri));
    if (!isWorking) void work();
  };
}
