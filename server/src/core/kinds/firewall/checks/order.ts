import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { toFinding } from '../../walk';
import type { FirewallReading } from '../firewallReading';
import type { NftChain } from '../nft';
import type { Ruled } from '../ruled';

export const infos = defineChecks({
  hook: {
    code: 'nft-chain-without-hook',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'A chain of nftables has no hook and nobody jumps to it: its rules are never tried.',
  },
  policy: {
    code: 'firewall-default-allow',
    category: 'security',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'A base chain of nftables that only allows has no policy, which is to accept: it keeps nobody out.',
  },
  dockerPort: {
    code: 'docker-user-port',
    severity: 'hint',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'In DOCKER-USER the port of a rule is that of the container, not the published one.',
  },
});

/** How many chains are looked at; honest firewalls have a handful. */
const MOST_CHAINS = 100;

/** What never takes effect, or not on what it names. `ruled` is in the order in which the rules are tried. */
export function orderFindings(ruled: readonly Ruled[], reading: FirewallReading): readonly Finding[] {
  return [
    ...reading.chains
      .slice(0, MOST_CHAINS)
      .flatMap((chain) => [...withoutHook(chain, reading), ...withoutPolicy(chain, ruled)]),
    ...dockerPorts(ruled),
  ];
}

function withoutHook({ name, hook, at, isWhole, list }: NftChain, { isFresh, ruled }: FirewallReading): Finding[] {
  if (hook !== undefined || !isWhole || !isFresh || !/^(in|input|incoming|forward|output)$/i.test(name)) return [];
  const isUsed = ruled.some(({ jumpsTo }) => jumpsTo === name);
  const hasRules = ruled.some((entry) => entry.list === list);
  if (isUsed || !hasRules) return [];
  const text =
    'a chain is tried where it has a hook, or where another one jumps to it. This one has neither, and its rules do nothing. Add `type filter hook input priority 0; policy drop;`.';
  return [toFinding(infos.hook, at, text, {}, 'nft')];
}

function withoutPolicy({ hook, policy, at, list, isWhole, base }: NftChain, ruled: readonly Ruled[]): Finding[] {
  if (hook !== 'input' || policy !== undefined || !isWhole || base === undefined) return [];
  const rules = ruled.filter((entry) => entry.list === list);
  const allows = rules.some(({ rule }) => rule.does === 'allow' && rule.port !== undefined);
  const decides = rules.some(({ rule, jumpsTo }) => rule.does === 'deny' || jumpsTo !== undefined);
  if (!allows || decides) return [];
  const text =
    'a base chain without a policy accepts what no rule decides, so that these rules keep nobody out. Add `policy drop;` behind its hook, and see that SSH is allowed.';
  const change = { start: base.end, end: base.end, newText: '; policy drop' };
  const fixes = [{ title: 'Add `policy drop`', preferred: false, changes: [change] }];
  return [toFinding(infos.policy, at, text, { fixes }, 'nft')];
}

function dockerPorts(ruled: readonly Ruled[]): Finding[] {
  return ruled.flatMap(({ rule }) => {
    if (rule.chain !== 'DOCKER-USER' || rule.port === undefined) return [];
    const text =
      'packets come to `DOCKER-USER` when their port is already that of the container. For the published one write `-m conntrack --ctorigdstport`.';
    return [toFinding(infos.dockerPort, rule.port, text, {}, rule.tool)];
  });
}
