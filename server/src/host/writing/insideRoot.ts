import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { Refusal } from './refusal';

/**
 * Refuses a path whose real place is not in `root`, whatever links are on the way. What is not there yet counts as
 * lying where it would be created.
 * @param root undefined where every folder is allowed
 * @throws {Refusal} where it leads out
 */
export function stayInside(path: string, root: string | undefined): void {
  if (root === undefined) return;
  const way = relative(realPlace(root), realPlace(path));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new Refusal('A link leads from here out of the workspace, so nothing was written. Open the folder itself.');
  }
}

/** The real path of what is, or would be, at `path`; a link that leads nowhere is an error of the system. */
export function realPlace(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined || dirname(path) === path) return realpathSync(path);
  return join(realPlace(dirname(path)), basename(path));
}
