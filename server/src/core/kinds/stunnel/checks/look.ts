import type { CheckInfo } from '../../../findings/check';
import type { NeighbourFile } from '../../kind';
import type { More } from '../../walk';
import { isInclude, isPlainPath } from '../expand';
import { type Inspection, isVariable, onValue } from '../report';
import type { Assignment } from '../statement';

/** What lies at a path, as far as this machine can tell for the one that runs stunnel. */
export type Look = { readonly is: 'unknown' | 'missing' | 'folder' } | { readonly is: 'file'; readonly text: string };

const UNKNOWN: Look = { is: 'unknown' };

/** Folders that every system has: that they are here does not make this the machine that runs stunnel. */
const COMMON_FOLDERS =
  /^(\/|\/(bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)|\/usr\/(local\/)?(bin|etc|lib|sbin|share)|\/etc\/(ssl|pki|default)(\/.*)?|\/var\/(lib|log|run|tmp)|\/home\/[^/]+)$/;

/** What the package of stunnel makes: keys and certificates in it belong to the machine that the file is for. */
const PACKAGE_FOLDER = /^\/etc\/stunnel(\/.*)?$/;

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
  return found === undefined ? UNKNOWN : judged(line, found, inspection);
}

function judged(line: Assignment, { text, is, inKnownFolder }: NeighbourFile, { surroundings }: Inspection): Look {
  const path = line.value.text;
  if (text !== undefined) return { is: 'file', text };
  if (is === 'folder') return { is: 'folder' };
  if (is === 'unreadable') return UNKNOWN;
  if (!path.startsWith('/')) return { is: 'missing' };
  const folder = path.slice(0, Math.max(1, path.replace(/\/+$/, '').lastIndexOf('/')));
  const isInUse = /^\/(usr\/local\/)?etc\//.test(surroundings.path ?? '');
  const isElsewhere = COMMON_FOLDERS.test(folder) || (PACKAGE_FOLDER.test(folder) && !isInclude(line));
  return inKnownFolder === true && (isInUse || !isElsewhere) ? { is: 'missing' } : UNKNOWN;
}

/** The two findings that a file or folder is not there, of which the other one is for relative paths. */
interface NotThere {
  readonly notFound: CheckInfo;
  readonly notBeside: CheckInfo;
}

/**
 * Reports that the value of `line` leads to no `what`. A relative one may be made where stunnel is started, such as a
 * key that nobody puts into a repository: that is a warning, without the words that stunnel would have for it.
 */
export function reportMissing(
  line: Assignment,
  what: 'file' | 'folder',
  infos: NotThere,
  { report }: Inspection,
  more: More = {},
): void {
  const path = line.value.text;
  if (path.startsWith('/')) {
    report(infos.notFound, onValue(line), `There is no ${what} \`${path}\`. Create it, or mend the path.`, more);
    return;
  }
  const text = `There is no ${what} \`${path}\` beside this file, and a relative path starts where stunnel is started. Write the whole path, or make sure that it is there.`;
  report(infos.notBeside, onValue(line), text);
}
