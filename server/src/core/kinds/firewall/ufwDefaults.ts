import type { FirewallRule } from '../../model/nouns';
import type { FirewallProblem, Ruled, ToolReading } from './ruled';

/** Reads /etc/default/ufw: the policies, and whether IPv6 is filtered at all. */
export function readUfwDefaults(text: string): ToolReading {
  const ruled: Ruled[] = [];
  const problems: FirewallProblem[] = [];
  for (const match of text.matchAll(/^[ \t]*(IPV6|DEFAULT_(?:INPUT|OUTPUT|FORWARD)_POLICY)=(["']?)([^"'\s#]*)\2/gm)) {
    const [whole, key = '', quote = '', value = ''] = match;
    const end = match.index + whole.length - quote.length;
    const at = { start: end - value.length, end };
    if (key === 'IPV6') {
      if (value.toLowerCase() === 'no')
        ruled.push(ruledOf({ does: 'ipv6-off', direction: 'in', family: 'ipv6', ...at }));
    } else if (/^(accept|drop|reject)$/i.test(value)) {
      const does = /^accept$/i.test(value) ? 'default-allow' : 'default-deny';
      const direction = key.includes('INPUT') ? 'in' : key.includes('OUTPUT') ? 'out' : 'forward';
      ruled.push(ruledOf({ does, direction, family: 'both', ...at }));
    } else {
      const chain = key.split('_')[1]?.toLowerCase() ?? '';
      problems.push({
        type: 'policy',
        ...at,
        program: `ERROR: Invalid policy '${value.toLowerCase()}' for '${chain}'`,
      });
    }
  }
  return { ruled, problems };
}

function ruledOf(rule: Omit<FirewallRule, 'tool'>): Ruled {
  return { rule: { tool: 'ufw', ...rule }, list: 'ufw', isFinal: false, place: 'end' };
}
