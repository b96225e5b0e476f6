/** A line of a unit. */
export type UnitLine = readonly [key: string, value: string];

/** What of the kernel a service may not change or read (systemd.exec(5)). */
export const KERNEL_SHUT: readonly UnitLine[] = [
  ['ProtectKernelTunables', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelLogs', 'yes'],
  ['ProtectControlGroups', 'yes'],
];

/** Ways to more rights that no service of scraping ever takes. */
export const WAYS_SHUT: readonly UnitLine[] = [
  ['ProtectHostname', 'yes'],
  ['RestrictSUIDSGID', 'yes'],
  ['RestrictRealtime', 'yes'],
  ['RestrictNamespaces', 'yes'],
  ['LockPersonality', 'yes'],
  ['MemoryDenyWriteExecute', 'yes'],
];

/** The system calls of an ordinary service, without those that only root needs except for `also`. */
export function systemCalls(also: readonly string[] = []): readonly UnitLine[] {
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
