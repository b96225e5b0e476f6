import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { type ListValue, textAt, type Value } from '../../../schema/value';
import { valueSpan } from '../../walk';
import { type ObjectCheckContext, refuse, wordsAbout } from './context';

export const infos = defineChecks({
  duplicate: {
    code: 'duplicate-item',
    severity: 'error',
    source: 'scrape-config',
    rules: [2],
    tag: 'API',
    summary: 'An item stands twice in a list that takes each once, such as the targets of a static config.',
    program: 'Duplicate value: %q',
  },
});

/**
 * Reports what stands twice in the lists below `value` that are sets (`x-list: set`), or maps by a key of their items
 * (`x-list: name`).
 */
export function checkLists(value: Value, context: ObjectCheckContext): void {
  if (value.kind === 'list') {
    const by = value.shape.schema['x-list'];
    if (typeof by === 'string') checkList(value, by, context);
    for (const item of value.items) if (item !== undefined) checkLists(item, context);
  } else if (value.kind === 'struct' || value.kind === 'map') {
    for (const { value: inner } of value.entries.values()) if (inner !== undefined) checkLists(inner, context);
  }
}

function checkList({ items }: ListValue, by: string, context: ObjectCheckContext): void {
  const seen = new Map<string, Value>();
  for (const item of items) {
    const text = item === undefined ? undefined : keyOf(item, by);
    if (item === undefined || text === undefined) continue;
    const first = seen.get(text);
    if (first === undefined) {
      seen.set(text, item);
      continue;
    }
    const at = item.kind === 'struct' ? valueSpan(item, by) : spanOf(item.node);
    const before = first.kind === 'struct' ? valueSpan(first, by) : spanOf(first.node);
    const related = [{ start: before.start, end: before.end, message: 'It stands here first' }];
    const words = wordsAbout(text, `Duplicate value: ${JSON.stringify(text.slice(0, 60))}`);
    const message = 'This stands in the list already. Remove one of the two.';
    refuse(context, infos.duplicate, at, message, { related, ...words });
  }
}

function keyOf(item: Value, by: string): string | undefined {
  if (by === 'set') return item.kind === 'scalar' ? String(item.value) : undefined;
  return item.kind === 'struct' ? textAt(item, by) : undefined;
}
