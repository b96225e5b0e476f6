function names(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** The capabilities of Linux (capabilities(7)); systemd passes over a name that it does not know. */
export const CAPABILITIES: ReadonlySet<string> = new Set(
  names(`
    AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER
    FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE
    NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE
    SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM
  `).map((name) => `CAP_${name}`),
);

/** What `RestrictAddressFamilies=` takes (address_families(7)). */
export const ADDRESS_FAMILIES: readonly string[] = names(`
  UNSPEC UNIX LOCAL INET AX25 IPX APPLETALK NETROM BRIDGE ATMPVC X25 INET6 ROSE DECnet NETBEUI SECURITY KEY NETLINK ROUTE
  PACKET ASH ECONET ATMSVC RDS SNA IRDA PPPOX WANPIPE LLC IB MPLS CAN TIPC BLUETOOTH IUCV RXRPC ISDN PHONET IEEE802154
  CAIF ALG NFC VSOCK KCM QIPCRTR SMC XDP MCTP
`).map((name) => `AF_${name}`);

/** What `RestrictNamespaces=` takes. */
export const NAMESPACES: readonly string[] = names('cgroup ipc net mnt pid user uts time');

/** The groups of `systemd-analyze syscall-filter`. */
export const SYSCALL_GROUPS: readonly string[] = names(`
  default aio basic-io chown clock cpu-emulation debug file-system io-event ipc keyring known memlock module mount
  network-io obsolete pkey privileged process raw-io reboot resources sandbox setuid signal swap sync system-service timer
`).map((name) => `@${name}`);

/** The signals with names, as a regular expression has them. */
export const SIGNALS =
  'HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS|RTMIN|RTMAX';

/** The types of units. */
export const UNIT_SUFFIXES: readonly string[] = names(
  'service socket device mount automount swap target path timer slice scope',
);
