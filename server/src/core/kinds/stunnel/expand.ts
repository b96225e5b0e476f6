import { documentOf, type StunnelDocument } from './document';
import { readLines } from './lines';
import type { Inspection } from './report';
import type { Assignment, FragmentLine, Statement } from './statement';

/** How deep included files may include others; honest ones do not do it at all. */
const MAX_DEPTH = 3;
/** The most lines that are taken from included files. */
const MAX_LINES = 20_000;

/** Gives the files of a folder that is included, in the order in which stunnel reads them. */
type Files = Inspection['files'];

/** The pattern for the files in a folder. */
export function filesOf(folder: string): string {
  return `${folder.replace(/\/+$/, '')}/*`;
}

/** Whether the line includes the files of a folder that can be asked for. */
export function isInclude(line: Statement): line is Assignment {
  return line.kind === 'assignment' && line.option?.name === 'include';
}

/** Whether `path` can be handed to the host as it stands: it matches itself only. */
export function isPlainPath(path: string): boolean {
  return path !== '' && !/[*?[\]\\]/.test(path);
}

/**
 * `document` with the lines of its included files in the place of the `include` lines (stunnel-rules.md 2: an include
 * is textual). Lines from other files have the span of the include's value, and say where they are from.
 */
export function expand(document: StunnelDocument, files: Files): StunnelDocument {
  if (!document.statements.some(isInclude)) return document;
  let budget = MAX_LINES;
  const statements = document.statements.flatMap((line) => [line, ...(isInclude(line) ? included(line, line, 1) : [])]);
  return documentOf(document.text, statements, document.template);

  function included(outer: Assignment, include: Assignment, depth: number): readonly Statement[] {
    const folder = include.value.text;
    if (!isPlainPath(folder)) return [];
    return (files(filesOf(folder)) ?? []).flatMap(({ path, text }) => {
      if (text === undefined || budget <= 0) return [];
      const lines = readLines(text).statements.slice(0, budget);
      budget -= lines.length;
      return lines.flatMap((line) => {
        const moved = moveTo(outer, line, { path, line: line.line });
        const inner = isInclude(moved) && depth < MAX_DEPTH ? included(outer, moved, depth + 1) : [];
        return [moved, ...inner];
      });
    });
  }
}

function moveTo({ value, line }: Assignment, moved: Statement, from: FragmentLine): Statement {
  const { start, end } = value;
  const at = { start, end, line, from };
  if (moved.kind === 'stray') return { ...moved, ...at };
  const name = { ...moved.name, start, end };
  return moved.kind === 'header'
    ? { ...moved, ...at, name }
    : { ...moved, ...at, name, value: { ...moved.value, start, end } };
}
