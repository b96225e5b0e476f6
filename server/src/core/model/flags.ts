import type { Span } from '../text/span';
import type { Flag, Said } from './nouns';
import { said } from './secretForm';

/** One word of a command line. Its span is that of the text itself where that stands there as it is, without quotes. */
export interface Argument extends Span {
  readonly text: string;
}

/** Flags that are on by being there: the word behind them is no value of theirs. */
const SWITCHES = [
  /^(no-|help|version$|debug$|verbose$|agent$|h$|v$|quiet$)/,
  /^web\.(enable|disable)-/,
  /^web\.(systemd-socket|legacy-console)$/,
  // `collector.wifi` is a switch, `collector.textfile.directory` is none; `disable-defaults` is one too.
  /^collector\.[^.]+$/,
  /^collect\./,
  /^storage\.(tsdb|agent)\.(no-lockfile|wal-compression|allow-overlapping-blocks)$/,
  /^rules\.alert\.for-state$/,
];

/**
 * The flags among `args`, as Go's kingpin and flag packages read them: `--name=value`, `--name value`, `--no-name`, and
 * all of it with one dash. Whatever else stands there is passed over; behind `--` there are none.
 * @param value how a value is taken; the default knows templates, `$NAME` and `%i` as unknown
 */
export function readFlags(
  args: readonly Argument[],
  value: (text: string, at: Span) => Said<string> = (text, at) => said(text, at),
): Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index];
    if (argument === undefined || argument.text === '--') break;
    const parsed = /^--?([A-Za-z][^\s=]*)(=)?/.exec(argument.text);
    const name = parsed?.[1];
    if (parsed === null || name === undefined) continue;
    const { start, end } = argument;
    if (parsed[2] !== undefined) {
      const at = within(argument, parsed[0].length);
      flags.push({ name, start, end, value: value(argument.text.slice(parsed[0].length), at) });
      continue;
    }
    const next = args[index + 1];
    const takesNext = next !== undefined && !/^-(?![\d.])/.test(next.text) && !isSwitch(name);
    if (!takesNext) {
      flags.push({ name, start, end });
      continue;
    }
    flags.push({ name, start, end, value: value(next.text, { start: next.start, end: next.end }) });
    index++;
  }
  return flags;
}

/** The last value that counts for the flag `name`; undefined where it is not given. */
export function flagNamed(flags: readonly Flag[], name: string): Flag | undefined {
  return flags.findLast((flag) => flag.name === name);
}

/** All flags `name`, for those that may be repeated, such as `web.listen-address`. */
export function flagsNamed(flags: readonly Flag[], name: string): readonly Flag[] {
  return flags.filter((flag) => flag.name === name);
}

function isSwitch(name: string): boolean {
  return SWITCHES.some((pattern) => pattern.test(name));
}

/** The rest of `argument` behind its first characters; the whole of it where its text is written otherwise. */
function within({ text, start, end }: Argument, from: number): Span {
  return end - start === text.length ? { start: start + from, end } : { start, end };
}
