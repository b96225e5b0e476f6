import type { NewEntry } from '../edits/edits';
import { booleanOf } from '../kinds/systemd/valueTypes';
import type { Process } from '../model/nouns';
import { KERNEL_SHUT, systemCalls, type UnitLine, WAYS_SHUT } from '../model/unitHardening';
import { dataFolders } from './dataFolders';
import { needOfRoot } from './rootNeeds';

/**
 * What keeps a unit of an exporter in (stunnel-rules.md 6a, where it scores 1.9). `ProtectHome=yes`, `PrivateTmp` and
 * `ProcSubset=pid` are not in it: they falsify what node_exporter measures.
 */
const BLOCK: readonly UnitLine[] = [
  ['NoNewPrivileges', 'yes'],
  ['ProtectSystem', 'strict'],
  ['ProtectHome', 'read-only'],
  ['PrivateDevices', 'yes'],
  ...KERNEL_SHUT,
];
const BEHIND: readonly UnitLine[] = [
  ...WAYS_SHUT,
  ['RemoveIPC', 'yes'],
  ['CapabilityBoundingSet', ''],
  ['AmbientCapabilities', ''],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX AF_NETLINK'],
];

/** What `DynamicUser=yes` brings (systemd.exec(5)). */
const OF_DYNAMIC_USER = new Set(['NoNewPrivileges', 'ProtectSystem', 'ProtectHome', 'RestrictSUIDSGID', 'RemoveIPC']);
/** Those that weigh most; a unit with all but one of them is taken to be hardened. */
const WEIGHTY = [
  'NoNewPrivileges',
  'ProtectSystem',
  'ProtectHome',
  'CapabilityBoundingSet',
  'PrivateDevices',
  'RestrictAddressFamilies',
];
/** Those that a program which needs a device or a capability may have to do without. */
const OF_ROOT = new Set(['CapabilityBoundingSet', 'PrivateDevices']);

/** The weighty keys that the unit of `process` lacks. A key that says `no` is there: somebody chose it. */
export function weightyMissing(process: Process): readonly string[] {
  const needsRights = process.program === 'stunnel' || needOfRoot(process) !== undefined;
  return WEIGHTY.filter((key) => lacks(process, key) && !(needsRights && OF_ROOT.has(key)));
}

function lacks({ hardening }: Process, key: string): boolean {
  if (hardening[key] !== undefined) return false;
  const dynamic = hardening.DynamicUser;
  return !OF_DYNAMIC_USER.has(key) || dynamic === undefined || booleanOf(dynamic.value) === false;
}

/** The lines of the block that the unit of `process` lacks; undefined where they would keep it from its work. */
export function missingLines(process: Process): readonly NewEntry[] | undefined {
  if (process.program === 'stunnel' || needOfRoot(process) !== undefined) return undefined;
  const capabilities = capabilitiesOf(process);
  const isShut = lacks(process, 'ProtectSystem') && process.hardening.ReadWritePaths === undefined;
  const folders = isShut ? dataFolders(process) : [];
  if (capabilities === undefined || folders === undefined) return undefined;
  const lines = blockFor(process)
    .filter(([key]) => lacks(process, key))
    .map(([key, value]) => ({
      key,
      value: /^(CapabilityBoundingSet|AmbientCapabilities)$/.test(key) ? capabilities : value,
    }));
  return [...lines, ...folders.map((value) => ({ key: 'ReadWritePaths', value }))];
}

/**
 * The block for what `process` runs. `ProtectClock=` and `~@privileged` forbid `adjtimex` altogether, with which
 * node_exporter reads how well the clock is set: its metrics `node_timex_*` would be gone (seen with 1.5.0). What stands
 * in their place was seen to cost it no series; only the collector of processes needs those of others.
 */
function blockFor({ program, flags }: Process): readonly UnitLine[] {
  const ofAll = (clock: readonly UnitLine[], calls: readonly string[]): readonly UnitLine[] => [
    ...BLOCK,
    ...clock,
    ...BEHIND,
    ...systemCalls(calls),
    ['UMask', '0077'],
  ];
  if (program !== 'node_exporter') return ofAll([['ProtectClock', 'yes']], []);
  const countsProcesses = flags.some(({ name }) => name === 'collector.processes');
  const seesNobody: readonly UnitLine[] = countsProcesses ? [] : [['ProtectProc', 'invisible']];
  return ofAll([['PrivateUsers', 'yes'], ...seesNobody], ['adjtimex']);
}

/** The capabilities that the program goes on with; undefined where nobody can tell. */
function capabilitiesOf({ program, hardening }: Process): string | undefined {
  const { AmbientCapabilities: given } = hardening;
  // Pings need raw sockets where the kernel lets not everybody send them.
  if (given === undefined) return program === 'blackbox_exporter' ? 'CAP_NET_RAW' : '';
  return given.value?.startsWith('~') ? undefined : given.value;
}
