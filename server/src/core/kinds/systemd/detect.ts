import { programOfImage } from '../../model/programs';
import type { Glance } from '../glance';
import { type Command, readCommands } from './commandLine';
import { runOf } from './run';
import { assignmentsOf, parseUnit } from './unitFile';

/** Names of files that belong to programs that scrape, are scraped, or stand in between. */
const OURS = /(^|[-_@.])(prometheus|alertmanager|pushgateway|stunnel4?)($|[-_@.])|exporter($|[-_@.])/i;
const ROLES = ['exporter', 'prometheus', 'alertmanager', 'pushgateway', 'stunnel'];

/**
 * Whether the file is a unit, a drop-in or an argument file of a program this is about. A unit is known by its command,
 * and by its name where the command is not told.
 */
export function isSystemd({ path, name, text }: Glance): boolean {
  const directory = path.slice(0, path.length - name.length);
  if (/\/(default|sysconfig|conf\.d)\/$/.test(directory) && !/\.\w+$/.test(name)) {
    return OURS.test(name) && /^\s*(export\s+)?[A-Za-z_]\w*=/m.test(text) && !/^\s*\[/m.test(text);
  }
  const unit = /\.service$/i.test(name) ? name : /([^/]+\.service)\.d\/[^/]+\.conf$/i.exec(path)?.[1];
  if (unit === undefined || !/^[ \t]*\[(Unit|Service|Install|X-[^\]]*)\]|^[ \t]*ExecStart\s*=/im.test(text)) {
    return false;
  }
  const file = parseUnit(text);
  const commands = assignmentsOf(file, 'Service', 'ExecStart').flatMap((assignment) => readCommands(assignment));
  if (commands.some((command) => runOf(command) !== undefined || runsImage(command))) return true;
  // Another program under one of our names, such as a backup of Prometheus; an open quote hides which one.
  const isTold = commands.some(
    ({ words, openQuote }) => openQuote === undefined && /^[/\w]/.test(words[0]?.text ?? ''),
  );
  return OURS.test(unit) && !isTold;
}

/** Whether a container of ours is run: the keys of the unit are judged, its command is the container's. */
function runsImage({ words }: Command): boolean {
  if (!/(^|\/)(docker|podman|nerdctl)$/.test(words[0]?.text ?? '')) return false;
  return words.slice(1).some(({ text }) => {
    const program = /^[\w./-]+(:[\w.-]+)?(@\S+)?$/.test(text) ? programOfImage(text) : undefined;
    return program !== undefined && ROLES.includes(program.role);
  });
}
