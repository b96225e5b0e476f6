import { dirname, resolve } from 'node:path';
import type { Finding } from '../core/findings/finding';
import type { Targets } from '../core/kinds/kind';
import { CONFIG_NAMES } from '../core/kinds/scrapeguard/detect';
import type { Project } from '../core/policy/project';
import { checkFile as check, type FileContent } from '../core/services/checkFile';
import type { Service, Services } from '../core/services/service';
import { isIgnoredByGit } from '../host/gitignore';
import type { guesser } from '../host/guesses';
import { readNeighbours } from '../host/neighbours';
import { forward } from '../host/walk';
import type { CheckRequest } from './arguments';
import type { FoundFile, Skipped } from './findFiles';

/** A file that was checked. */
export interface CheckedFile {
  readonly path: string;
  readonly service: Service;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Checks `content`, what was read of `file`, for the versions of `request`, of `project` or else the `newest`; undefined
 * for a file that was only found and is none of ours. `guess` tries words on hashes.
 */
export function checkFile(
  { path, named }: FoundFile,
  content: FileContent,
  services: Services,
  newest: Targets,
  request: CheckRequest,
  project: Project,
  guess?: ReturnType<typeof guesser>,
): CheckedFile | Skipped | undefined {
  // Who asks for one kind of all files that a walk finds does not mean the file that says how to check them.
  const isOurOwn = !named && CONFIG_NAMES.some((name) => path === name || path.endsWith(`/${name}`));
  const context = {
    path,
    ...(request.kind !== undefined && !isOurOwn && { override: request.kind }),
    project,
    place: forward(resolve(path)),
    wishes: { ...request.versions, level: '' as const, rules: {} },
    readNeighbours: (patterns: readonly string[]) => readNeighbours(dirname(path), patterns),
    // What a walk finds is not ignored.
    ...(named && { isGitIgnored: isIgnoredByGit(resolve(path)) }),
    ...(guess && { guess }),
    now: Date.now(),
  };
  const checked = check(content, context, { services, newest });
  if (checked.text !== undefined) return { path, ...checked };
  if (checked.service === undefined && !named) return undefined;
  return { path, reason: checked.reason ?? 'its kind is not known; name one with --kind' };
}
