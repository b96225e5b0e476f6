import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import type { Secret } from '../../../model/nouns';
import { toFinding } from '../../walk';
import { SYSTEMD, type UnitContext } from '../context';
import { assignmentsOf } from '../unitFile';
import { type UnitNouns, unitNouns } from '../unitNouns';

export const infos = defineChecks({
  secret: {
    code: 'plaintext-password',
    severity: 'warning',
    category: 'security',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A secret stands in a unit, where every user of the host can read it (`systemctl show`, `/proc`).',
  },
  tailscale: {
    code: 'listen-before-tailscale',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'The program listens on an address of the tailnet and is not ordered behind tailscaled, which brings it.',
  },
});

/** What the unit shows of secrets, and what it needs of the host before it starts. */
export function checkHost(context: UnitContext, { secrets, listeners }: UnitNouns = unitNouns(context)): Finding[] {
  return [...secrets.filter(({ form }) => form === 'clear').map(secretFinding), ...tailscale(context, listeners)];
}

/** The finding about a secret in clear text; nothing of it is shown. */
export function secretFinding(secret: Secret): Finding {
  const text = `\`${secret.key}\` holds a secret in clear text. Every user of the host sees it with \`systemctl show\` or in the list of processes. Put it into a file that only root reads, and hand it over with \`LoadCredential=\` or \`EnvironmentFile=\`; a program that has a flag for a file of its own takes that.`;
  return toFinding(infos.secret, secret, text, {}, SYSTEMD);
}

/** An address of the tailnet: 100.64.0.0/10 or fd7a:115c:a1e0::/48 (stunnel-rules.md 6c). */
const TAILNET = /^(100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d|\[?fd7a:115c:a1e0:)/i;

function tailscale({ unit, isPart }: UnitContext, listeners: UnitNouns['listeners']): Finding[] {
  const address = listeners.find((listener) => TAILNET.test(listener.address?.value ?? ''))?.address;
  if (address === undefined || isPart) return [];
  const after = assignmentsOf(unit, 'Unit', 'After');
  if (after.some(({ value }) => /tailscale|[%{$]/.test(value))) return [];
  const section = unit.sections.find(({ name }) => name === 'Unit');
  const text =
    'this address exists only once tailscaled is up, and listening on it fails before: after a restart of the host the program may stay away. Add `After=tailscaled.service` and `Wants=tailscaled.service` to `[Unit]`.';
  const lines = '\nAfter=tailscaled.service\nWants=tailscaled.service';
  const change = section && { start: section.at.end, end: section.at.end, newText: lines };
  const fixes =
    change === undefined ? [] : [{ title: 'Start it behind tailscaled', preferred: true, changes: [change] }];
  return [toFinding(infos.tailscale, address, text, { fixes }, SYSTEMD)];
}
