import type { Span } from '../../text/span';
import { readLines } from './lines';
import type { OptionInfo } from './options';

/** A line of another file that is read in the place of an `include`. */
export interface FragmentLine {
  /** The path as the include and the folder make it. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A piece of a line: what stunnel reads there (without carriage returns), and where it stands. */
export interface Word extends Span {
  readonly text: string;
}

/** What every line has; the span is that of the trimmed line. */
interface Line extends Span {
  /** Counted from 1, as an editor does. */
  readonly line: number;
  /** Set for a line of an included file: the spans are then those of the value of `include` in the outer text. */
  readonly from?: FragmentLine;
}

/** `name = value`; the value may be empty, and then its span is where it would stand. */
export interface Assignment extends Line {
  readonly kind: 'assignment';
  readonly name: Word;
  /** The option that the name means; absent for a name that stunnel does not know. */
  readonly option: OptionInfo | undefined;
  readonly value: Word;
}

/** `[name]`, with the name verbatim: inner blanks and brackets belong to it. */
export interface Header extends Line {
  readonly kind: 'header';
  readonly name: Word;
  /** Set where the line begins like a header and does not end like one: stunnel refuses it, people mean a header. */
  readonly isBroken?: true;
}

/** A line that is neither a comment nor a header, and has no `=`: stunnel refuses the file. */
export interface StrayLine extends Line {
  readonly kind: 'stray';
  readonly text: string;
  /** Whether it is the rest of a line that is longer than stunnel reads at once. */
  readonly isRest: boolean;
}

/** A line that says something. */
export type Statement = Assignment | Header | StrayLine;

/** The lines that belong together: the global ones before the first header, or those of a service. */
export interface Scope {
  /** Absent for the global part. */
  readonly header?: Header;
  readonly assignments: readonly Assignment[];
  readonly strays: readonly StrayLine[];
  /** The assignments by the name that is written there, in lower case. */
  readonly byName: ReadonlyMap<string, readonly Assignment[]>;
  /** From the header (the start of the text for the global part) to the last line. */
  readonly range: Span;
}

/** A service: a scope with its header. */
export interface Service extends Scope {
  readonly header: Header;
}

/** A stunnel.conf as the program splits it (stunnel-rules.md 2): plain data that never changes. */
export interface StunnelDocument {
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly global: Scope;
  readonly services: readonly Service[];
  /** The first mark of a template (`{{`, `{%`, `{#`, `<%`) outside of comments: the text becomes a stunnel.conf later. */
  readonly template?: Span;
}

/** Reads a stunnel.conf. Total: any text gives a document, in one pass over its lines. */
export function parseStunnel(text: string): StunnelDocument {
  const { statements, template } = readLines(text);
  return documentOf(text, statements, template);
}

/** The document of lines that were read, wherever they came from. */
export function documentOf(text: string, statements: readonly Statement[], template?: Span): StunnelDocument {
  const firstHeader = statements.findIndex(({ kind }) => kind === 'header');
  const globalEnd = firstHeader < 0 ? statements.length : firstHeader;
  const services: Service[] = [];
  for (let at = globalEnd; at < statements.length; ) {
    const header = statements[at];
    let end = at + 1;
    while (end < statements.length && statements[end]?.kind !== 'header') end++;
    if (header?.kind === 'header') services.push({ header, ...scopeOf(statements.slice(at + 1, end), header) });
    at = end;
  }
  const global = scopeOf(statements.slice(0, globalEnd), { start: 0, end: 0 });
  return { text, statements, global, services, ...(template && { template }) };
}

function scopeOf(lines: readonly Statement[], first: Span): Scope {
  const assignments = lines.filter((line) => line.kind === 'assignment');
  return {
    assignments,
    strays: lines.filter((line) => line.kind === 'stray'),
    byName: byNameOf(assignments),
    range: { start: first.start, end: Math.max(first.end, lines.at(-1)?.end ?? 0) },
  };
}

function byNameOf(assignments: readonly Assignment[]): Scope['byName'] {
  const byName = new Map<string, Assignment[]>();
  for (const line of assignments) {
    const name = line.name.text.toLowerCase();
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [line]);
    else known.push(line);
  }
  return byName;
}
