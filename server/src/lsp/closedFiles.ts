import type { Diagnostic } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';

/** What is kept of a file that no editor has open: what is told of it, and no text and no tree. */
export interface ClosedFile {
  /** Another one whenever something else is told of the file. */
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
  /** The paths and patterns, as URI paths, of the files that had a say in it. */
  readonly named: readonly string[];
}

/** The files of ours on disk, by the text of their URIs. */
export interface ClosedFiles {
  readonly all: ReadonlyMap<string, ClosedFile>;
  /** Takes what was found in a file; `named` as the file itself names others. */
  readonly set: (uri: string, items: readonly Diagnostic[], named: readonly string[]) => void;
  readonly drop: (uri: string) => void;
  /** Lets what is known of a file count as new, because the client has forgotten it. */
  readonly renew: (uri: string) => void;
  /** The files that name the one at `uri`, or its folder with a pattern. */
  readonly naming: (uri: string) => readonly string[];
}

/** More of one file is not kept: VS Code shows no more, and nobody reads them. */
const MOST_OF_A_FILE = 1000;
/** More in all is not kept, so that memory is bounded whatever a workspace holds; some 50 MB. */
const MOST_IN_ALL = 100_000;

/** No files yet. `changed` is called with the URI of each file of which something else is told from now on. */
export function createClosedFiles(changed: (uri: string) => void): ClosedFiles {
  const all = new Map<string, ClosedFile>();
  const session = Date.now().toString(36);
  let results = 0;
  let kept = 0;

  function put(uri: string, file: ClosedFile | undefined): void {
    kept += (file?.items.length ?? 0) - (all.get(uri)?.items.length ?? 0);
    if (file === undefined) all.delete(uri);
    else all.set(uri, file);
  }
  const nextResult = () => `${session}-${++results}`;

  return {
    all,
    set: (uri, found, names) => {
      const before = all.get(uri);
      const room = Math.max(0, MOST_IN_ALL - kept + (before?.items.length ?? 0));
      const items = found.slice(0, Math.min(MOST_OF_A_FILE, room));
      const named = names.map((name) => pathOf(uri, name));
      const isSame = before !== undefined && JSON.stringify(items) === JSON.stringify(before.items);
      put(uri, isSame ? { ...before, named } : { resultId: nextResult(), items, named });
      if (!isSame) changed(uri);
    },
    drop: (uri) => {
      if (!all.has(uri)) return;
      put(uri, undefined);
      changed(uri);
    },
    renew: (uri) => {
      const file = all.get(uri);
      if (file !== undefined) put(uri, { ...file, resultId: nextResult() });
      changed(uri);
    },
    naming: (uri) => {
      const { path } = URI.parse(uri);
      return [...all].filter(([, { named }]) => named.some((name) => leadsTo(name, path))).map(([other]) => other);
    },
  };
}

function pathOf(uri: string, name: string): string {
  return Utils.resolvePath(Utils.dirname(URI.parse(uri)), name).path;
}

/** Whether the path or pattern `name` may mean `path`; of a pattern, only the folder is compared. */
function leadsTo(name: string, path: string): boolean {
  if (name === path) return true;
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  return /[*?[]/.test(name.slice(folder.length)) && path.startsWith(folder) && !path.includes('/', folder.length);
}
