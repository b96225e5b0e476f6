import { KERNEL_SHUT, systemCalls, WAYS_SHUT, writtenLines } from '../../../../model/unitHardening';
import type { FirewallPlan } from './plan';

/** Services that put a whole set of rules in the place of all that is there, ours too. */
const LOADERS = 'nftables.service netfilter-persistent.service';

/** The old iptables loads its modules itself, which nothing in the sandbox may; the new one has the kernel do it. */
const MODULES = 'ExecStartPre=-+/sbin/modprobe --all --quiet ip_tables ip6_tables iptable_filter ip6table_filter\n';

/**
 * The unit that puts our rules in force at every start of the machine, before the network is up, and again whenever a
 * service has loaded a set of rules over them. It has no `ExecStop`: a stopped unit must not open the port.
 *
 * Why not iptables-persistent: it saves the rules of everybody (Docker, fail2ban, tailscaled) as they are at that moment
 * and brings them back at the next start, and Debian's ufw cannot be installed beside it (`Breaks`, ufw 0.36.2-1).
 * Why not an `include` in /etc/nftables.conf: Debian's begins with `flush ruleset`, and switching its service on would
 * bring back whatever else stands there.
 * @param command what puts the rules in force; it may be run again
 */
export function firewallUnit(plan: FirewallPlan, command: string): string {
  const program = command.split(' ').at(-1) ?? command;
  const modules = command.startsWith('/usr/sbin/nft ') ? '' : MODULES;
  return `[Unit]
Description=Packet filter in front of ${plan.program}, port ${plan.port}
DefaultDependencies=no
RequiresMountsFor=${program}
Wants=network-pre.target
# Before the network is up, and behind what replaces all rules.
After=ufw.service ${LOADERS}
Before=network-pre.target shutdown.target
Conflicts=shutdown.target
PartOf=${LOADERS}
ReloadPropagatedFrom=${LOADERS}

[Service]
Type=oneshot
RemainAfterExit=yes
${modules}ExecStart=${command}
ExecReload=${command}

# root, who may do nothing but change rules.
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW
ProtectSystem=strict
# The lock of the old iptables.
ReadWritePaths=/run
ProtectHome=yes
ProtectProc=invisible
PrivateDevices=yes
DevicePolicy=closed
${writtenLines([...KERNEL_SHUT, ['ProtectClock', 'yes'], ...WAYS_SHUT])}RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK
IPAddressDeny=any
${writtenLines(systemCalls())}UMask=0077

[Install]
WantedBy=sysinit.target ${LOADERS}
`;
}
