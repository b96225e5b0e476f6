import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIG_NAMES } from '../core/kinds/scrapeguard/detect';

/** A `.scrapeguard.yaml` with its text; `path` is absolute, as the system writes it. */
export interface FoundConfig {
  readonly path: string;
  readonly text: string;
}

/** Beyond this size (bytes) no file is taken for a configuration. */
const MAX_SIZE = 1024 * 1024;

/** The configuration that counts in `folder` (absolute): the nearest one, from there up to the root of the repository. */
export function findConfig(folder: string): FoundConfig | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = configIn(at);
    if (found !== undefined || isTop(at)) return found;
  }
}

/** The configuration that lies in `folder` itself. */
export function configIn(folder: string): FoundConfig | undefined {
  for (const name of CONFIG_NAMES) {
    const path = join(folder, name);
    const text = readConfigFile(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

/** The text of the configuration at `path`; undefined where none can be read. */
export function readConfigFile(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || stats.size > MAX_SIZE) return undefined;
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

/** Whether nothing above `folder` counts in it: it is the root of a repository, or of the file system. */
export function isTop(folder: string): boolean {
  return dirname(folder) === folder || existsSync(join(folder, '.git'));
}
