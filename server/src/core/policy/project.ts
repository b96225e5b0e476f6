import type { DetectInput } from '../kinds/detect';
import type { KindId } from '../kinds/kindId';
import type { WantedVersions } from '../kinds/targets';
import type { Settings } from '../settings';
import type { Catalogue } from './catalogue';
import { type Config, NO_CONFIG } from './config';
import { isNamedBy } from './globs';
import type { Policy } from './policy';

/** A configuration with the folder that its patterns start from, absolute and with forward slashes. */
export interface Project {
  readonly folder: string;
  readonly config: Config;
}

/** What a user asks for beside the configuration of the workspace, and over it. */
export type Wishes = Pick<Settings, 'level' | 'rules'> & WantedVersions;

/** What counts where no configuration was found. */
export const NO_PROJECT: Project = { folder: '/', config: NO_CONFIG };

/** What becomes of findings below `project`, with the `wishes` of the user over it. */
export function policyOf({ config }: Project, wishes: Pick<Wishes, 'level' | 'rules'>, catalogue: Catalogue): Policy {
  const level = wishes.level === '' ? (config.level ?? 'recommended') : wishes.level;
  const own = Object.entries(wishes.rules);
  return { level, rules: own.length === 0 ? config.rules : new Map([...config.rules, ...own]), catalogue };
}

/** The versions that files of `project` are for: what the user wants, or else what the configuration says. */
export function versionsOf({ config: { versions } }: Project, wanted: WantedVersions): WantedVersions {
  return {
    prometheusVersion: wanted.prometheusVersion || versions.prometheus,
    toolkitVersion: wanted.toolkitVersion || versions.toolkit,
    stunnelVersion: wanted.stunnelVersion || versions.stunnel,
  };
}

/** The kind that `project` gives the file at `path` (absolute), as detection takes it. */
export function configuredKind(project: Project, path: string): Pick<DetectInput, 'configured'> {
  const inside = pathInside(project, path);
  const named: KindId | undefined =
    inside === undefined ? undefined : project.config.files.find(([glob]) => isNamedBy([glob], inside))?.[1];
  return named === undefined ? {} : { configured: named };
}

/** Whether `project` leaves the file or folder at `path` (absolute) alone. */
export function isExcluded(project: Project, path: string): boolean {
  if (project.config.exclude.length === 0) return false;
  const inside = pathInside(project, path);
  return inside !== undefined && inside !== '' && isNamedBy(project.config.exclude, inside);
}

/** `path` from the folder of `project` on; undefined for one that is not below it. */
function pathInside({ folder }: Project, path: string): string | undefined {
  if (path === folder) return '';
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}
