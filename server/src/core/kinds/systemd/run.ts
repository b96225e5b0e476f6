import type { Argument } from '../../model/flags';
import { type Program, type ProgramRole, programOfCommand } from '../../model/programs';
import type { Command, Word } from './commandLine';
import { splitWords } from './commandLine';

/** One of our programs as a command runs it. */
export interface Run {
  readonly program: Program;
  /** The path or name it is called by. */
  readonly path: string;
  readonly args: readonly Argument[];
  /** Whether a shell reads the command first, so that redirections and substitutions work. */
  readonly isInShell: boolean;
  /** Whether a word may bring in further arguments: `$ARGS`. */
  readonly hasUnknownArgs: boolean;
  /** Whether `sudo` or the like gives it another user than the unit's. */
  readonly changesUser: boolean;
}

const ROLES: readonly ProgramRole[] = ['exporter', 'prometheus', 'alertmanager', 'pushgateway', 'stunnel'];
const SHELLS = /^(ba|da|z|k|a)?sh$/;
/** Commands that run the command behind them. */
const WRAPPERS =
  /^(env|nice|ionice|chrt|taskset|numactl|setpriv|sudo|su|runuser|gosu|su-exec|chpst|nsenter|ip|unshare|authbind|systemd-cat|systemd-inhibit|stdbuf|timeout|time|exec|nohup|setsid|capsh)$/;

const CHANGES_USER = /^(sudo|su|runuser|gosu|su-exec|chpst|setpriv|capsh)$/;

/** The program of ours that `command` runs; undefined where it runs another one, a container, or nobody can tell. */
export function runOf({ words }: Command): Run | undefined {
  return runIn(words, { isInShell: false, changesUser: false });
}

type Way = Pick<Run, 'isInShell' | 'changesUser'>;

function runIn(words: readonly Argument[], way: Way): Run | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  const own = ours(first.text);
  if (own !== undefined) return made(own, first, rest, way);
  const name = baseName(first.text);
  if (SHELLS.test(name)) return runInShell(rest, way);
  if (!WRAPPERS.test(name)) return undefined;
  const index = rest.findIndex(({ text }) => !text.startsWith('-') && ours(text) !== undefined);
  const [path, ...args] = index < 0 ? [] : rest.slice(index);
  const program = path === undefined ? undefined : ours(path.text);
  const changesUser = way.changesUser || CHANGES_USER.test(name);
  return path === undefined || program === undefined ? undefined : made(program, path, args, { ...way, changesUser });
}

/** The command in `sh -c "…"`: the first one in it that is ours. */
function runInShell(args: readonly Argument[], way: Way): Run | undefined {
  const option = args.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const script = option < 0 ? undefined : args[option + 1];
  if (script === undefined) return undefined;
  const { text, start, end } = script;
  const isVerbatim = end - start === text.length;
  const place = (from: number, to: number) => (isVerbatim ? { start: start + from, end: start + to } : { start, end });
  const whole = { start, end };
  const { words } = splitWords({ key: '', at: whole, value: text, valueAt: whole, place });
  for (const command of shellCommands(words)) {
    const run = runIn(command, { ...way, isInShell: true });
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The commands between `;`, `&&` and the like, without assignments in front and redirections behind. */
function shellCommands(words: readonly Word[]): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  let isRedirected = false;
  for (const word of words) {
    if (/^(;|&&?|\|\|?)$/.test(word.text) && !word.isQuoted) {
      commands.push([]);
      isRedirected = false;
    } else if (/^(\d?[<>]|&>)/.test(word.text)) isRedirected = true;
    else if (commands.at(-1)?.length === 0 && /^[A-Za-z_]\w*=/.test(word.text)) continue;
    else if (!isRedirected) commands.at(-1)?.push(word);
  }
  return commands;
}

function made(program: Program, path: Argument, args: readonly Argument[], way: Way): Run {
  const hasUnknownArgs = args.some(({ text }) => /^"?\$\{?[A-Za-z_@*]|^\{\{/.test(text));
  return { program, path: path.text, args, hasUnknownArgs, ...way };
}

function ours(path: string): Program | undefined {
  const program = /[${]/.test(baseName(path)) ? undefined : programOfCommand(path);
  return program !== undefined && ROLES.includes(program.role) ? program : undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
