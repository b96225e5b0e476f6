import { isAbsent, type MappingNode, pairOf, type SequenceNode, type YamlNode } from '../syntax/yaml/nodes';
import { resolveScalar } from '../syntax/yaml/resolve';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import type { NewBlock } from './edits';
import { behindComments, indentStep, lineEnd, lineStart, linesBelow, newlineOf } from './lines';
import { yamlEdits } from './yamlEdits';
import { flowBlock, itemLines, scalarText } from './yamlWriting';

/**
 * The change that puts `items` (at least one; all texts, or all blocks) at the end of the list under `key` of `mapping`,
 * which gets that key where it has none. Undefined where something else stands there, or where the list is written in a
 * way that cannot take them.
 */
export function addItems(
  text: string,
  mapping: MappingNode,
  key: string,
  items: readonly string[] | readonly NewBlock[],
): TextChange | undefined {
  const edits = yamlEdits(text, [mapping]);
  const pair = pairOf(mapping, key);
  if (pair === undefined) return edits.addInto(mapping, [{ key, value: items }]);
  const { value } = pair;
  if (isNothing(value) || (value.type === 'sequence' && value.items.length === 0)) {
    if (value.anchor !== undefined || value.tag !== undefined) return undefined;
    const below = isAbsent(value) && !mapping.flow ? belowComments(text, pair.key, items) : undefined;
    const beside = mapping.flow ? undefined : behindComment(text, pair, items);
    return below ?? beside ?? edits.replaceEntry(pair.key, [{ key, value: items }]);
  }
  return value.type === 'sequence' ? appended(text, value, items) : undefined;
}

/** Whether a key has no value, or says so (`null`). */
export function isNothing(value: YamlNode): boolean {
  return isAbsent(value) || (value.type === 'scalar' && resolveScalar(value).type === 'null');
}

/**
 * Below the comments under a key without a value: they are items that somebody may take in again, and then stand where
 * the new ones do. Undefined where there are none.
 */
function belowComments(
  text: string,
  key: Span,
  items: readonly string[] | readonly NewBlock[],
): TextChange | undefined {
  const column = key.start - lineStart(text, key.start);
  let indent: string | undefined;
  let end = lineEnd(text, key.end);
  for (const { line, at } of linesBelow(text, end)) {
    const [, before = '', rest] = /^( *)#(.*)$/.exec(line) ?? [];
    const isItem = rest !== undefined && /^ *- /.test(rest);
    if (rest === undefined || before.length < column || (before.length === column && !isItem)) break;
    if (isItem) indent ??= before;
    end = at;
  }
  if (indent === undefined) return undefined;
  const lines = linesOf(text, items).map((line) => newlineOf(text) + indent + line);
  return { start: end, end, newText: lines.join('') };
}

/** In the place of a value that says nothing, where a comment on its line is about the key. Undefined where none is. */
function behindComment(
  text: string,
  { key, value }: { readonly key: Span; readonly value: Span },
  items: readonly string[] | readonly NewBlock[],
): TextChange | undefined {
  const end = lineEnd(text, key.end);
  const comment = /^[ \t]+#.*$/.exec(text.slice(value.end, end))?.[0];
  if (value.end > end || comment === undefined) return undefined;
  const indent = ' '.repeat(key.start - lineStart(text, key.start) + indentStep(text));
  const start = text.slice(0, value.start).trimEnd().length;
  const lines = linesOf(text, items).map((line) => newlineOf(text) + indent + line);
  return { start, end, newText: comment + lines.join('') };
}

function linesOf(text: string, items: readonly string[] | readonly NewBlock[]): readonly string[] {
  const step = indentStep(text);
  return items.flatMap((item) => (typeof item === 'string' ? [`- ${scalarText(item)}`] : itemLines(item, step)));
}

function appended(
  text: string,
  { flow, items, anchor }: SequenceNode,
  added: readonly string[] | readonly NewBlock[],
): TextChange | undefined {
  const last = items.at(-1);
  // What has an anchor is said somewhere else too, where nobody asked for more items.
  if (last === undefined || anchor !== undefined) return undefined;
  if (flow) {
    const written = added.map((item) => `, ${typeof item === 'string' ? scalarText(item) : flowBlock(item)}`);
    return { start: last.end, end: last.end, newText: written.join('') };
  }
  // The dash may stand on a line of its own.
  const dash = /(?:^|\n)( *)-(?:[ \t]*(?:#[^\n]*)?\r?\n)* *$/.exec(text.slice(0, last.start));
  if (dash === null) return undefined;
  const lines = linesOf(text, added);
  const written = lineEnd(text, last.start + text.slice(last.start, last.end).trimEnd().length);
  const end = behindComments(text, written, dash[1]?.length ?? 0);
  return { start: end, end, newText: lines.map((line) => newlineOf(text) + dash[1] + line).join('') };
}
