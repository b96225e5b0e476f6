import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import { lineStart, newlineOf } from './lines';

/**
 * The change that writes `argument` behind the last one of the entry `entry` (whole lines): of the command of an
 * `ExecStart`, or inside the quotes of a variable that holds arguments. None where a script in quotes ends the command,
 * where it goes on as another one, and where a comment stands between its lines.
 */
export function argumentAddition(text: string, entry: Span, argument: string): TextChange | undefined {
  const written = text.slice(entry.start, entry.end).trimEnd();
  const [, key = '', value = ''] = /^\s*([\w ]*?)\s*=\s*([\s\S]*)$/.exec(written) ?? [];
  if (value === '' || /^\s*[#;]/m.test(written) || /\s(;|--)\s/.test(value)) return undefined;
  const end = entry.start + written.length;
  if (key.startsWith('Exec')) {
    if (/["'\\]$/.test(value)) return undefined;
    return { start: end, end, newText: separator(text, entry.start, end) + argument };
  }
  const isQuoted = /^(["'])[^"']*\1$/.test(value);
  return isQuoted ? { start: end - 1, end: end - 1, newText: ` ${argument}` } : undefined;
}

/** What stands between two arguments: a blank, or a line of its own where the command is written over several. */
function separator(text: string, start: number, end: number): string {
  const last = lineStart(text, end);
  if (last <= start) return ' ';
  return ` \\${newlineOf(text)}${/^[ \t]*/.exec(text.slice(last, end))?.[0] ?? ''}`;
}
