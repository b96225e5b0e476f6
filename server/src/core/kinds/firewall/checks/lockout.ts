import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { toFinding } from '../../walk';
import type { FirewallReading } from '../firewallReading';
import type { Ruled } from '../ruled';

export const infos = defineChecks({
  ssh: {
    code: 'firewall-ssh-not-allowed',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'ufw is switched on and no rule of the script lets SSH in: whoever runs it over SSH is locked out.',
  },
  established: {
    code: 'firewall-no-established',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'Everything is dropped that no rule allows, the answers to connections of the host itself too.',
  },
  loopback: {
    code: 'firewall-no-loopback',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'Everything is dropped that no rule allows, what the host sends to itself too.',
  },
});

/** What a firewall that shuts everybody out shuts out too many of. */
export function lockoutFindings(ruled: readonly Ruled[], reading: FirewallReading, text: string): readonly Finding[] {
  if (reading.isOpen) return [];
  return [...withoutSsh(ruled, text), ...withoutAnswers(ruled, reading)];
}

function withoutSsh(ruled: readonly Ruled[], text: string): Finding[] {
  const own = ruled.filter(({ rule }) => rule.tool === 'ufw');
  const enable = own.find(({ rule }) => rule.does === 'enable')?.rule;
  // That rules were thrown away and SSH is not among the new ones is a finding at that place.
  const isReset = own.some(({ rule }) => rule.does === 'reset' && !rule.isOptional);
  const opens = own.some(({ rule }) => rule.does === 'default-allow' && rule.direction === 'in');
  const isMeant = own.some(
    ({ rule }) => (rule.does === 'allow' || rule.does === 'default-deny') && rule.direction === 'in',
  );
  if (enable === undefined || opens || isReset || !isMeant) return [];
  if (own.some(({ rule }) => rule.does === 'allow' && mayBeSsh(rule, text))) return [];
  const message =
    'once ufw is on, everything is shut that no rule allows, and none in this script allows SSH: who is connected stays, the next one is locked out. Add `ufw allow OpenSSH` (or the port of your SSH) above it.';
  const change = { start: enable.start, end: enable.start, newText: `ufw allow OpenSSH\n` };
  const isAlone = /(^|\n)$/.test(text.slice(0, enable.start));
  const fixes = isAlone ? [{ title: 'Allow SSH first', preferred: false, changes: [change] }] : [];
  return [toFinding(infos.ssh, enable, message, { fixes }, 'ufw')];
}

/** Whether the rule lets SSH in, or may: by its port, a comment, or for want of a port. */
function mayBeSsh({ port, start, end }: Ruled['rule'], text: string): boolean {
  if (port === undefined || port.value === undefined) return true;
  const lineEnd = text.indexOf('\n', end);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  return /ssh/i.test(line) || port.value.split(',').some((part) => holds(part, 22)) || /22$/.test(port.value);
}

function holds(part: string, port: number): boolean {
  const [first = '', last = first] = part.split(/[:-]/);
  return Number(first) <= port && port <= Number(last);
}

/** How many chains are looked at; honest firewalls have a handful. */
const MOST_CHAINS = 50;

/** Policies of DROP for what comes in, with rules that allow something and not what the host needs. */
function withoutAnswers(ruled: readonly Ruled[], { problems }: FirewallReading): Finding[] {
  if (problems.length > 0) return [];
  const findings: Finding[] = [];
  // The last policy of a chain is the one that holds.
  const policies = new Map(
    ruled.filter(({ rule }) => rule.does === 'default-deny').map((entry) => [entry.list, entry]),
  );
  for (const { rule: policy, list } of [...policies.values()].slice(0, MOST_CHAINS)) {
    const isDrop = policy.does === 'default-deny' && policy.direction === 'in' && policy.tool !== 'ufw';
    if (!isDrop || policy.isOptional || ruled.some(({ rule }) => rule.isOptional && rule.tool === policy.tool))
      continue;
    // A chain of its own may hold the rules that are missing.
    const rules = ruled.filter((entry) => sameFirewall(entry, list, policy));
    const allows = rules.filter(({ rule }) => rule.does === 'allow' && rule.direction === 'in');
    if (!allows.some(({ rule }) => rule.port !== undefined)) continue;
    const isUnknown = rules.some(
      ({ jumpsTo }) =>
        jumpsTo !== undefined && !rules.some(({ rule }) => rule.chain === jumpsTo && rule.does !== 'other'),
    );
    if (isUnknown && rules.some(({ jumpsTo }) => /^[^A-Z]/.test(jumpsTo ?? ''))) continue;
    if (!rules.some(({ isEstablished }) => isEstablished)) {
      const text =
        'answers to connections that the host itself opens are dropped: name resolution, updates and scrapes of others fail. Allow `ESTABLISHED,RELATED` (`ct state established,related accept`).';
      findings.push(toFinding(infos.established, policy, text, {}, policy.tool));
    }
    const hasLoopback = allows.some(({ rule }) =>
      rule.interface === undefined
        ? rule.from?.value?.startsWith('127.')
        : /(^|\W)lo(\W|$)/.test(rule.interface.value ?? 'lo'),
    );
    const isAll = allows.some(({ isFinal }) => isFinal);
    if (!hasLoopback && !isAll) {
      const text =
        'what the host sends to itself is dropped: a proxy or stunnel on it cannot reach its exporter. Allow the interface `lo`.';
      findings.push(toFinding(infos.loopback, policy, text, {}, policy.tool));
    }
  }
  return findings;
}

function sameFirewall({ list, rule }: Ruled, own: string, policy: Ruled['rule']): boolean {
  if (policy.tool !== 'nft') return rule.tool === policy.tool && rule.family === policy.family;
  const table = own.slice(0, own.lastIndexOf(' '));
  return rule.tool === 'nft' && list.startsWith(`${table} `);
}
