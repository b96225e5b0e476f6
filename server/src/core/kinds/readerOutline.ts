import type { OutlineItem } from '../text/outline';
import { blockOf, type Entry } from './yamlReading';

/** `entry` in the outline, under its key or `name`, with what belongs to it. */
export function outlineItem(
  entry: Entry,
  kind: OutlineItem['kind'],
  children: readonly OutlineItem[] = [],
  name = entry.key,
): OutlineItem {
  const { start, end } = entry.keyNode;
  return { name: name || '…', kind, range: blockOf(entry), selection: { start, end }, children };
}
