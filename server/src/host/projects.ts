import { dirname, resolve } from 'node:path';
import type { ConfigReader, ReadConfig } from '../core/policy/config';
import { NO_PROJECT, type Project } from '../core/policy/project';
import { configIn, type FoundConfig, isTop } from './config';
import { forward } from './walk';

/** A configuration that counts somewhere, with what is wrong with it. */
export interface UsedConfig extends FoundConfig, Pick<ReadConfig, 'problems'> {}

/** Which configuration counts where. Each is read once. */
export interface Projects {
  /** What counts in `folder` and for the files in it. */
  readonly of: (folder: string) => Project;
  /** The configurations that were found so far. */
  readonly used: () => readonly UsedConfig[];
}

/** The nearest configurations above files, up to the root of their repository. */
export function nearestProjects(read: ConfigReader): Projects {
  const used: UsedConfig[] = [];
  const known = new Map<string, Project>();
  const of = (folder: string): Project => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found = configIn(folder);
    const project = found === undefined ? (isTop(folder) ? NO_PROJECT : of(dirname(folder))) : open(found, folder);
    known.set(folder, project);
    return project;
  };
  const open = (found: FoundConfig, folder: string): Project => {
    const { config, problems } = read(found.text);
    used.push({ ...found, problems });
    return { folder: forward(folder), config };
  };
  return { of: (folder) => of(resolve(folder)), used: () => used };
}

/** One configuration for everything; its patterns start from the current folder. */
export function oneProject(found: FoundConfig, read: ConfigReader): Projects {
  const { config, problems } = read(found.text);
  const project = { folder: forward(resolve('.')), config };
  return { of: () => project, used: () => [{ ...found, problems }] };
}
