import { diffLines, type Hunk } from './lineDiff';

/** A text with what its lines look like where they are printed. */
export interface PrintedText {
  /** The lines as they are, with their breaks. */
  readonly lines: readonly string[];
  /** A line as it may be shown, without its break. */
  readonly show: (line: number) => string;
}

/** How many lines that are the same stand around those that differ. */
const CONTEXT = 3;
const NO_BREAK = '\\ No newline at end of file';

/** The difference of two texts of the file at `path`, in the form of `diff -u`; empty where there is none. */
export function unifiedDiff(path: string, before: PrintedText, after: PrintedText): string {
  const groups = together(diffLines(before.lines, after.lines));
  if (groups.length === 0) return '';
  const lines = groups.flatMap((hunks) => groupLines(hunks, before, after));
  return [`--- a/${path}`, `+++ b/${path}`, ...lines, ''].join('\n');
}

/** `hunks` in groups whose context would touch. */
function together(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.before.to;
    if (last !== undefined && end !== undefined && hunk.before.from - end <= 2 * CONTEXT) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function groupLines(hunks: readonly Hunk[], before: PrintedText, after: PrintedText): readonly string[] {
  const [first, last] = [hunks[0], hunks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = Math.max(0, first.before.from - CONTEXT);
  const end = Math.min(before.lines.length, last.before.to + CONTEXT);
  const shift = first.after.from - first.before.from;
  const lastShift = last.after.to - last.before.to;
  const lines: string[] = [];
  const put = (sign: string, { lines: all, show }: PrintedText, from: number, to: number) => {
    for (let line = from; line < to; line++) {
      lines.push(sign + show(line));
      if (!/[\r\n]$/.test(all[line] ?? '')) lines.push(NO_BREAK);
    }
  };
  let at = start;
  for (const hunk of hunks) {
    put(' ', before, at, hunk.before.from);
    put('-', before, hunk.before.from, hunk.before.to);
    put('+', after, hunk.after.from, hunk.after.to);
    at = hunk.before.to;
  }
  put(' ', before, at, end);
  return [`@@ -${range(start, end)} +${range(start + shift, end + lastShift)} @@`, ...lines];
}

/** Lines as a hunk names them: the first one, counted from 1, and their number; of no lines, the one before them. */
function range(from: number, to: number): string {
  return `${from === to ? from : from + 1},${to - from}`;
}
