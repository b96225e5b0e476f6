import type { Span } from '../../text/span';
import { type LogicalLine, logicalLines } from './logicalLines';

/** A `Key=value` of a unit. */
export interface Assignment {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Span;
  /** The value without the blanks around it; empty where the key takes earlier values back. */
  readonly value: string;
  readonly valueAt: Span;
  /** Where a stretch of the value stands. */
  readonly place: (from: number, to: number) => Span;
}

/** A `[Section]` with what stands in it; the same name may come again. */
export interface Section {
  readonly name: string;
  /** The header with its brackets. */
  readonly at: Span;
  readonly assignments: readonly Assignment[];
  /** The end of its last line. */
  readonly end: number;
}

/** What systemd cannot read as a section or an assignment. */
export interface UnitProblem {
  readonly type: 'header' | 'outside' | 'no-equals' | 'no-key' | 'flag-line' | 'blanks';
  readonly at: Span;
  /** The end of the logical line before it. */
  readonly before: number;
}

/** A unit file or a drop-in. */
export interface UnitFile {
  readonly sections: readonly Section[];
  readonly problems: readonly UnitProblem[];
}

interface OpenSection {
  readonly name: string;
  readonly at: Span;
  readonly assignments: Assignment[];
  end: number;
}

/** Reads a unit as systemd does (conf-parser of 252): total, every line is a header, an assignment or a problem. */
export function parseUnit(text: string): UnitFile {
  const sections: OpenSection[] = [];
  const problems: UnitProblem[] = [];
  let before = 0;
  let isCutOff: boolean = false;
  for (const line of logicalLines(text)) {
    const read = readLine(line, sections.length > 0);
    // What was meant to go on from the line above is one mistake with it.
    const isRest: boolean = isCutOff && /^-/.test(line.text.trim());
    if ('name' in read) sections.push({ ...read, assignments: [], end: read.at.end });
    else if ('key' in read) sections.at(-1)?.assignments.push(read);
    else if (!isRest) problems.push({ ...read, before });
    const { end } = line.place(0, line.text.length);
    const section = sections.at(-1);
    if (section !== undefined) section.end = end;
    if (line.blanks !== undefined && !isRest) problems.push({ type: 'blanks', at: line.blanks, before });
    isCutOff = line.blanks !== undefined || isRest || ('type' in read && read.type === 'flag-line');
    before = end;
  }
  return { sections, problems };
}

type ReadLine = { readonly name: string; readonly at: Span } | Assignment | Omit<UnitProblem, 'before'>;

function readLine({ text, place }: LogicalLine, isInSection: boolean): ReadLine {
  const content = text.trim();
  const from = text.length - text.trimStart().length;
  const at = place(from, from + content.length);
  if (content.startsWith('[')) {
    return content.endsWith(']') ? { name: content.slice(1, -1), at } : { type: 'header', at };
  }
  if (!isInSection) return { type: 'outside', at };
  // A flag that should belong to the command above: systemd takes it for a key, or for nothing.
  const flag = /^--?[a-z][\w.-]*/.exec(content);
  if (flag !== null) return { type: 'flag-line', at: place(from, from + flag[0].length) };
  const equals = text.indexOf('=');
  if (equals < 0) return { type: 'no-equals', at };
  const key = text.slice(from, equals).trimEnd();
  if (key === '') return { type: 'no-key', at };
  const raw = text.slice(equals + 1);
  const value = raw.trim();
  const valueFrom = equals + 1 + (value === '' ? 0 : raw.length - raw.trimStart().length);
  return {
    key,
    at: place(from, from + key.length),
    value,
    valueAt: place(valueFrom, valueFrom + value.length),
    place: (start, end) => place(valueFrom + start, valueFrom + end),
  };
}

/** All assignments of `key` in the sections called `section`, in their order. */
export function assignmentsOf({ sections }: UnitFile, section: string, key: string): readonly Assignment[] {
  return sections.flatMap(({ name, assignments }) =>
    name === section ? assignments.filter((assignment) => assignment.key === key) : [],
  );
}

/** The assignments of a list that count: those behind the last one that is empty. */
export function inForce(assignments: readonly Assignment[]): readonly Assignment[] {
  const reset = assignments.findLastIndex(({ value }) => value === '');
  return assignments.slice(reset + 1);
}

/** The assignment of a single value that counts; undefined where there is none, or the last one takes it back. */
export function lastOf(unit: UnitFile, section: string, key: string): Assignment | undefined {
  const last = assignmentsOf(unit, section, key).at(-1);
  return last?.value === '' ? undefined : last;
}
