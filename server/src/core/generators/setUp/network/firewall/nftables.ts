import type { FirewallPlan } from './plan';

/**
 * Rules of nftables in a table of our own, loaded in one step that replaces what the table held before and nothing else.
 *
 * The chain comes 10 before `filter`, and what it refuses is refused for good; what it accepts may still be dropped by a
 * chain that comes later, since every base chain is asked (stunnel-rules.md 6c).
 */
export function nftRules(plan: FirewallPlan): string {
  const table = `table inet ${tableOf(plan)}`;
  return `#!/usr/sbin/nft -f
# The packet filter in front of ${plan.program}: only Prometheus reaches port ${plan.port}, over IPv4 and over IPv6.
# The table is ours alone. It decides about this port and nothing else: SSH, Docker and the tailnet go on as before.
# The first two lines make sure that there is nothing left of an earlier version; all is loaded in one step.

${table}
delete ${table}

${table} {
	chain input {
		type filter hook input priority filter - 10; policy accept;
${lines(plan, `tcp dport ${plan.port} `, 'host')}
	}
${plan.isPublished ? `\n${published(plan)}\n` : ''}}
`;
}

/** The commands that take the rules away. */
export function nftRemoval(plan: FirewallPlan): readonly string[] {
  const table = `table inet ${tableOf(plan)}`;
  return [`if nft list ${table} >/dev/null 2>&1; then nft delete ${table}; fi`];
}

/** The name of the table; nft takes no hyphen there without quotes. */
export function tableOf({ name }: FirewallPlan): string {
  return name.replaceAll('-', '_');
}

/**
 * What is forwarded to a container. `proto-dst` is the port that was asked for, before Docker put that of the container
 * in its place; answers (direction reply) and what only passes through this host (no dnat) are not meant.
 */
function published(plan: FirewallPlan): string {
  return `	# Docker forwards what comes to a published port, so that the chain above never sees it.
	chain forward {
		type filter hook forward priority filter - 10; policy accept;
		ct status dnat ct direction original meta l4proto tcp ct original proto-dst ${plan.port} jump published
	}

	chain published {
${lines(plan, '', 'container')}
	}`;
}

function lines({ lets, refusal }: FirewallPlan, match: string, to: 'host' | 'container'): string {
  const rules =
    'interface' in lets
      ? [`iifname "${lets.interface}" accept`]
      : [...setOf('ip', lets.ipv4), ...setOf('ip6', lets.ipv6)];
  // A reset is an answer of TCP, so that nft wants to be told that it is TCP.
  const others = refusal === 'drop' ? 'drop' : `${match === '' ? 'meta l4proto tcp ' : ''}reject with tcp reset`;
  const own = to === 'host' ? ['iifname "lo" accept'] : [];
  return [...own, ...rules, others].map((rule) => `\t\t${match}${rule}`).join('\n');
}

function setOf(family: 'ip' | 'ip6', networks: readonly string[]): readonly string[] {
  return networks.length === 0 ? [] : [`${family} saddr { ${networks.join(', ')} } accept`];
}
