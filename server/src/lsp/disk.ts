import type { NeighbourFile } from '../core/kinds/kind';
import type { ConfigReader } from '../core/policy/config';
import type { Project } from '../core/policy/project';
import type { FileContent } from '../core/services/checkFile';

/** Which files and folders are looked at, by the path of their URI. */
export interface PathFilter {
  readonly takes: (path: string) => boolean;
  readonly enters: (path: string) => boolean;
}

/** What can be asked of the files on disk, all by their URIs. Each answer comes at once, and nothing throws. */
export interface Disk {
  /** The files below `folder` that `filter` takes and git does not ignore, one folder for each step. */
  readonly walk: (folder: string, filter: PathFilter) => Iterable<readonly string[]>;
  /** Whether a walk over `root` would come by `uri`, were there a file. */
  readonly isOnWalk: (root: string, uri: string, filter: PathFilter) => boolean;
  /** `isWanted` is shown the beginning of a long file; where it says no, the rest is not read. */
  readonly read: (uri: string, isWanted: (head: string) => boolean) => FileContent;
  /** See `Runtime.readNeighbours`. */
  readonly readNeighbours: (uri: string, patterns: readonly string[]) => ReadonlyMap<string, readonly NeighbourFile[]>;
  /** Tells which configuration counts at a path of a URI; each is read once. */
  readonly projects: (read: ConfigReader) => (path: string) => Project;
}
