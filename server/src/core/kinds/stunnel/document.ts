import type { Span } from '../../text/span';
import { readLines } from './lines';
import type { Assignment, Header, Statement, StrayLine } from './statement';

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
