import { isOurPort } from '../kinds/firewall/relevance';
import type { FirewallRule, Said } from '../model/nouns';
import { holdsNetwork, parseNetwork } from './networks';
import type { RuleInput } from './rule';

/** What tells the lists apart whose rules are tried one after the other. */
export function listOf({ tool, table, chain, family, direction }: FirewallRule): string {
  if (tool === 'ufw') return `ufw ${direction}`;
  return [tool, tool === 'nft' ? table : family, chain, direction].join(' ');
}

/** The lists of rules about what comes in to the host itself. */
export function incomingLists(rules: readonly FirewallRule[]): readonly (readonly FirewallRule[])[] {
  return listsOf(rules.filter(({ direction }) => direction === 'in'));
}

/** `rules` list by list, each in the order in which it is tried. */
export function listsOf(rules: readonly FirewallRule[]): readonly (readonly FirewallRule[])[] {
  const lists = new Map<string, FirewallRule[]>();
  for (const rule of rules) {
    const list = lists.get(listOf(rule));
    if (list === undefined) lists.set(listOf(rule), [rule]);
    else list.push(rule);
  }
  return [...lists.values()];
}

/** The last policy of a list, where it is sure; it is the one that holds. */
export function policyOf(list: readonly FirewallRule[]): FirewallRule | undefined {
  const policy = list.findLast(({ does }) => does === 'default-allow' || does === 'default-deny');
  return policy?.isOptional ? undefined : policy;
}

/** Whether `rule` is about a port of an exporter or of what gathers from them. */
export function isAboutMetrics({ port }: FirewallRule): boolean {
  return isOurPort(port?.value);
}

/** Whether `rule` decides for everybody, whatever else it depends on. */
export function isForEverybody({ from, interface: on, isConditional }: FirewallRule): boolean {
  return from === undefined && on === undefined && isConditional !== true;
}

/** Whether `rule` lets SSH in, or may: by its port, a comment, or for want of a port. */
export function mayOpenSsh(rule: FirewallRule, textAt: RuleInput['textAt']): boolean {
  const { does, direction, port, interface: on, isConditional, start, end } = rule;
  if (does !== 'allow' || direction !== 'in') return false;
  if (port === undefined) return isConditional !== true && !/^lo$/.test(on?.value ?? '');
  if (port.value === undefined || portsOf(port.value).some(([low, high]) => low <= 22 && 22 <= high)) return true;
  const line = textAt({ start, end: end + 100 }).split('\n')[0] ?? '';
  return /ssh/i.test(line) || /22$/.test(port.value);
}

/** Whether all that `inner` is about is decided by `outer`; false where nobody can tell. */
export function decides(outer: FirewallRule, inner: FirewallRule): boolean {
  if (outer.isConditional) return false;
  const isFamily = outer.family === 'both' || outer.family === inner.family;
  return (
    isFamily &&
    holds(outer.interface, inner.interface, same) &&
    holds(outer.protocol, inner.protocol, same) &&
    holds(outer.port, inner.port, holdsPorts) &&
    holds(outer.from, inner.from, holdsAddress)
  );
}

/** A part that a rule has not is for all. */
function holds(
  outer: Said<string> | undefined,
  inner: Said<string> | undefined,
  by: (a: string, b: string) => boolean,
) {
  if (outer === undefined) return true;
  return outer.value !== undefined && inner?.value !== undefined && by(outer.value, inner.value);
}

function same(outer: string, inner: string): boolean {
  return outer === inner;
}

function holdsPorts(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [outside, inside] = [portsOf(outer), portsOf(inner)];
  return inside.length > 0 && inside.every(([low, high]) => outside.some(([from, to]) => from <= low && high <= to));
}

function holdsAddress(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [outside, inside] = [parseNetwork(outer), parseNetwork(inner)];
  return outside !== undefined && inside !== undefined && holdsNetwork(outside, inside);
}

/** `22, 9100:9110` as ranges; none where a name stands among them. */
function portsOf(text: string): readonly (readonly [number, number])[] {
  if (!/^[\d\s,:-]+$/.test(text)) return [];
  return text.split(',').flatMap((part) => {
    const [low, high = low] = part.split(/[:-]/).map((port) => Number(port.trim()));
    return low === undefined || high === undefined ? [] : [[low, high] as const];
  });
}

/** Whether the rule is written as a call of its tool in a script, and not as a line of a file of the tool. */
export function isCall(rule: FirewallRule, textAt: RuleInput['textAt']): boolean {
  return /^(\S*\/)?(ufw|ip6?tables\S*)\s/.test(textAt(rule));
}

/** `sudo ` and the like, where the call begins with it, so that a line written beside it does too. */
export function prefixOf({ start }: FirewallRule, textAt: RuleInput['textAt']): string {
  return /(^|\s)((?:sudo|doas) +)$/.exec(textAt({ start: Math.max(0, start - 8), end: start }))?.[2] ?? '';
}
