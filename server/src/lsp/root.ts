import { URI } from 'vscode-uri';
import { mayBeOurs } from '../core/kinds/candidates';
import { associatedKind } from '../core/kinds/detect';
import type { ConfigReader } from '../core/policy/config';
import { configuredKind, isExcluded, type Project } from '../core/policy/project';
import type { Settings } from '../core/settings';
import type { Disk, PathFilter } from './disk';

/** A folder of the workspace, with what counts for the files below it. */
export interface Root {
  readonly uri: string;
  readonly settings: Settings;
  readonly projectOf: (path: string) => Project;
  readonly filter: PathFilter;
}

/** The folder at `uri` as it is now: its configurations are read anew. */
export function rootAt(uri: string, settings: Settings, disk: Disk, read: ConfigReader): Root {
  const projectOf = disk.projects(read);
  const isOurs = (path: string) =>
    mayBeOurs(path) ||
    associatedKind({ path, associations: settings.files }) !== undefined ||
    configuredKind(projectOf(path), path).configured !== undefined;
  const isLeftAlone = (path: string) => isExcluded(projectOf(path), path);
  return {
    uri,
    settings,
    projectOf,
    filter: {
      takes: (path) => isOurs(path) && !isLeftAlone(path),
      enters: (path) => !isLeftAlone(path),
    },
  };
}

/** The innermost of `roots` that holds `uri`. */
export function rootAround<T>(uri: string, roots: ReadonlyMap<string, T>): T | undefined {
  let found: string | undefined;
  for (const root of roots.keys()) {
    if (isBelow(uri, root) && root.length >= (found?.length ?? 0)) found = root;
  }
  return found === undefined ? undefined : roots.get(found);
}

/** Whether `uri` leads to something in `folder`, at any depth. */
export function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** `uri` in the one way of writing it in which URIs are compared: clients escape more characters or fewer. */
export function sameUri(uri: string): string {
  return URI.parse(uri).toString();
}
