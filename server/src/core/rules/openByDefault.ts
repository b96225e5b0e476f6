import type { FirewallRule } from '../model/nouns';
import { isCall, policyOf } from './firewallRules';
import type { RuleInput } from './rule';

/** Targets behind which the next rule is tried; whatever else is jumped to may decide. */
const GOES_ON = /-j\s+(LOG|NFLOG|ULOG|MARK|CONNMARK|TCPMSS|NOTRACK|CT)\b/;

/**
 * The policy of `list` where it lets in what no rule decides, and no last rule shuts it out. A file of iptables has to
 * say a policy for each chain, and ACCEPT is how nft begins: there it counts where rules open ports as if it were shut.
 */
export function openPolicy(list: readonly FirewallRule[], textAt: RuleInput['textAt']): FirewallRule | undefined {
  const policy = policyOf(list);
  if (policy?.does !== 'default-allow' || list.some((rule) => mayShut(rule, textAt))) return undefined;
  const isMeant = policy.tool === 'ufw' || isCall(policy, textAt);
  const opensPorts = list.some(({ does, port }) => does === 'allow' && port !== undefined);
  const shutsPorts = list.some((rule) => rule.does === 'deny' && rule.from === undefined);
  return isMeant || (opensPorts && !shutsPorts) ? policy : undefined;
}

/** Whether `rule` shuts out whatever comes so far, or may: in a chain of its own, in a branch. */
function mayShut(rule: FirewallRule, textAt: RuleInput['textAt']): boolean {
  const { does, from, port, interface: on, tool, isConditional, isOptional } = rule;
  if (does === 'other') {
    const text = textAt(rule);
    return tool === 'nft' ? /\b(jump|goto|vmap|queue)\b/.test(text) : /\s-[jg]\s/.test(text) && !GOES_ON.test(text);
  }
  if (does === 'default-deny') return isOptional === true;
  const isForAll = from === undefined && port === undefined && isConditional !== true && on?.value !== 'lo';
  return does === 'deny' && isForAll;
}
