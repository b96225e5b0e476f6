import type { Fix } from '../findings/finding';
import type { MapValue, StructValue } from '../schema/value';
import type { TextChange } from '../text/edit';

/**
 * The fix that takes `key` with its value out of `value`; none where it is merged in from elsewhere, or would leave
 * nothing behind.
 */
export function removeKeyFix(value: StructValue | MapValue, key: string, preferred = false): Fix[] {
  const { pairs } = value.node;
  const index = pairs.findIndex((pair) => pair.key === value.entries.get(key)?.keyNode);
  const pair = pairs[index];
  if (pair === undefined) return [];
  const next = pairs[index + 1];
  const before = pairs[index - 1];
  const span =
    next !== undefined
      ? { start: pair.key.start, end: next.key.start }
      : before !== undefined
        ? { start: before.value.end, end: pair.value.end }
        : undefined;
  return span === undefined ? [] : [{ title: `Remove \`${key}\``, preferred, changes: [{ ...span, newText: '' }] }];
}

/** Keys that name their mapping: nothing is written above them. */
const FIRST_KEYS = ['job_name', 'name', 'url', 'role'];

/**
 * The fix that writes `lines` (`key: value`) into `value`, none where its keys do not stand on lines of their own and
 * it is no flow mapping either.
 */
export function addKeysFix(value: StructValue, lines: readonly string[], title: string, preferred = false): Fix[] {
  const change = additionTo(value, lines);
  return change === undefined ? [] : [{ title, preferred, changes: [change] }];
}

/** The change that writes `lines` into `value`; see `addKeysFix`. */
export function additionTo({ node }: StructValue, lines: readonly string[]): TextChange | undefined {
  if (node.flow) {
    if (node.anchor !== undefined || node.tag !== undefined) return undefined;
    const at = node.start + 1;
    const separator = node.pairs.length === 0 ? '' : ',';
    // The blank that stands behind the brace is kept for the key behind it.
    return { start: at, end: at, newText: ` ${lines.join(', ')}${separator}` };
  }
  const [first, second] = node.pairs;
  if (node.column === undefined || first === undefined) return undefined;
  const isName = first.key.type === 'scalar' && FIRST_KEYS.includes(first.key.value);
  const at = (isName && second !== undefined ? second : first).key.start;
  const newText = lines.map((line) => `${line}\n${' '.repeat(node.column ?? 0)}`).join('');
  return { start: at, end: at, newText };
}
