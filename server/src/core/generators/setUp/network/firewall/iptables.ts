import type { FirewallPlan } from './plan';

type Family = 'ipv4' | 'ipv6';

/**
 * Commands that put the rules of `plan` in force, with iptables and ip6tables. They are in a chain of our own: a chain
 * that `iptables-restore --noflush` declares is emptied and filled in one step, so that running this twice gives the
 * same rules, and no others are touched.
 *
 * `INPUT` jumps to the chain from its first place, since whatever stands above it and accepts would open the port.
 */
export function iptablesRules(plan: FirewallPlan): readonly string[] {
  return forBoth((family) => [...chainOf(plan, plan.name, family), ...ensured(family, inputJump(plan))]);
}

/**
 * The commands for a port that Docker publishes: `DOCKER-USER` is what Docker leaves to its users. Whoever may come goes
 * on to Docker's own rules (RETURN). Docker keeps the chain where it is there already.
 */
export function dockerRules(plan: FirewallPlan): readonly string[] {
  const name = dockerChain(plan);
  return [
    '# Docker forwards what comes to a published port, so that the rules for the host never see it.',
    ...forBoth((family) => [
      ...chainOf(plan, name, family),
      `${tool(family)} -w -n -L DOCKER-USER >/dev/null 2>&1 || ${tool(family)} -w -N DOCKER-USER`,
      ...ensured(family, dockerJump(plan)),
    ]),
  ];
}

/** The commands that take away what `iptablesRules` and `dockerRules` put there; they are silent where it is not. */
export function iptablesRemoval(plan: FirewallPlan, from: 'host' | 'docker' | 'both'): readonly string[] {
  const chains = [
    ...(from === 'docker' ? [] : [{ name: plan.name, jump: inputJump(plan) }]),
    ...(from === 'host' ? [] : [{ name: dockerChain(plan), jump: dockerJump(plan) }]),
  ];
  return [
    'for tables in iptables ip6tables; do',
    ...chains.flatMap(({ name, jump }) => [
      `  while "$tables" -w -D ${jump} 2>/dev/null; do :; done`,
      `  if "$tables" -w -n -L ${name} >/dev/null 2>&1; then`,
      `    "$tables" -w -F ${name}`,
      `    "$tables" -w -X ${name}`,
      '  fi',
    ]),
    // Docker's own is in use and stays; one that was made for our rules is empty.
    ...(from === 'host' ? [] : ['  "$tables" -w -X DOCKER-USER 2>/dev/null || true']),
    'done',
  ];
}

function dockerChain({ name }: FirewallPlan): string {
  return `${name}-docker`;
}

function inputJump({ port, name }: FirewallPlan): string {
  return `INPUT -p tcp --dport ${port} -j ${name}`;
}

/**
 * `--ctorigdstport` is the port that was asked for, before Docker put that of the container in its place. Answers
 * (`--ctdir`) and what only passes through this host to the same port elsewhere (`DNAT`) are not meant.
 */
function dockerJump(plan: FirewallPlan): string {
  return `DOCKER-USER -p tcp -m conntrack --ctstate DNAT --ctdir ORIGINAL --ctorigdstport ${plan.port} -j ${dockerChain(plan)}`;
}

/** A host whose kernel has no IPv6 has nothing to shut there, and ip6tables fails. */
function forBoth(commands: (family: Family) => readonly string[]): readonly string[] {
  return [...commands('ipv4'), 'if [ -e /proc/net/if_inet6 ]; then', ...indented(commands('ipv6')), 'fi'];
}

/** Here-documents stay at the margin. */
function indented(commands: readonly string[]): readonly string[] {
  return commands.map((command) => `  ${command}`);
}

function ensured(family: Family, jump: string): readonly string[] {
  return [`${tool(family)} -w -C ${jump} 2>/dev/null || ${tool(family)} -w -I ${jump.replace(' ', ' 1 ')}`];
}

function chainOf(plan: FirewallPlan, name: string, family: Family): readonly string[] {
  const rules = rulesOf(plan, family, name === plan.name ? 'ACCEPT' : 'RETURN').map((rule) => `-A ${name} ${rule}`);
  const text = ['*filter', `:${name} - [0:0]`, ...rules, 'COMMIT'].join('\n');
  return [`${tool(family)}-restore -w -n <<'RULES'\n${text}\nRULES`];
}

function rulesOf({ lets, refusal }: FirewallPlan, family: Family, verdict: 'ACCEPT' | 'RETURN'): readonly string[] {
  const own = verdict === 'ACCEPT' ? ['-i lo -j ACCEPT'] : [];
  const admits =
    'interface' in lets
      ? [`-i ${lets.interface} -j ${verdict}`]
      : lets[family].map((from) => `-s ${from} -j ${verdict}`);
  const others = refusal === 'drop' ? '-j DROP' : '-p tcp -j REJECT --reject-with tcp-reset';
  return [...own, ...admits, others];
}

function tool(family: Family): string {
  return family === 'ipv4' ? 'iptables' : 'ip6tables';
}
