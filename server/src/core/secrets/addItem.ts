import type { NewBlock } from '../edits/edits';
import { addItems } from '../edits/yamlItems';
import type { MappingNode } from '../syntax/yaml/nodes';
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
  return addItems(text, mapping, key, typeof item === 'string' ? [item] : [item]);
}
