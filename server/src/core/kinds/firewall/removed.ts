import type { FirewallRule } from '../../model/nouns';
import type { Ruled } from './ruled';

/** How many rules back a call that takes one away is looked for. */
const FAR = 200;

/** `ruled` without what a later call takes away; a call that may not be made leaves a rule that may not be there. */
export function withoutRemoved(ruled: readonly Ruled[]): readonly Ruled[] {
  const kept: Ruled[] = [];
  for (const entry of ruled) {
    if (entry.removes !== true) {
      kept.push(entry);
      continue;
    }
    const from = Math.max(0, kept.length - FAR);
    const index = kept.findIndex((earlier, at) => at >= from && isSame(earlier, entry));
    const found = kept[index];
    if (found === undefined) continue;
    if (entry.rule.isOptional === true) kept[index] = { ...found, rule: { ...found.rule, isOptional: true } };
    else kept.splice(index, 1);
  }
  return kept;
}

const PARTS = ['port', 'protocol', 'from', 'interface'] as const;

/** Whether both are one rule, word by word. What the shell fills in is not known. */
function isSame(a: Ruled, b: Ruled): boolean {
  const plain = (rule: FirewallRule) =>
    [rule.does, rule.direction, rule.family, rule.chain, rule.isConditional].join(' ');
  return (
    a.list === b.list &&
    a.rule.tool === b.rule.tool &&
    plain(a.rule) === plain(b.rule) &&
    PARTS.every((part) => {
      const [one, other] = [a.rule[part], b.rule[part]];
      if (one === undefined || other === undefined) return one === other;
      return one.value !== undefined && one.value === other.value;
    })
  );
}
