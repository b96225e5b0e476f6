import type { Fix } from '../findings/finding';
import type { MapValue, StructValue } from '../schema/value';
import type { TextChange } from '../text/edit';

/** Names as a message lists them: `a`, `b` and `c`. */
export function listed(names: readonly string[], word = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`;
}

/** The fix that takes `keys` out of `value`; none where one is merged in from elsewhere, or nothing would be left. */
export function removeKeysFix(value: StructValue | MapValue, keys: readonly string[], preferred = false): Fix[] {
  const { pairs } = value.node;
  const nodes = keys.map((key) => value.entries.get(key)?.keyNode);
  const isGone = (index: number) => nodes.includes(pairs[index]?.key);
  if (nodes.some((node) => !pairs.some(({ key }) => key === node)) || nodes.length === pairs.length) return [];
  const changes: { start: number; end: number; newText: string }[] = [];
  for (let first = 0; first < pairs.length; first++) {
    if (!isGone(first)) continue;
    let last = first;
    while (isGone(last + 1)) last++;
    const next = pairs[last + 1];
    const [from, to] =
      next === undefined
        ? [pairs[first - 1]?.value.end, pairs[last]?.value.end]
        : [pairs[first]?.key.start, next.key.start];
    if (from !== undefined && to !== undefined) changes.push({ start: from, end: to, newText: '' });
    first = last;
  }
  return [{ title: `Remove ${listed(keys)}`, preferred, changes }];
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
