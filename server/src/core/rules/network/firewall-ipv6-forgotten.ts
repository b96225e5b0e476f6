import type { FirewallRule } from '../../model/nouns';
import { incomingLists, isAboutMetrics, isCall, isForEverybody, policyOf, prefixOf } from '../firewallRules';
import { defineRule, fix, type RuleInput } from '../rule';

const IPTABLES = (lines: string) => `#!/bin/sh
iptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT
${lines}
`;
const NFT = (family: string, policy = 'drop') => `#!/usr/sbin/nft -f
flush ruleset
table ${family} filter {
  chain input {
    type filter hook input priority 0; policy ${policy};
    iif "lo" accept
    ct state established,related accept
    tcp dport { 22, 9100 } accept
  }
}
`;
const DROP = 'iptables -A INPUT -p tcp --dport 9100 -j DROP';

export default defineRule({
  id: 'firewall-ipv6-forgotten',
  category: 'network',
  severity: 'warning',
  kinds: ['firewall'],
  summary: 'IPv4 is shut, and IPv6 is left open',
  why: 'Exporters listen on IPv6 as well unless they are told otherwise. Rules for IPv4 say nothing about it, so that whoever knows a public IPv6 address of the host walks past them.',
  advice:
    'Say the same for IPv6: `ip6tables` beside `iptables`, `table inet` instead of `table ip` in nftables, `IPV6=yes` in `/etc/default/ufw`. Or let the exporter listen on an IPv4 address.',
  sources: [
    'https://manpages.debian.org/bookworm/iptables/iptables.8.en.html',
    'https://wiki.nftables.org/wiki-nftables/index.php/Nftables_families',
  ],
  examples: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: IPTABLES(`‹${DROP}›`),
      fixed: IPTABLES(`${DROP}\nip6${DROP.slice(2)}`),
    },
    {
      kind: 'firewall',
      path: '/etc/default/ufw',
      bad: 'IPV6=‹no›\nDEFAULT_INPUT_POLICY="DROP"\n',
      fixed: 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\n',
    },
    {
      kind: 'firewall',
      path: '/etc/nftables.conf',
      bad: NFT('ip', '‹drop›'),
    },
  ],
  good: [
    { kind: 'firewall', path: 'firewall.sh', text: IPTABLES(`${DROP}\nip6${DROP.slice(2)}`) },
    { kind: 'firewall', path: '/etc/nftables.conf', text: NFT('inet') },
    {
      kind: 'firewall',
      path: '/etc/iptables/rules.v4',
      text: '*filter\n:INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n-A INPUT -s 10.0.0.5/32 -p tcp --dport 9100 -j ACCEPT\nCOMMIT\n',
    },
  ],
  check: (input) => {
    const { nouns, textAt, report, edits } = input;
    const off = nouns.firewallRules.find(({ does }) => does === 'ipv6-off');
    if (off !== undefined) {
      report(
        off,
        'ufw leaves IPv6 as it is with this, without any rule: exporters that listen on it are open. Write `yes`.',
        {
          fixes: fix('Filter IPv6 as well', [edits.replaceValue(off, 'yes')]),
        },
      );
    }
    if (saysMoreOfIpv6(input)) return;
    const shut = incomingLists(nouns.firewallRules).flatMap(shutForIpv4);
    for (const rule of shut) {
      if (rule.tool === 'iptables' && !isCall(rule, textAt)) continue;
      report(
        rule,
        'This shuts IPv4 only, and nothing here is said about IPv6, on which exporters listen as well unless they are told otherwise. Say the same for IPv6.',
        { fixes: sameForIpv6(rule, input) },
      );
    }
  },
});

/** Whether anything in the text is about IPv6: rules, files that are loaded, the switch of the kernel that turns it off. */
function saysMoreOfIpv6({ nouns, textAt }: RuleInput): boolean {
  const shutsBoth = nouns.firewallRules.some(({ tool, family }) => tool !== 'ufw' && family === 'ipv6');
  const text = textAt({ start: 0, end: Number.MAX_SAFE_INTEGER });
  return shutsBoth || /ip6|ipv6|\binet\s|-restore|nft[ \t]+-f[ \t]+[^-\s]/i.test(text);
}

/** What shuts out the port of an exporter for IPv4: the policy of its list, or else each rule that denies it to everybody. */
function shutForIpv4(list: readonly FirewallRule[]): readonly FirewallRule[] {
  const policy = policyOf(list);
  const isOurs = list.some((rule) => isAboutMetrics(rule) && !rule.isOptional);
  const [first] = list;
  if (first === undefined || first.tool === 'ufw' || first.family !== 'ipv4' || !isOurs) return [];
  if (policy?.does === 'default-deny') return [policy];
  const denies = list.filter((rule) => rule.does === 'deny' && isForEverybody(rule) && !rule.isOptional);
  const last = denies.find(({ port }) => port === undefined);
  return last === undefined ? denies.filter(isAboutMetrics) : [last];
}

/** The same call for IPv6, where it denies a port; a policy would need all the other rules as well. */
function sameForIpv6(rule: FirewallRule, { edits, textAt }: RuleInput) {
  if (rule.tool !== 'iptables' || rule.does !== 'deny' || rule.port === undefined) return [];
  const call = textAt(rule)
    .replace(/^(\S*\/)?iptables/, '$1ip6tables')
    .replaceAll(/icmp-(port|host|net)-\S+/g, 'icmp6-port-unreachable');
  const line = { key: prefixOf(rule, textAt) + call, value: '' };
  return fix('Say the same for IPv6', [edits.addBeside(rule, [line])]);
}
