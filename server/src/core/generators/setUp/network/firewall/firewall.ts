import { plainFile, script } from '../../../generatedFile';
import { type MachineFile, type Part, part, placed } from '../../machine';
import type { SetUp, Target } from '../../setUp';
import { firewallUnit } from './firewallUnit';
import { dockerRules, iptablesRemoval, iptablesRules } from './iptables';
import { nftRemoval, nftRules, tableOf } from './nftables';
import { admitted, type FirewallPlan, firewallPlan } from './plan';
import { ufwRemoval, ufwRules, ufwSwitchedOn } from './ufw';

/** Where rules of nftables go. */
const NFT_FOLDER = '/etc/nftables.d';

/**
 * The packet filter in front of the exporter (generators.md, Firewall): only Prometheus comes to its port, over IPv4 and
 * IPv6. All rules are in a chain, a table or under a comment of our own, so that they can be made anew and taken away
 * without touching others; SSH is never shut. The part of a set-up without a firewall is empty.
 */
export function firewallPart(setUp: SetUp, _target: Target): Part {
  const plan = firewallPlan(setUp);
  switch (setUp.firewall.tool) {
    case 'none':
      return part({});
    case 'nftables':
      return nftPart(plan);
    default:
      return scriptPart(setUp, plan, setUp.firewall.tool);
  }
}

function nftPart(plan: FirewallPlan): Part {
  const path = `${NFT_FOLDER}/${plan.name}.nft`;
  const rules = placed(plainFile('firewall.nft', nftRules(plan)), { ...ROOT, path, mode: '0644' });
  return part({
    files: [rules, unitFile(plan, `/usr/sbin/nft -f ${path}`), rollbackFile(plan, nftRemoval(plan))],
    packages: ['nftables'],
    after: otherTables(plan),
    units: [{ unit: unitOf(plan), by: 'restart' }],
    rollback: nftRemoval(plan),
  });
}

/** What our table lets in, another one may drop: that can only be said, since it is not ours to change. */
function otherTables(plan: FirewallPlan): readonly string[] {
  return [
    `if nft list ruleset | sed '/^table inet ${tableOf(plan)} /,/^}/d' | grep -q 'hook input .*policy drop'; then`,
    `  echo "Another table of nftables drops what it does not know. Let port ${plan.port} in there, too: for ${admitted(plan.lets)}." >&2`,
    'fi',
  ];
}

/** ufw keeps its rules itself; those of iptables are gone after a reboot, and those for Docker are of iptables. */
function scriptPart(setUp: SetUp, plan: FirewallPlan, tool: 'ufw' | 'iptables'): Part {
  const path = `${setUp.places.binaries}/${plan.name}-firewall`;
  const dockerPath = `${path}-docker`;
  const isApart = tool === 'ufw' && plan.isPublished;
  const atStart = isApart ? dockerPath : tool === 'iptables' ? path : undefined;
  const removal = removalOf(plan, tool);
  return part({
    files: [
      scriptFile('firewall.sh', path, firewallScript(setUp, plan, tool)),
      ...(isApart ? [scriptFile('firewall-docker.sh', dockerPath, dockerScript(plan))] : []),
      ...(atStart === undefined ? [] : [unitFile(plan, atStart)]),
      rollbackFile(plan, removal),
    ],
    packages: tool === 'ufw' ? ['iproute2', 'ufw'] : ['iptables'],
    after: tool === 'ufw' ? [path, UFW_AT_START] : [],
    units: atStart === undefined ? [] : [{ unit: unitOf(plan), by: 'restart' }],
    rollback: removal,
  });
}

/** `ufw enable` remembers that it is on; the unit that reads this at the next start may still be switched off. */
const UFW_AT_START = '[ ! -d /run/systemd/system ] || systemctl enable --quiet ufw.service';

function scriptFile(name: string, path: string, text: string): MachineFile {
  return placed(script(name, text), { ...ROOT, path, mode: '0755' });
}

const ROOT = { owner: 'root', group: 'root' } as const;

function firewallScript({ profile }: SetUp, plan: FirewallPlan, tool: 'ufw' | 'iptables'): string {
  const isTailnet = profile === 'tailnet';
  const rules =
    tool === 'ufw'
      ? [...ufwRules(plan), ...ufwSwitchedOn(plan, isTailnet)]
      : [...iptablesRules(plan), ...(plan.isPublished ? ['', ...dockerRules(plan)] : [])];
  return shellScript([...notesOf(plan), ...(isTailnet ? TAILNET_NOTE : [])], rules);
}

/** A script of its own, since it also runs at the start of the machine, when nobody should switch ufw on. */
function dockerScript(plan: FirewallPlan): string {
  return shellScript(notesOf(plan), dockerRules(plan));
}

function notesOf(plan: FirewallPlan): readonly string[] {
  return [
    `The packet filter in front of ${plan.program}: port ${plan.port} is open for ${admitted(plan.lets)},`,
    'and shut for everybody else, over IPv4 and over IPv6. Only our own rules are changed, and running this twice gives',
    'the same ones. firewall-rollback.sh takes them away.',
  ];
}

const TAILNET_NOTE = [
  'Who in the tailnet may come is not decided here but in the policy of the tailnet (tailnet-policy.hujson): tailscaled',
  'puts a chain of its own before the rules of this host, which accepts all that comes in on its interface.',
];

function removalOf(plan: FirewallPlan, tool: 'ufw' | 'iptables'): readonly string[] {
  if (tool === 'iptables') return iptablesRemoval(plan, plan.isPublished ? 'both' : 'host');
  return [...ufwRemoval(plan), ...(plan.isPublished ? iptablesRemoval(plan, 'docker') : [])];
}

/** Where systemd puts rules in force at each start, `rollback.sh` has to take its unit away as well. */
function rollbackFile(plan: FirewallPlan, removal: readonly string[]): MachineFile {
  const notes = [
    `Takes away the rules of the packet filter for port ${plan.port}, and no others. rollback.sh of this machine does that, too,`,
    'and takes away what would bring them back at the next start.',
  ];
  return script('firewall-rollback.sh', shellScript(notes, removal));
}

function unitFile(plan: FirewallPlan, command: string) {
  const text = firewallUnit(plan, command);
  const path = `/etc/systemd/system/${unitOf(plan)}`;
  return placed(plainFile('firewall.service', text), { ...ROOT, path, mode: '0644' });
}

function unitOf({ name }: FirewallPlan): string {
  return `${name}-firewall.service`;
}

/** Programs answer in English, whatever the language of the machine: their answers are read. */
function shellScript(notes: readonly string[], commands: readonly string[]): string {
  const comments = notes.map((note) => `# ${note}`);
  return `${['#!/bin/sh', ...comments, 'set -eu', 'export LC_ALL=C', '', ...commands].join('\n')}\n`;
}
