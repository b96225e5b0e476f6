import type { FirewallRule, Said } from '../../model/nouns';
import { holdsNetwork, parseNetwork } from '../networks';
import { defineRule } from '../rule';

const UFW = (lines: string) => `#!/bin/sh
${lines}
ufw allow OpenSSH
ufw --force enable
`;
const ALLOW = 'ufw allow in on tailscale0 to any port 9100 proto tcp';

export default defineRule({
  id: 'tailscale-firewall-order',
  category: 'network',
  severity: 'info',
  kinds: ['firewall'],
  summary: 'Rules of ufw about the tailnet are never tried',
  why: 'tailscaled puts a chain of its own at the head of `INPUT`. It accepts all that comes in on `tailscale0` and drops addresses of the tailnet that come in elsewhere, so that no rule of ufw about them is reached.',
  advice:
    'Decide in the policy of the tailnet (access controls, grants) who may come to the exporter. The part of the firewall is to shut every other interface: `ufw default deny incoming`.',
  sources: [
    'https://tailscale.com/kb/1077/secure-server-ubuntu',
    'https://github.com/tailscale/tailscale/blob/main/util/linuxfw/iptables_runner.go',
  ],
  examples: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: UFW(`ufw default allow incoming\n${ALLOW.replace('tailscale0', '‹tailscale0›')}`),
      alsoFinds: ['firewall-default-allow'],
    },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: UFW('ufw deny from ‹100.64.0.0/10› to any port 9100 proto tcp'),
    },
  ],
  good: [
    { kind: 'firewall', path: 'firewall.sh', text: UFW(`ufw default deny incoming\n${ALLOW}`) },
    { kind: 'firewall', path: 'firewall.sh', text: UFW(ALLOW) },
  ],
  check: ({ nouns: { firewallRules }, report }) => {
    const incoming = firewallRules.filter(({ tool, direction }) => tool === 'ufw' && direction === 'in');
    const policy = incoming.findLast(({ does }) => /^default-/.test(does))?.does;
    if (policy === 'default-deny') return;
    for (const rule of incoming) {
      // ufw denies by default unless it is told otherwise, and then an allowance does no harm.
      const isVain = rule.does === 'deny' || (rule.does === 'allow' && policy === 'default-allow');
      const at = isVain && !rule.isOptional ? aboutTailnet(rule) : undefined;
      if (at === undefined) continue;
      report(
        at,
        'tailscaled decides about the tailnet before any rule of ufw is tried: what comes in on `tailscale0` is accepted. Say in the policy of the tailnet who may come to this port, and let ufw shut every other interface (`ufw default deny incoming`).',
      );
    }
  },
});

/** The interface or the addresses of the tailnet that `rule` names. */
function aboutTailnet({ interface: on, from }: FirewallRule): Said<string> | undefined {
  if (on?.value !== undefined) return on.value.startsWith('tailscale') ? on : undefined;
  const network = parseNetwork(from?.value ?? '');
  const isTailnet =
    (network !== undefined && holdsNetwork({ first: 0x64400000, bits: 10 }, network)) ||
    /^fd7a:115c:a1e0:/i.test(from?.value ?? '');
  return isTailnet ? from : undefined;
}
