import { KERNEL_SHUT, systemCalls, type UnitLine, WAYS_SHUT } from '../../../model/unitHardening';
import type { Exporter } from './exporters';

/**
 * What keeps the unit of an exporter in (stunnel-rules.md 6a). For node_exporter it stops where it would falsify what is
 * measured: it sees the homes and the mounts of `/tmp` as they are, and may read how well the clock is set.
 * @param port what it listens on: below 1024 it gets the one capability for that, and stays in the host's own space of
 *   users, outside of which the capability means nothing
 * @param writes folders that it writes to, beside those that systemd makes for it
 */
export function sandbox({ id, needs }: Exporter, port: number, writes: readonly string[] = []): readonly UnitLine[] {
  const isLow = isPrivileged(port);
  const capabilities = isLow ? 'CAP_NET_BIND_SERVICE' : '';
  return [
    ['NoNewPrivileges', 'yes'],
    ['ProtectSystem', 'strict'],
    ...writes.map((folder): UnitLine => ['ReadWritePaths', folder]),
    ...(id === 'node' ? OF_NODE : OF_OTHERS),
    ...(isLow ? [] : [['PrivateUsers', 'yes'] satisfies UnitLine]),
    ...OF_ALL,
    ['CapabilityBoundingSet', capabilities],
    ['AmbientCapabilities', capabilities],
    // A leak ends the exporter and not the host.
    ['MemoryMax', needs.memory.unit],
    ['TasksMax', String(needs.tasks)],
  ];
}

/** Whether only root, or who has the capability for it, may listen on `port`. */
export function isPrivileged(port: number): boolean {
  return port < 1024;
}

const OF_NODE: readonly UnitLine[] = [['ProtectHome', 'read-only'], ...systemCalls(['adjtimex'])];

/** `ProtectClock=` forbids `adjtimex` altogether, reading too: the metrics `node_timex_*` are gone with it. */
const OF_OTHERS: readonly UnitLine[] = [
  ['ProtectHome', 'yes'],
  ['PrivateTmp', 'yes'],
  ['ProtectClock', 'yes'],
  ...systemCalls(),
];

const OF_ALL: readonly UnitLine[] = [
  ['PrivateDevices', 'yes'],
  ['ProtectProc', 'invisible'],
  ...KERNEL_SHUT,
  ...WAYS_SHUT,
  ['RemoveIPC', 'yes'],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX AF_NETLINK'],
  ['UMask', '0077'],
];
