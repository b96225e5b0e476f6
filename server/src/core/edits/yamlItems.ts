import { isAbsent, type MappingNode, pairOf, type SequenceNode } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import type { NewBlock } from './edits';
import { indentStep, lineEnd, lineStart, newlineOf } from './lines';
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
  if (isAbsent(value) || (value.type === 'sequence' && value.items.length === 0)) {
    const isPlain = value.anchor === undefined && value.tag === undefined;
    return isPlain ? edits.replaceEntry(pair.key, [{ key, value: items }]) : undefined;
  }
  return value.type === 'sequence' ? appended(text, value, items) : undefined;
}

function appended(
  text: string,
  { flow, items }: SequenceNode,
  added: readonly string[] | readonly NewBlock[],
): TextChange | undefined {
  const last = items.at(-1);
  if (last === undefined) return undefined;
  if (flow) {
    const written = added.map((item) => `, ${typeof item === 'string' ? scalarText(item) : flowBlock(item)}`);
    return { start: last.end, end: last.end, newText: written.join('') };
  }
  const dash = /^( *)- +$/.exec(text.slice(lineStart(text, last.start), last.start));
  if (dash === null) return undefined;
  const step = indentStep(text);
  const lines = added.flatMap((item) => (typeof item === 'string' ? [`- ${scalarText(item)}`] : itemLines(item, step)));
  const end = lineEnd(text, last.start + text.slice(last.start, last.end).trimEnd().length);
  return { start: end, end, newText: lines.map((line) => newlineOf(text) + dash[1] + line).join('') };
}
