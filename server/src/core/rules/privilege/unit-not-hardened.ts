import { isSelfContained, needOfRoot } from '../rootNeeds';
import { defineRule, fix } from '../rule';
import { missingLines, weightyMissing } from '../unitSandbox';

const HEAD = `[Service]
DynamicUser=yes
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter --web.listen-address=127.0.0.1:9100
`;
const REST = `PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
PrivateUsers=yes
ProtectProc=invisible
ProtectHostname=yes
RestrictRealtime=yes
RestrictNamespaces=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
CapabilityBoundingSet=
AmbientCapabilities=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallFilter=adjtimex
SystemCallErrorNumber=EPERM
UMask=0077
`;

export default defineRule({
  id: 'unit-not-hardened',
  category: 'privilege',
  severity: 'hint',
  kinds: ['systemd'],
  summary: 'A unit has little or nothing of the sandbox of systemd',
  why: 'systemd can take from a service what it does not need: the write access to the system, the devices, the capabilities, the way to more privileges. An exporter needs next to nothing of it, and who breaks into one in a sandbox has next to nothing. `systemd-analyze security` counts: 9.2 of 10 without, 1.9 with the whole block.',
  advice:
    'Add the lines that are missing. `ProtectHome=yes`, `PrivateTmp=yes` and `ProcSubset=pid` are left out on purpose: with them node_exporter measures something else than the host. It also reads the state of the clock, which `ProtectClock=yes` and `~@privileged` would forbid.',
  sources: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing',
    'https://github.com/prometheus/node_exporter/issues/715',
  ],
  examples: [
    { kind: 'systemd', bad: HEAD.replace('ExecStart', '‹ExecStart›'), fixed: HEAD + REST },
    {
      kind: 'systemd',
      bad: `[Service]
User=smartctl
Restart=on-failure
‹ExecStart›=/usr/local/bin/smartctl_exporter --web.listen-address=127.0.0.1:9633
`,
    },
  ],
  good: [{ kind: 'systemd', text: HEAD + REST }],
  check: ({ nouns, edits, surroundings, report }) => {
    const process = nouns.processes.find(({ runsIn, isPartial }) => runsIn === 'unit' && isPartial !== true);
    // The manager of a user cannot shut away most of it.
    if (process === undefined || /\/systemd\/user\//.test(surroundings.path ?? '')) return;
    const missing = weightyMissing(process);
    if (missing.length < 2) return;
    const lines = missingLines(process);
    const added = lines === undefined ? [] : [edits.addInto(process.at, lines)];
    const need = needOfRoot(process);
    const besides = need === undefined ? '' : ` Devices and capabilities are not counted: ${need}.`;
    report(
      process.at,
      `This unit leaves ${process.program} much that it does not need: ${listed(missing)} are missing. Who breaks into it can do all that its user can.${besides}`,
      { fixes: fix('Add what is missing of the sandbox', added, { safe: isSelfContained(process) }) },
    );
  },
});

function listed(keys: readonly string[]): string {
  const quoted = keys.map((key) => `\`${key}=\``);
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
