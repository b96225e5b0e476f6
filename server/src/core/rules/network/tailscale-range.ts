import type { Span } from '../../text/span';
import { holdsNetwork, type Network, parseNetwork } from '../networks';
import { defineRule, fix, type RuleInput } from '../rule';

const UFW = (range: string) => `#!/bin/sh
ufw default deny incoming
ufw allow OpenSSH
ufw allow from ${range} to any port 9100 proto tcp
ufw --force enable
`;
const NFT = (range: string) => `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority 0; policy drop;
    iif "lo" accept
    ct state established,related accept
    tcp dport 22 accept
    ip saddr { 10.0.0.5, ${range} } tcp dport 9100 accept
  }
}
`;

/** 100.64.0.0/10, of which each tailnet has its addresses (net/tsaddr of Tailscale). */
const TAILNET: Network = { first: 0x64400000, bits: 10 };

export default defineRule({
  id: 'tailscale-range',
  category: 'network',
  severity: 'error',
  kinds: ['firewall'],
  summary: 'A range of addresses that is not that of the tailnet is taken for it',
  why: 'A tailnet has addresses of `100.64.0.0/10` only. Three quarters of `100.0.0.0/8` are public addresses of other networks, whose customers a rule for this range lets in.',
  advice: 'Write `100.64.0.0/10`, or better name the interface: `in on tailscale0`.',
  sources: ['https://tailscale.com/kb/1015/100.x-addresses', 'https://www.rfc-editor.org/rfc/rfc6598'],
  examples: [
    { kind: 'firewall', path: 'firewall.sh', bad: UFW('‹100.0.0.0/8›'), fixed: UFW('100.64.0.0/10') },
    { kind: 'firewall', path: 'firewall.sh', bad: UFW('‹100.64.0.0/8›'), fixed: UFW('100.64.0.0/10') },
    { kind: 'firewall', path: '/etc/nftables.conf', bad: NFT('‹100.0.0.0/8›'), fixed: NFT('100.64.0.0/10') },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      severity: 'warning',
      bad: UFW('‹100.64.0.0/16›'),
      fixed: UFW('100.64.0.0/10'),
    },
  ],
  good: [
    { kind: 'firewall', path: 'firewall.sh', text: UFW('100.64.0.0/10') },
    { kind: 'firewall', path: 'firewall.sh', text: UFW('100.101.102.103') },
    { kind: 'firewall', path: '/etc/nftables.conf', text: NFT('100.101.0.0/16') },
  ],
  check: (input) => {
    for (const { from } of input.nouns.firewallRules) {
      if (from?.value !== undefined) reportRanges(from, input);
    }
  },
});

/** Looks at each address of the list `from`. */
function reportRanges(from: Span, { textAt, report, edits }: RuleInput): void {
  for (const { 0: written, index } of textAt(from).matchAll(/\d[\d.]*\/[\d.]*\d/g)) {
    const network = parseNetwork(written);
    const wrong = network === undefined ? undefined : wrongness(network, written);
    if (wrong === undefined) continue;
    const at = { start: from.start + index, end: from.start + index + written.length };
    const message =
      wrong === 'wide'
        ? `\`${written}\` is more than the tailnet, whose addresses are \`100.64.0.0/10\`: the rest is public, and belongs to customers of others.`
        : `The addresses of a tailnet are \`100.64.0.0/10\`. \`${written}\` is only a part of them, so that the rule is not about most of its machines.`;
    report(at, message, {
      severity: wrong === 'wide' ? 'error' : 'warning',
      fixes: fix('Write `100.64.0.0/10`', [edits.replaceValue(at, '100.64.0.0/10')], { safe: true }),
    });
  }
}

/** How a network that was meant to be the tailnet is not it: public addresses are in it, or most of it is missing. */
function wrongness(network: Network, written: string): 'wide' | 'narrow' | undefined {
  // What is wider than the first byte is meant for something else.
  const isAround = network.bits >= 8 && network.bits < TAILNET.bits && holdsNetwork(network, TAILNET);
  if (isAround || /^100\.0\.0\.0\/(9|10)$/.test(written)) return 'wide';
  return network.first === TAILNET.first && network.bits > TAILNET.bits && network.bits <= 16 ? 'narrow' : undefined;
}
