import { dirname, relative, resolve } from 'node:path';
import type { Targets } from '../core/kinds/kind';
import { configReader } from '../core/policy/config';
import type { Services } from '../core/services/service';
import { readConfigFile } from '../host/config';
import { nearestProjects, oneProject, type Projects } from '../host/projects';
import { forward } from '../host/walk';
import type { CheckRequest } from './arguments';
import { type CheckedFile, checkFile } from './checkFile';

/** Which configuration counts where; undefined where `request` names one that cannot be read. */
export function projectsFor({ config }: CheckRequest, { catalogue }: Services): Projects | undefined {
  const read = configReader(catalogue);
  if (config === undefined) return nearestProjects(read);
  const text = readConfigFile(config);
  return text === undefined ? undefined : oneProject({ path: resolve(config), text }, read);
}

/**
 * The configurations with mistakes that had a say and are not in `checked`: who checks one file wants to know that what
 * is said about it does not count.
 */
export function brokenConfigs(
  projects: Projects,
  checked: readonly CheckedFile[],
  services: Services,
  newest: Targets,
  request: CheckRequest,
): readonly CheckedFile[] {
  const seen = new Set(checked.map(({ path }) => resolve(path)));
  const broken = projects.used().filter(({ path, problems }) => problems.length > 0 && !seen.has(path));
  return broken.flatMap(({ path, text }) => {
    const file = { path: forward(relative('.', path)), named: true };
    const asConfig = { ...request, kind: 'scrapeguard' } as const;
    const result = checkFile(file, { text }, services, newest, asConfig, projects.of(dirname(path)));
    return result !== undefined && 'service' in result ? [result] : [];
  });
}
