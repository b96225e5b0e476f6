import type { NewBlock, NewEntry } from '../edits/edits';
import { editsFor } from '../edits/editsFor';
import { indentStep, lineEnd, lineStart, newlineOf } from '../edits/lines';
import { flowBlock, itemLines, scalarText } from '../edits/yamlWriting';
import { isAbsent, type MappingNode, pairOf, type SequenceNode } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';

/**
 * The change that puts `item` at the end of the list under `key` of `mapping`, which gets that key where it has none.
 * Undefined where something else stands there.
 */
export function addItem(
  text: string,
  mapping: MappingNode,
  key: string,
  item: string | NewBlock,
): TextChange | undefined {
  const edits = editsFor('helm-values', text);
  const entry: NewEntry = { key, value: typeof item === 'string' ? [item] : [item] };
  const pair = pairOf(mapping, key);
  if (pair === undefined) return edits.addInto(mapping, [entry]);
  const { value } = pair;
  if (isAbsent(value) || (value.type === 'sequence' && value.items.length === 0)) {
    return edits.replaceEntry(pair.key, [entry]);
  }
  return value.type === 'sequence' ? appended(text, value, item) : undefined;
}

function appended(text: string, { flow, items }: SequenceNode, item: string | NewBlock): TextChange | undefined {
  const last = items.at(-1);
  if (last === undefined) return undefined;
  if (flow) {
    return {
      start: last.end,
      end: last.end,
      newText: `, ${typeof item === 'string' ? scalarText(item) : flowBlock(item)}`,
    };
  }
  const dash = /^( *)- +$/.exec(text.slice(lineStart(text, last.start), last.start));
  if (dash === null) return undefined;
  const lines = typeof item === 'string' ? [`- ${scalarText(item)}`] : itemLines(item, indentStep(text));
  const end = lineEnd(text, last.start + text.slice(last.start, last.end).trimEnd().length);
  return { start: end, end, newText: lines.map((line) => newlineOf(text) + dash[1] + line).join('') };
}
