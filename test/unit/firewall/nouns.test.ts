import { describe, test } from 'vitest';
import { expectNouns, type NounCase } from '../support/expectNouns';

const script = (lines: string) => `#!/bin/sh\n${lines}\n`;
const rules: NounCase['of'] = ({ firewallRules }) => firewallRules;

const CASES: readonly NounCase[] = [
  {
    name: 'calls of ufw',
    text: script(
      '‹ufw --force reset›\n‹ufw default deny incoming›\n‹ufw allow 9100/tcp›\n‹ufw allow in on tailscale0 to any port 9090 proto tcp›\n‹ufw deny from fd00::/8›\nsudo ‹ufw limit ssh›\n‹ufw enable›',
    ),
    of: rules,
    is: [
      { tool: 'ufw', does: 'reset', direction: 'in', family: 'both' },
      { does: 'default-deny', direction: 'in' },
      { does: 'allow', family: 'both', port: expect9100(), protocol: said('tcp') },
      { does: 'allow', interface: said('tailscale0'), port: said('9090') },
      { does: 'deny', family: 'ipv6', from: said('fd00::/8') },
      { does: 'allow', port: said('ssh') },
      { does: 'enable' },
    ],
  },
  {
    name: 'what is taken away again',
    text: script(
      'ufw allow 9100\n‹ufw allow 9104›\nufw delete allow 9100\nufw delete allow 9105\nufw delete 1\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\niptables -D INPUT -p tcp --dport 9100 -j ACCEPT\n‹ufw allow 9106›\nif [ -n "$X" ]; then\n  ufw delete allow 9106\nfi',
    ),
    of: rules,
    is: [
      { does: 'allow', port: said('9104') },
      { does: 'allow', port: said('9106'), isOptional: true },
    ],
  },
  {
    name: 'the range of an allowance',
    text: script('ufw allow from ‹100.0.0.0/8› to any port 9100'),
    of: ({ firewallRules }) => firewallRules.map(({ from }) => from),
    is: [{ value: '100.0.0.0/8' }],
  },
  {
    name: 'a range in a set of nftables',
    text: '#!/usr/sbin/nft -f\ntable inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    ip saddr { ‹10.0.0.1, 100.0.0.0/8› } tcp dport { 22, 9100 } accept\n  }\n}\n',
    of: ({ firewallRules }) => firewallRules.map(({ from }) => from),
    is: [{ value: '10.0.0.1, 100.0.0.0/8' }],
  },
  {
    name: 'calls of iptables',
    text: script(
      '‹iptables -F›\n‹iptables -P INPUT ACCEPT›\n‹iptables -A INPUT -i lo -j ACCEPT›\n‹ip6tables -A INPUT -s fd7a:115c:a1e0::/48 -p tcp --dport 9100 -j ACCEPT›\n‹iptables -A INPUT -p tcp -m multiport --dports 9100,9104 -m conntrack --ctstate NEW -j DROP›\niptables -t nat -A PREROUTING -p tcp --dport 9100 -j ACCEPT\niptables -D INPUT 1',
    ),
    of: rules,
    is: [
      { tool: 'iptables', does: 'reset', family: 'ipv4' },
      { does: 'default-allow', chain: 'INPUT', direction: 'in' },
      { does: 'allow', interface: said('lo') },
      { does: 'deny', port: said('9100,9104'), protocol: said('tcp') },
      { tool: 'ip6tables', does: 'allow', family: 'ipv6', from: said('fd7a:115c:a1e0::/48') },
    ],
  },
  {
    name: 'further conditions',
    text: script(
      '‹iptables -A INPUT -p tcp --dport 9100 ! -s 10.0.0.1 -j DROP›\n‹iptables -A INPUT -m limit --limit 3/min -j ACCEPT›\n‹iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT›',
    ),
    of: rules,
    is: [{ isConditional: true }, { isConditional: true }, { isConditional: true }],
  },
  {
    name: 'branches, loops and functions',
    text: script(
      'if x; then ‹ufw allow 9100›; fi\nopen() {\n  ‹ufw allow 9104›\n}\nx && ‹ufw allow 9115›\nfor p in 1; do ‹ufw allow "$p"›; done\necho y | ‹ufw allow 9090›',
    ),
    of: rules,
    is: [
      { isOptional: true },
      { isOptional: true },
      { isOptional: true },
      { isOptional: true, port: unknown() },
      { port: said('9090') },
    ],
  },
  {
    name: 'words over several lines',
    text: script('‹iptables -A INPUT \\\n  -p tcp --dport "9100" \\\n  -j ACCEPT›'),
    of: rules,
    is: [{ does: 'allow', port: said('9100') }],
  },
  {
    name: 'settings of ufw',
    text: 'IPV6=‹no›\nDEFAULT_INPUT_POLICY="‹ACCEPT›"\nDEFAULT_OUTPUT_POLICY="‹ACCEPT›"\nDEFAULT_FORWARD_POLICY="‹DROP›"\n',
    of: rules,
    is: [
      { does: 'ipv6-off', family: 'ipv6' },
      { does: 'default-allow', direction: 'in' },
      { does: 'default-allow', direction: 'out' },
      { does: 'default-deny', direction: 'forward' },
    ],
  },
  {
    name: 'families of nftables',
    text: '#!/usr/sbin/nft -f\n‹flush ruleset›\ntable ip filter {\n  chain input {\n    type filter hook input priority 0; policy ‹drop›;\n    ‹tcp dport 9100 accept›\n  }\n}\ntable inet both {\n  chain input {\n    ‹ip6 saddr fd00::/8 tcp dport 9100 counter accept›\n    ‹iifname "tailscale0" accept›\n    ‹udp dport 53 limit rate 1/second accept›\n  }\n}\n',
    of: rules,
    is: [
      { tool: 'nft', does: 'reset' },
      { does: 'default-deny', family: 'ipv4', chain: 'input' },
      { does: 'allow', family: 'ipv4', port: said('9100') },
      { does: 'allow', family: 'ipv6', from: said('fd00::/8') },
      { does: 'allow', family: 'both', interface: said('tailscale0') },
      { does: 'allow', isConditional: true },
    ],
  },
  {
    name: 'rules in a here-document',
    text: script(
      'nft -f - <<EOF\nadd rule ‹inet filter input tcp dport 9100 accept›\nEOF\niptables-restore <<-X\n\t*filter\n\t:INPUT DROP\n\tX',
    ),
    of: rules,
    is: [{ tool: 'nft', does: 'allow', port: said('9100') }],
  },
  { name: 'nothing of ours', text: script('ufw allow 443\niptables -A INPUT -p tcp --dport 80 -j ACCEPT'), of: rules },
];

function said(value: string): object {
  return { asymmetricMatch: (other: { value?: string } | undefined) => other?.value === value };
}

function expect9100(): object {
  return said('9100');
}

function unknown(): object {
  return {
    asymmetricMatch: (other: object | undefined) =>
      other !== undefined && 'value' in other && other.value === undefined,
  };
}

describe('nouns of firewalls', () => {
  test.each(CASES)('$name', (row) => expectNouns('firewall', row));
});
