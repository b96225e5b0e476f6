import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import type { Edits, NewEntry } from './edits';
import { argumentAddition } from './lineArguments';
import { lineEnd, lineStart, newlineOf, onlyBlank, wholeLines } from './lines';

/** How the entries of a line-oriented file are written. */
export interface LineStyle {
  /** `key` and `value` as a line, without indentation. */
  readonly write: (key: string, value: string) => string;
  /** Matches the key at the start of a line, behind its indentation. */
  readonly key: RegExp;
  /** Whether a backslash at the end of a line joins the next one to it. */
  readonly joins: boolean;
  /** Matches a line at which a section begins; absent where blocks are no sections. */
  readonly header?: RegExp;
}

/** The style of units: `Key=value`. */
export const UNIT_STYLE: LineStyle = {
  write: (key, value) => `${key}=${value}`,
  key: /^[A-Za-z][\w-]*(?=\s*=)/,
  joins: true,
  header: /^\s*\[/,
};
/** The style of stunnel.conf: `key = value`. */
export const STUNNEL_STYLE: LineStyle = {
  write: (key, value) => `${key} = ${value}`,
  key: /^[A-Za-z]\w*(?=\s*=)/,
  joins: false,
  header: /^\s*\[/,
};
/** The style of shell scripts: each entry is a whole command. */
export const SHELL_STYLE: LineStyle = { write: (key, value) => `${key} ${value}`.trim(), key: /^\S+/, joins: true };
/** The style of nginx: `key value;`. */
export const NGINX_STYLE: LineStyle = { write: (key, value) => `${key} ${value};`, key: /^\w+/, joins: false };

/** Edits of a text whose entries are lines. */
export function lineEdits(text: string, style: LineStyle): Edits {
  const newline = newlineOf(text);
  const line = (at: Span) => ({ start: lineStart(text, at.start), end: endOfEntry(text, at.end, style) });
  const indentAt = (start: number) => /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const written = (entries: readonly NewEntry[], indent: string): readonly string[] =>
    entries.map(({ key, value }) => indent + style.write(key, lineValue(value)));
  const addBehind = (end: number, indent: string, entries: readonly NewEntry[]): TextChange => ({
    start: end,
    end,
    newText: written(entries, indent)
      .map((added) => newline + added)
      .join(''),
  });
  return {
    replaceValue: ({ start, end }, value) => ({ start, end, newText: value }),
    renameKey: (at, key) => {
      const { start } = line(at);
      const from = start + indentAt(start).length;
      const old = style.key.exec(text.slice(from, lineEnd(text, from)))?.[0];
      return old === undefined ? undefined : { start: from, end: from + old.length, newText: key };
    },
    removeEntry: (at) => {
      const { start, end } = line(at);
      return wholeLines(text, start, end);
    },
    // Lists are words of a line here, and no line-oriented file has them written alike.
    removeItem: () => undefined,
    replaceEntry: (at, entries) => {
      const { start, end } = line(at);
      const indent = indentAt(start);
      return {
        start: start + indent.length,
        end,
        newText: written(entries, indent).join(newline).slice(indent.length),
      };
    },
    addBeside: (at, entries) => {
      const { start, end } = line(at);
      return addBehind(end, indentAt(start), entries);
    },
    addInto: (at, entries) => {
      const { start, end } = lastOfSection(text, at, style);
      return addBehind(end, indentAt(start), entries);
    },
    addAbove: (at, entries) => {
      const { start } = line(at);
      if (style.joins && /\\\r?\n$/.test(text.slice(0, start))) return undefined;
      const lines = written(entries, indentAt(start)).map((added) => added + newline);
      return { start, end: start, newText: lines.join('') };
    },
    moveBehind: (at, behind) => {
      const [from, to] = [line(at), line(behind)];
      const isApart = from.end < to.start || to.end < from.start;
      if (!isApart || !standsAlone(text, at, from) || !standsAlone(text, behind, to)) return [undefined];
      const newText = newline + text.slice(from.start, from.end);
      return [wholeLines(text, from.start, from.end), { start: to.end, end: to.end, newText }];
    },
    addArgument: (at, argument) => argumentAddition(text, line(at), argument),
  };
}

function lineValue(value: NewEntry['value']): string {
  if (typeof value === 'string') return value;
  return 'text' in value ? value.text : value.join(' ');
}

/** The end of the line of `offset`, and of those that are joined to it. */
function endOfEntry(text: string, offset: number, { joins }: LineStyle): number {
  let end = lineEnd(text, offset);
  while (joins && end < text.length && text[end - 1] === '\\') end = lineEnd(text, text.indexOf('\n', end) + 1);
  return end;
}

/** The last line of the section of `at` that says something. */
function lastOfSection(text: string, at: Span, style: LineStyle): Span {
  let last = { start: lineStart(text, at.start), end: endOfEntry(text, at.end, style) };
  for (let start = last.end + newlineAt(text, last.end); start < text.length; ) {
    const end = endOfEntry(text, start, style);
    const content = text.slice(start, end);
    if (style.header?.test(content)) break;
    if (!onlyBlank(content) && !/^\s*[#;]/.test(content)) last = { start, end };
    start = end + newlineAt(text, end);
  }
  return last;
}

/** Whether nothing else is said on the lines `around` the entry `at`, comments aside. */
function standsAlone(text: string, at: Span, around: Span): boolean {
  const before = text.slice(around.start, at.start);
  const behind = text.slice(at.end, around.end).replace(/(^|\s)#.*$/, '');
  return !/[;&|{}()#]/.test(before) && /^\s*;?\s*$/.test(behind);
}

function newlineAt(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? 2 : 1;
}
