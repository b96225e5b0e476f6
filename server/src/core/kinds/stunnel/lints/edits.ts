import { wholeLines } from '../../../edits/lines';
import type { Fix } from '../../../findings/finding';
import type { TextChange } from '../../../text/edit';
import type { Span } from '../../../text/span';
import type { Scope, StunnelDocument } from '../document';
import type { Assignment } from '../statement';

/** A line that a fix writes. */
export interface NewLine {
  readonly name: string;
  readonly value: string;
}

/** The fix of `changes`; none where one of them cannot be made, such as in an included file. */
export function fixOf(title: string, changes: readonly (TextChange | undefined)[], preferred = false): Fix[] {
  const possible = changes.filter((change) => change !== undefined);
  const isPossible = possible.length === changes.length && possible.length > 0;
  return isPossible ? [{ title, preferred, changes: possible }] : [];
}

/** `fixes` as those that may run without being asked for: the catalogue calls them safe (security-rules.md, tls). */
export function safe(fixes: readonly Fix[]): Fix[] {
  return fixes.map((fix) => ({ ...fix, safe: true }));
}

/** The fix that deletes the lines of `assignments`. */
export function deleteFix(
  document: StunnelDocument,
  assignments: readonly Assignment[],
  preferred = false,
  title = `Delete ${[...new Set(assignments.map(({ name }) => `\`${name.text}\``))].join(' and ')}`,
): Fix[] {
  return fixOf(title, deletions(document, assignments), preferred);
}

/** The most lines that one fix deletes: no honest file has more that say the same. */
export const MAX_DELETIONS = 100;

/** The changes that delete the lines of `assignments`; an impossible one where they are too many. */
export function deletions(
  document: StunnelDocument,
  assignments: readonly Assignment[],
): readonly (TextChange | undefined)[] {
  return assignments.length > MAX_DELETIONS ? [undefined] : assignments.map((line) => deletion(document, line));
}

/** The change that deletes the line of `assignment` with its end; undefined in an included file. */
export function deletion({ text }: StunnelDocument, assignment: Assignment): TextChange | undefined {
  if (assignment.from !== undefined) return undefined;
  const { start, end } = lineAround(text, assignment);
  return wholeLines(text, start, end);
}

/** The change that gives `assignment` another value; undefined in an included file. */
export function newValue(assignment: Assignment, value: string): TextChange | undefined {
  return assignment.from === undefined ? replace(assignment.value, value) : undefined;
}

/** The change that gives `assignment` another name; undefined in an included file. */
export function newName(assignment: Assignment, name: string): TextChange | undefined {
  return assignment.from === undefined ? replace(assignment.name, name) : undefined;
}

function replace({ start, end }: Span, newText: string): TextChange {
  return { start, end, newText };
}

/** The change that puts `lines` in the place of `assignment`, written the way it is. */
export function replacement(
  document: StunnelDocument,
  assignment: Assignment,
  lines: readonly NewLine[],
): TextChange | undefined {
  if (lines.length === 0) return deletion(document, assignment);
  if (assignment.from !== undefined) return undefined;
  const { indent, equals, newline } = styleOf(document.text, assignment);
  const newText = lines.map(({ name, value }) => name + equals + value).join(newline + indent);
  return { start: assignment.start, end: assignment.end, newText };
}

/**
 * The change that writes `lines` behind `after`, a line of `scope`, or else at the end of the scope; undefined in an
 * included file.
 */
export function insertion(
  document: StunnelDocument,
  scope: Scope,
  lines: readonly NewLine[],
  after?: Assignment,
): TextChange | undefined {
  const { text } = document;
  const model = after ?? scope.assignments.findLast(({ from }) => from === undefined);
  const anchor = model ?? scope.header;
  if (anchor === undefined || anchor.from !== undefined || scope.header?.from !== undefined) return undefined;
  const { indent, equals, newline } = styleOf(text, model, anchor);
  const { end } = lineAround(text, anchor);
  const at = text[end - 1] === '\r' ? end - 1 : end;
  const newText = lines.map(({ name, value }) => newline + indent + name + equals + value).join('');
  return { start: at, end: at, newText };
}

/** How a file is written around `model`, or around `anchor` where a scope has no lines yet. */
function styleOf(text: string, model: Assignment | undefined, anchor: Span = model ?? { start: 0, end: 0 }) {
  const { start, end } = lineAround(text, anchor);
  const newline = (end < text.length ? text[end - 1] === '\r' : text.includes('\r\n')) ? '\r\n' : '\n';
  if (model === undefined) return { indent: '', equals: ' = ', newline };
  const indent = text.slice(start, model.start).replace('\uFEFF', '');
  const between = text.slice(model.name.end, model.value.start);
  const isTight = model.value.start === model.value.end && /\s=$/.test(between);
  return { indent, equals: isTight ? `${between} ` : between, newline };
}

/** The line around `span`, without its line feed. */
function lineAround(text: string, span: Span): Span {
  const start = span.start === 0 ? 0 : text.lastIndexOf('\n', span.start - 1) + 1;
  const newline = text.indexOf('\n', span.end);
  return { start, end: newline < 0 ? text.length : newline };
}
