import { lineEnd, lineStart, newlineOf } from '../edits/lines';
import type { Finding } from '../findings/finding';
import type { KindId } from '../kinds/kindId';
import type { TextChange } from '../text/edit';
import { type CommentStyle, commentStyle, isCommentLine } from './commentStyle';
import { startOfJoined } from './covers';
import { canBeSilenced } from './policy';
import { type WideScalar, wideScalars } from './scalars';
import { suppressionText } from './suppressions';

/** What stands where the user writes why a finding is accepted; a comment that still has it has no reason. */
const PLACEHOLDER = 'reason';

/** Kinds that hold whole files in literal block scalars, in which comments are those of the file inside. */
const HOLDERS: ReadonlySet<KindId> = new Set(['scrape-config', 'helm-values', 'compose']);

/**
 * The change that silences `finding` where it is: a comment on the line above, indented like that, with a placeholder
 * for the reason. Undefined for what cannot be silenced, and in a file that can have no comment there.
 */
export function ignoreHere(text: string, kind: KindId, finding: Finding): TextChange | undefined {
  const style = commentStyle(kind, text);
  if (style === undefined || !canBeSilenced(finding)) return undefined;
  const start = style.yaml ? yamlLine(text, kind, finding.start) : startOfJoinedLine(text, finding.start, style);
  const indent = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
  const comment = suppressionText(markOf(text, style), [finding.code], PLACEHOLDER);
  return { start, end: start, newText: indent + comment + newlineOf(text) };
}

function startOfJoinedLine(text: string, offset: number, style: CommentStyle): number {
  return style.joins ? startOfJoined(text, offset, style) : lineStart(text, offset);
}

/** The line above which a comment about `offset` can stand: not in the middle of a scalar, unless that is a file. */
function yamlLine(text: string, kind: KindId, offset: number): number {
  const around = wideScalars(text).find(({ start, end }) => start < offset && offset < end);
  if (around === undefined || isFile(text, kind, around)) return lineStart(text, offset);
  return lineStart(text, around.start);
}

/** Whether a `#` at the start of a line of `scalar` begins a comment there: it holds a file, and no JSON or PromQL. */
function isFile(text: string, kind: KindId, { style, start, end }: WideScalar): boolean {
  if (style !== 'literal' || !HOLDERS.has(kind)) return false;
  const isExpression = /(^|[\s-])expr\s*:\s*$/.test(text.slice(lineStart(text, start), start));
  const content = text.slice(lineEnd(text, start), end).trimStart();
  return !isExpression && !/^[[{]/.test(content);
}

/** What begins the first comment of the file. */
function markOf(text: string, style: CommentStyle): string {
  const [standard = '#'] = style.marks;
  if (style.marks.length === 1) return standard;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    if (isCommentLine(text, index, index + line.length, style)) return line.trimStart().charAt(0);
  }
  return standard;
}
