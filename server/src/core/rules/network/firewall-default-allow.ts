import type { FirewallRule } from '../../model/nouns';
import { incomingLists, isCall, mayOpenSsh, prefixOf } from '../firewallRules';
import { openPolicy } from '../openByDefault';
import { defineRule, fix, type RuleInput } from '../rule';

const UFW = (lines: string) => `#!/bin/sh
set -e
${lines}
ufw allow from 100.64.0.0/10 to any port 9100 proto tcp
ufw --force enable
`;
const IPTABLES = (lines: string) => `#!/bin/sh
ip6tables -P INPUT DROP
iptables -F INPUT
${lines}
iptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT
`;
const NFT = (lines: string) => `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain ${lines}
    iif "lo" accept
    ct state established,related accept
    tcp dport 22 accept
    ip saddr 10.0.0.5 tcp dport 9100 accept
  }
}
`;

export default defineRule({
  id: 'firewall-default-allow',
  category: 'network',
  severity: 'warning',
  kinds: ['firewall'],
  summary: 'The firewall lets in what no rule decides',
  why: 'Rules that allow something keep nobody out where everything else is allowed as well: each exporter, and each program that is installed later, is open to everybody who reaches the host.',
  advice:
    'Let SSH in first, then deny by default: `ufw allow 22/tcp` and `ufw default deny incoming`; `iptables -P INPUT DROP` or a last rule that drops; `policy drop;` in the base chain of nftables.',
  sources: [
    'https://manpages.debian.org/bookworm/ufw/ufw.8.en.html',
    'https://manpages.debian.org/bookworm/iptables/iptables.8.en.html',
    'https://wiki.nftables.org/wiki-nftables/index.php/Configuring_chains',
  ],
  examples: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: UFW('‹ufw default allow incoming›'),
      fixed: UFW('ufw allow 22/tcp\nufw default deny incoming'),
      // Under this policy the rule for the tailnet does nothing.
      alsoFinds: ['tailscale-firewall-order'],
    },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: IPTABLES('‹iptables -P INPUT ACCEPT›'),
      fixed: IPTABLES(
        'iptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\niptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -P INPUT DROP',
      ),
    },
    {
      kind: 'firewall',
      path: '/etc/default/ufw',
      bad: 'IPV6=yes\nDEFAULT_INPUT_POLICY="‹ACCEPT›"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\n',
      fixed: 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\n',
    },
    {
      kind: 'firewall',
      path: '/etc/nftables.conf',
      bad: NFT('input {\n    type filter hook input priority 0; policy ‹accept›;'),
      fixed: NFT('input {\n    type filter hook input priority 0; policy drop;'),
    },
    {
      kind: 'firewall',
      path: '/etc/nftables.conf',
      bad: NFT('‹input› {\n    type filter hook input priority 0;'),
      fixed: NFT('input {\n    type filter hook input priority 0; policy drop;'),
    },
  ],
  good: [
    { kind: 'firewall', path: 'firewall.sh', text: UFW('ufw allow OpenSSH\nufw default deny incoming') },
    {
      kind: 'firewall',
      path: '/etc/iptables/rules.v4',
      text: '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -s 10.0.0.5/32 -p tcp --dport 9100 -j ACCEPT\n-A INPUT -j DROP\nCOMMIT\n',
    },
    {
      kind: 'firewall',
      path: '/etc/nftables.conf',
      text: NFT('input {\n    type filter hook input priority 0; policy drop;'),
    },
  ],
  check: (input) => {
    const { nouns, textAt, report } = input;
    for (const list of incomingLists(nouns.firewallRules)) {
      const policy = openPolicy(list, textAt);
      if (policy === undefined) continue;
      const advice =
        policy.tool === 'ufw'
          ? 'Allow SSH first (`ufw allow 22/tcp`), then `ufw default deny incoming`.'
          : 'Allow SSH, loopback and established connections, then let the policy or a last rule drop the rest.';
      report(
        policy,
        `Whatever no rule decides is let in, so that the rules that allow something keep nobody out. ${advice}`,
        { fixes: fix('Deny by default', denying(policy, list, input)) },
      );
    }
  },
});

/** The changes that deny by default and let in before what has to come in; impossible where nobody can tell what that is. */
function denying(policy: FirewallRule, list: readonly FirewallRule[], { nouns, edits, textAt }: RuleInput) {
  const text = textAt(policy);
  const [, word = ''] = /\b(allow|accept)\b(?!.*\b(?:allow|accept)\b)/i.exec(text) ?? [];
  const start = policy.start + text.lastIndexOf(word);
  const denies = edits.replaceValue({ start, end: start + word.length }, denyingWord(policy, word));
  const missing = missingRules(policy, list, textAt);
  if (missing.length === 0) return [denies];
  // A flush below would take the new rules away again.
  const isFlushed = nouns.firewallRules.some(({ does, start: at }) => does === 'reset' && at > policy.start);
  if (!isCall(policy, textAt) || isFlushed) return [undefined];
  const prefix = prefixOf(policy, textAt);
  return [
    edits.addAbove(
      policy,
      missing.map((line) => ({ key: prefix + line, value: '' })),
    ),
    denies,
  ];
}

function denyingWord({ tool }: FirewallRule, word: string): string {
  if (word === 'allow') return 'deny';
  return tool === 'nft' ? 'drop' : 'DROP';
}

/** Commands for what nobody should be without: SSH, and for iptables and nft the host itself and the answers to it. */
function missingRules(policy: FirewallRule, list: readonly FirewallRule[], textAt: RuleInput['textAt']) {
  const text = textAt(policy);
  const hasSsh = list.some((rule) => mayOpenSsh(rule, textAt));
  if (policy.tool === 'ufw') return hasSsh || !isCall(policy, textAt) ? [] : ['ufw allow 22/tcp'];
  const add = `${text.split(/\s/)[0]} -A INPUT`;
  const has = (pattern: RegExp) => list.some((rule) => rule.does === 'allow' && pattern.test(textAt(rule)));
  return [
    ...(has(/\blo\b/) ? [] : [`${add} -i lo -j ACCEPT`]),
    ...(has(/established/i) ? [] : [`${add} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT`]),
    ...(policy.tool !== 'ip6tables' || has(/icmp/i) ? [] : [`${add} -p ipv6-icmp -j ACCEPT`]),
    ...(hasSsh ? [] : [`${add} -p tcp --dport 22 -j ACCEPT`]),
  ];
}
