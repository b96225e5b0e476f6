import type { NeighbourFile } from '../../kind';
import type { Assignment } from '../document';
import { isPlainPath } from '../expand';
import { type Inspection, isVariable } from '../report';

/** What lies at a path, as far as this machine can tell for the one that runs stunnel. */
export type Look = { readonly is: 'unknown' | 'missing' | 'folder' } | { readonly is: 'file'; readonly text: string };

const UNKNOWN: Look = { is: 'unknown' };

/** Folders that every system has: that they are here does not make this the machine that runs stunnel. */
const COMMON_FOLDERS =
  /^(\/|\/(bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)|\/usr\/(local\/)?(bin|etc|lib|sbin|share)|\/etc\/(ssl|pki|default)(\/.*)?|\/var\/(lib|log|run|tmp)|\/home\/[^/]+)$/;

/**
 * What the value of `line` leads to. A path that is not there is only missing where this can be the machine that runs
 * stunnel: a relative one that is not beside the file, or one whose folder is here.
 */
export function lookAt(line: Assignment, inspection: Inspection): Look {
  const path = line.value.text;
  // Windows, the URI of a token, and what was found wrong with the path itself.
  if (isVariable(line.value) || !isPlainPath(path) || /^([A-Za-z][\w+.-]*:|["'~=])|[ \t][;#]/.test(path))
    return UNKNOWN;
  const found = inspection.files(path)?.[0];
  return found === undefined ? UNKNOWN : judged(path, found, inspection);
}

function judged(path: string, { text, is, inKnownFolder }: NeighbourFile, { surroundings }: Inspection): Look {
  if (text !== undefined) return { is: 'file', text };
  if (is === 'folder') return { is: 'folder' };
  if (is === 'unreadable') return UNKNOWN;
  if (!path.startsWith('/')) return { is: 'missing' };
  const folder = path.slice(0, Math.max(1, path.replace(/\/+$/, '').lastIndexOf('/')));
  const isInUse = /^\/(usr\/local\/)?etc\//.test(surroundings.path ?? '');
  return inKnownFolder === true && (isInUse || !COMMON_FOLDERS.test(folder)) ? { is: 'missing' } : UNKNOWN;
}

/** What to add for a relative path, which starts where the process was started. */
export function relativeHint(path: string): string {
  return path.startsWith('/') ? '' : ' A relative path starts where stunnel is started: write the whole path.';
}
