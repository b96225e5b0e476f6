import type { CheckInfo } from '../../findings/check';
import type { Finding, Fix } from '../../findings/finding';
import { said } from '../../model/secretForm';
import type { Version } from '../../schema/version';
import type { TextChange } from '../../text/edit';
import type { Span } from '../../text/span';
import type { Surroundings } from '../kind';
import { type More, toFinding } from '../walk';
import type { StunnelDocument } from './document';
import { memory } from './effective';
import type { Assignment, FragmentLine, Header } from './statement';

/** The program's name in messages. */
const PROGRAM = 'stunnel';
/** The most files that are asked for; what a stranger's file names must not make us read a whole disk. */
const MAX_NEEDS = 200;

/** A place of a finding; `from` is set for a line of an included file. */
export interface Spot extends Span {
  readonly from?: FragmentLine;
}

/** What every check of a stunnel.conf gets. */
export interface Inspection {
  /** The document with its included files, as far as they can be read. */
  readonly document: StunnelDocument;
  readonly target: Version;
  /** Whether the file is one of those that another includes, so that nobody knows what stands above it. */
  readonly isFragment: boolean;
  readonly surroundings: Surroundings;
  /** Reports what `info` describes; `text` says what is wrong and what to do, in whole sentences. */
  readonly report: (info: CheckInfo, at: Spot, text: string, more?: More) => void;
  /** Asks for a file, or the files of a pattern; undefined where they were not read (yet). */
  readonly files: (pattern: string) => ReturnType<NonNullable<Surroundings['neighbours']>['get']>;
  /** What `make` gives, made once for each `key` in a run: many services name the same files. */
  readonly once: <T>(key: string, make: () => T) => T;
}

/** What a run collects. */
export interface Collected {
  readonly findings: readonly Finding[];
  readonly needs: readonly string[];
}

/** An inspection with what it collects. */
export interface Collecting {
  readonly inspection: Inspection;
  readonly collected: () => Collected;
  /** Takes a finding of this text that is known already, as `report` would make it. */
  readonly add: (finding: Finding) => void;
}

/** An inspection of `document` and what it collects. The same finding at the same place is kept once. */
export function inspect(
  base: Pick<Inspection, 'document' | 'target' | 'isFragment' | 'surroundings'>,
  needed: readonly string[] = [],
): Collecting {
  const findings = new Map<string, Finding>();
  const needs = new Set(needed);
  const { neighbours } = base.surroundings;
  const add = (finding: Finding, from?: FragmentLine) => {
    const key = `${finding.code} ${finding.start} ${finding.end} ${from?.path} ${from?.line}`;
    if (!findings.has(key)) findings.set(key, finding);
  };
  const inspection: Inspection = {
    ...base,
    report: (info, at, text, more = {}) => {
      add(findingAt(info, at, text, more), at.from);
    },
    files: (pattern) => {
      if (needs.size < MAX_NEEDS) needs.add(pattern);
      return neighbours?.get(pattern);
    },
    once: memory(),
  };
  return { inspection, add, collected: () => ({ findings: [...findings.values()], needs: [...needs] }) };
}

/** The finding of `info` at `at`; one in an included file says where. */
export function findingAt(info: CheckInfo, at: Spot, text: string, more: More): Finding {
  const { from } = at;
  if (from === undefined) return toFinding(info, at, text, more, PROGRAM);
  // A repair of another file cannot be made from here.
  const { program, related } = more;
  const rest = { ...(program !== undefined && { program }), ...(related && { related }) };
  return toFinding(info, at, `\`${from.path}\`, line ${from.line}: ${text}`, rest, PROGRAM);
}

/** The name of the option. */
export function onName({ name, from }: Assignment): Spot {
  return spot(name, from);
}

/** The value; the whole line where it is empty. */
export function onValue(line: Assignment): Spot {
  const { value, from } = line;
  return spot(value.start < value.end ? value : line, from);
}

/** The line of the header. */
export function onHeader(header: Header): Spot {
  return spot(header, header.from);
}

/** `span` as a place, of an included file where `from` is set. */
export function spot({ start, end }: Span, from?: FragmentLine): Spot {
  return from === undefined ? { start, end } : { start, end, from };
}

/** What others put into a file to be filled in, besides shells and the usual templates: `{name}`, `<NAME>`, `__NAME__`. */
const PLACEHOLDER = /\{[\w.-]+\}|<[^<>]+>|\[\[.*\]\]|%%\w+%%|__[A-Z]\w*__/;

/** What every placeholder and variable has one of, so that most values need one look. */
const MARK = /[{<[%_@$]/;

/** Whether a value holds something that is filled in before stunnel reads the file, so that nobody knows it. */
export function isVariable({ text, start, end }: Assignment['value']): boolean {
  return MARK.test(text) && (PLACEHOLDER.test(text) || said(text, { start, end }).value === undefined);
}

/** The fix that puts `text` in the place of the value, if it stands in this file. */
export function replaceValue({ value, from }: Assignment, text: string, title = `Replace by \`${text}\``): Fix[] {
  if (from !== undefined) return [];
  const pad = value.start === value.end ? ' ' : '';
  return [fix(title, { start: value.start, end: value.end, newText: pad + text })];
}

/** The fix that takes the line out of the file. */
export function deleteLine(document: StunnelDocument, { start, end, from }: Assignment | Header, title: string): Fix[] {
  if (from !== undefined) return [];
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  return [fix(title, { start: lineStart, end: newline < 0 ? text.length : newline + 1, newText: '' })];
}

/** A fix of one change. */
export function fix(title: string, change: TextChange, preferred = true): Fix {
  return { title, preferred, changes: [change] };
}
