import { dirname, resolve } from 'node:path';
import { mayBeOurs } from '../core/kinds/candidates';
import { configuredKind, isExcluded } from '../core/policy/project';
import type { Projects } from '../host/projects';
import { forward, typeOf, type WalkFilter, walk } from '../host/walk';

/** A file to look at. */
export interface FoundFile {
  /** As it was given, or the given folder with the way below it; with forward slashes. */
  readonly path: string;
  /** Whether it was given itself, and not found in a folder. */
  readonly named: boolean;
}

/** Something that cannot be looked at, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** What the arguments led to. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
  /** Given paths at which there is nothing. */
  readonly missing: readonly string[];
}

/**
 * The files at `paths`: named ones as they are, folders with the files below them that may be ours and that neither git
 * ignores nor their configuration excludes. Links to folders are not followed. A file that is reached twice is found once.
 */
export function findFiles(paths: readonly string[], projects: Projects): Found {
  const files = new Map<string, FoundFile>();
  const all: Skipped[] = [];
  const missing: string[] = [];
  const add = (path: string, named: boolean) => {
    const key = resolve(path);
    if (named || !files.has(key)) files.set(key, { path: forward(path), named });
  };
  for (const path of paths) {
    const type = typeOf(path);
    if (type === 'nothing') missing.push(path);
    else if (type !== 'folder') add(path, true);
    else {
      for (const { files: found, skipped } of walk(path, filterFor(path, projects))) {
        for (const file of found) add(file, false);
        if (skipped !== undefined) all.push(skipped);
      }
    }
  }
  return { files: [...files.values()], skipped: all, missing };
}

/** What counts in a walk over `root`. Where that is excluded itself, it was named on purpose, and all below it counts. */
function filterFor(root: string, projects: Projects): WalkFilter {
  const around = (path: string) => projects.of(dirname(resolve(path)));
  const rootProject = projects.of(root);
  const overruled = isExcluded(rootProject, forward(resolve(root))) ? rootProject : undefined;
  const counts = (path: string) => {
    const project = around(path);
    return project === overruled || !isExcluded(project, forward(resolve(path)));
  };
  const isOurs = (path: string) =>
    mayBeOurs(path) || configuredKind(around(path), forward(resolve(path))).configured !== undefined;
  return { takes: (path) => isOurs(path) && counts(path), enters: counts };
}
