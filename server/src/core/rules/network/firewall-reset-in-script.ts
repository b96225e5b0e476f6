import type { FirewallRule } from '../../model/nouns';
import { incomingLists, mayOpenSsh, prefixOf } from '../firewallRules';
import { openPolicy } from '../openByDefault';
import { defineRule, fix, type RuleInput } from '../rule';

const UFW = (lines: string) => `#!/bin/sh
${lines}
ufw default deny incoming
ufw allow from 10.0.0.5 to any port 9100 proto tcp
`;

export default defineRule({
  id: 'firewall-reset-in-script',
  category: 'network',
  severity: 'warning',
  kinds: ['firewall'],
  summary: 'A script throws all rules of the firewall away and does not let SSH in again',
  why: 'With the rules goes what others put there: SSH, the rules of Docker and of tailscaled. With a policy that drops, whoever runs the script over SSH is locked out; with one that accepts, the host is open to everybody.',
  advice:
    'Add the rules that are needed without a reset (`ufw allow …` twice is one rule), or restore all of them behind it, SSH first. In nftables flush only your own table: `flush table inet filter`.',
  sources: [
    'https://manpages.debian.org/bookworm/ufw/ufw.8.en.html',
    'https://wiki.nftables.org/wiki-nftables/index.php/Operations_at_ruleset_level',
  ],
  examples: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: `${UFW('‹ufw --force reset›')}ufw --force enable\n`,
      fixed: `${UFW('ufw --force reset')}ufw allow 22/tcp\nufw --force enable\n`,
    },
    { kind: 'firewall', path: 'firewall.sh', bad: UFW('‹ufw --force reset›') },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: '#!/bin/sh\n‹iptables -F›\nip6tables -F\niptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT\niptables -A INPUT -j DROP\nip6tables -A INPUT -j DROP\n',
    },
    {
      kind: 'firewall',
      path: '/etc/nftables.conf',
      bad: '‹flush ruleset›\ntable inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    iif "lo" accept\n    ct state established,related accept\n    ip saddr 10.0.0.5 tcp dport 9100 accept\n  }\n}\n',
    },
  ],
  good: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      text: `${UFW('ufw --force reset')}ufw limit ssh\nufw --force enable\n`,
    },
    { kind: 'firewall', path: 'firewall.sh', text: UFW('if [ "$1" = --clean ]; then ufw --force reset; fi') },
  ],
  check: (input) => {
    const { nouns, textAt, report } = input;
    const seen = new Set<string>();
    for (const rule of nouns.firewallRules) {
      const family = rule.tool.replace('ip6', 'ip');
      if (rule.does !== 'reset' || rule.isOptional || seen.has(family)) continue;
      seen.add(family);
      if (!restoresSsh(rule, input) && !isOpenAnyway(family, nouns.firewallRules, textAt)) {
        report(rule, messageOf(rule), { fixes: allowing(rule, input) });
      }
    }
  },
});

/** Commands that bring rules of their own, which nobody here sees. */
const BRINGS_RULES =
  /-restore\b|\bnft\s+(-f|--file)|\bnetfilter-persistent\b|\bfirewall-cmd\b|^\s*(\.|source)\s|\bsystemctl\s+(re)?(start|load)|\bservice\s+\S+\s+(re)?(start|load)/m;

function restoresSsh({ start, end }: FirewallRule, { nouns, textAt }: RuleInput): boolean {
  const isAllowed = nouns.firewallRules.some((rule) => rule.start > start && mayOpenSsh(rule, textAt));
  return isAllowed || BRINGS_RULES.test(textAt({ start: end, end: Number.MAX_SAFE_INTEGER }));
}

/** Whether the default lets everything in, which is a finding of its own: nobody is locked out. */
function isOpenAnyway(family: string, rules: readonly FirewallRule[], textAt: RuleInput['textAt']): boolean {
  return incomingLists(rules).some((list) => openPolicy(list, textAt)?.tool.replace('ip6', 'ip') === family);
}

function messageOf({ tool }: FirewallRule): string {
  const effect =
    tool === 'ufw'
      ? 'This switches ufw off and throws all its rules away, and the script does not let SSH in again: the host is open until ufw is on, and then it locks out whoever came by SSH.'
      : 'This throws all rules away, those of others too, and nothing behind it lets SSH in: with a policy that drops it locks out whoever came by SSH, with one that accepts it opens the host.';
  return `${effect} Allow SSH right behind it, or add your rules without a reset.`;
}

/** SSH in front of the call that switches ufw on. */
function allowing(reset: FirewallRule, { nouns, edits, textAt }: RuleInput) {
  const enable = nouns.firewallRules.find(({ does, start }) => does === 'enable' && start > reset.start);
  if (enable === undefined) return [];
  const line = { key: `${prefixOf(enable, textAt)}ufw allow 22/tcp`, value: '' };
  return fix('Allow SSH before ufw is switched on', [edits.addAbove(enable, [line])]);
}
