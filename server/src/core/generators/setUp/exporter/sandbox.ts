import type { Exporter } from './exporters';

/** A line of a unit. */
export type UnitLine = readonly [key: string, value: string];

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
  ...systemCalls([]),
];

const OF_ALL: readonly UnitLine[] = [
  ['PrivateDevices', 'yes'],
  ['ProtectProc', 'invisible'],
  ['ProtectKernelTunables', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelLogs', 'yes'],
  ['ProtectControlGroups', 'yes'],
  ['ProtectHostname', 'yes'],
  ['RestrictSUIDSGID', 'yes'],
  ['RestrictRealtime', 'yes'],
  ['RestrictNamespaces', 'yes'],
  ['LockPersonality', 'yes'],
  ['MemoryDenyWriteExecute', 'yes'],
  ['RemoveIPC', 'yes'],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX AF_NETLINK'],
  ['UMask', '0077'],
];

/** Those of an ordinary service without what only root needs, except for `also`. */
function systemCalls(also: readonly string[]): readonly UnitLine[] {
  return [
    ['SystemCallArchitectures', 'native'],
    ['SystemCallFilter', '@system-service'],
    ['SystemCallFilter', '~@privileged @resources'],
    ...also.map((name): UnitLine => ['SystemCallFilter', name]),
    // Go raises its limit of open files as it starts; a filter that kills would end it there.
    ['SystemCallErrorNumber', 'EPERM'],
  ];
}

/** `lines` as they stand in a section of a unit. */
export function writtenLines(lines: readonly UnitLine[]): string {
  return lines.map(([key, value]) => `${key}=${value}\n`).join('');
}
