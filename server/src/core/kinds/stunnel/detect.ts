import type { Glance } from '../glance';
import { readLines } from './lines';

/** Folders whose files are about stunnel (how to start it, its log, its users) and not for it. */
const FOREIGN_FOLDERS =
  /\/(init|supervisor[^/]*|monit[^/]*|tmpfiles\.d|sysusers\.d|logrotate\.d|rsyslog\.d|modprobe\.d|fail2ban|[^/]*\.service\.d)\//i;
/** Lines that other formats have and a stunnel.conf cannot. */
const FOREIGN_LINES =
  /^[ \t]*(\[\s*(program:[^\]]*|Unit|Service|req|ca|v3_\w+|CA_default|\w*distinguished_name)\s*\]|\w+[^\n=]*\{\s*$|<\/?\w+[^\n]*>\s*$)/m;

/** Whether the file is a stunnel.conf: by its name or folder, or by options that no other program has together. */
export function isStunnel({ path, name, text }: Glance): boolean {
  if (!/\.conf$/i.test(name) || FOREIGN_FOLDERS.test(path) || FOREIGN_LINES.test(text)) return false;
  if (/^stunnel[^/]*\.conf$/i.test(name)) return true;
  const { known, unknown, names } = count(text);
  const isInFolder = /\/stunnel\d*\/([^/]*\.d\/)?[^/]*$/i.test(path);
  if (isInFolder) return known >= unknown;
  const hasEnds = names.has('accept') && ['connect', 'exec', 'sni', 'protocol'].some((option) => names.has(option));
  const isTelling = ['verifychain', 'verifypeer', 'checkhost', 'sslversion', 'sslversionmin', 'timeoutidle', 'client'];
  const hasMore = names.has('connect') && isTelling.some((option) => names.has(option));
  return known >= 3 && known >= 3 * unknown && (hasEnds || hasMore);
}

/** How many lines set options of stunnel, how many do not, and which options there are, in lower case. */
function count(text: string): { known: number; unknown: number; names: ReadonlySet<string> } {
  let known = 0;
  let unknown = 0;
  const names = new Set<string>();
  for (const line of readLines(text).statements) {
    if (line.kind === 'header') continue;
    const option = line.kind === 'assignment' ? line.option : undefined;
    if (option === undefined) unknown++;
    else {
      known++;
      names.add(option.name.toLowerCase());
    }
  }
  return { known, unknown, names };
}
