import type { Ruled } from './ruled';

/**
 * `ruled` in the order in which the rules are tried: an inserted one stands before those that were there, and what a
 * reset took away is gone.
 */
export function inForce(ruled: readonly Ruled[]): readonly Ruled[] {
  const lists = new Map<string, Ruled[]>();
  const order: Ruled[][] = [];
  const listOf = (name: string) => {
    const known = lists.get(name);
    if (known !== undefined) return known;
    const list: Ruled[] = [];
    lists.set(name, list);
    order.push(list);
    return list;
  };
  for (const entry of ruled) {
    const { does, isOptional, tool, family, chain } = entry.rule;
    if (does === 'reset' && isOptional !== true) {
      for (const list of order) {
        const kept = list.filter(
          ({ rule }) => rule.tool !== tool || rule.family !== family || isElsewhere(rule, chain),
        );
        list.splice(0, list.length, ...kept);
      }
    }
    const list = listOf(entry.list);
    // Only rules are counted, not policies and the like.
    if (entry.place === 'end') list.push(entry);
    else list.splice(placeOf(list, entry.place), 0, entry);
  }
  return order.flat();
}

function isElsewhere(rule: Ruled['rule'], chain: string | undefined): boolean {
  const isPolicy = /^(default-|ipv6-off)/.test(rule.does);
  return (isPolicy && rule.tool !== 'ufw') || (chain !== undefined && rule.chain !== chain);
}

/** The index of the rule with the number `number` in `list`. */
function placeOf(list: readonly Ruled[], number: number): number {
  let seen = 0;
  for (const [index, { rule }] of list.entries()) {
    if (/^(allow|deny|other)$/.test(rule.does) && ++seen === number) return index;
  }
  return list.length;
}
