import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const PATH = '/etc/systemd/system/node_exporter.service';
const DROP_IN = '/etc/systemd/system/node_exporter.service.d/override.conf';

/** A unit with the command `exec`, and `more` lines. */
const unit = (exec: string, more = '') =>
  `[Unit]\nDescription=X\n[Service]\nRestart=always\nExecStart=${exec}\n${more}`;
const node = (more: string) => unit('/usr/local/bin/node_exporter', more);

/** The block of stunnel-rules.md 6a. */
const HARDENED = `[Service]
User=node_exporter
ExecStart=/usr/local/bin/node_exporter --web.listen-address=127.0.0.1:9100
Restart=on-failure
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
CapabilityBoundingSet=
AmbientCapabilities=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
UMask=0077

[Install]
WantedBy=multi-user.target
`;

const CASES: readonly CheckCase[] = [
  { rules: ['6a'], name: 'a hardened unit', text: HARDENED },
  {
    rules: ['6a'],
    name: 'no command',
    code: 'missing-key',
    text: '[Unit]\nDescription=X\n‹[Service]›\nUser=a\n',
    says: 'Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing',
  },
  { rules: ['6a'], name: 'no command in a drop-in', path: DROP_IN, text: '[Service]\nUser=a\n' },
  {
    rules: ['6a'],
    name: 'two commands',
    code: 'several-exec-start',
    text: node('‹ExecStart›=/bin/node_exporter\n'),
  },
  { rules: ['6a'], name: 'a command that is taken back', text: node('ExecStart=\nExecStart=/bin/node_exporter\n') },
  { rules: ['6a'], name: 'two commands once', text: '[Service]\nType=oneshot\nExecStart=/bin/a\nExecStart=/bin/b\n' },
  {
    rules: ['6a'],
    name: 'a drop-in that adds a second command',
    path: DROP_IN,
    code: 'exec-start-not-reset',
    severity: 'warning',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter\n',
    fixed: '[Service]\nExecStart=\nExecStart=/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'a service that runs once and is always started again',
    code: 'conflicting-keys',
    text: '[Service]\nType=oneshot\nRestart=‹always›\nExecStart=/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'a fork that never comes',
    code: 'service-type-mismatch',
    severity: 'warning',
    text: node('Type=‹forking›\n'),
    fixed: node('Type=exec\n'),
  },
  { rules: ['6a'], name: 'a shell that forks', text: unit("/bin/sh -c 'node_exporter &'", 'Type=forking\n') },
  {
    rules: ['6a'],
    name: 'stunnel forks',
    path: '/x/stunnel.service',
    text: unit('/usr/bin/stunnel4 /etc/stunnel/x.conf', 'Type=forking\n'),
  },
  {
    rules: ['6a'],
    name: 'nothing starts it again',
    code: 'restart-missing',
    severity: 'hint',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter\n',
    fixed: '[Service]\nRestart=on-failure\nExecStart=/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'nothing starts it again, on purpose',
    text: '[Service]\nRestart=no\nExecStart=/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'a path with a variable',
    code: 'exec-not-absolute',
    text: unit(`‹\${BIN}/node_exporter› --no-collector.arp`),
    says: `Neither a valid executable name nor an absolute path: \${BIN}/node_exporter`,
  },
  { rules: ['6a'], name: 'a path below home', code: 'exec-not-absolute', text: unit('‹~/node_exporter›') },
  { rules: ['6a'], name: 'a path below home that systemd knows', text: unit('%h/bin/node_exporter') },
  { rules: ['6a'], name: 'a name that is looked for', text: unit('node_exporter --no-collector.arp') },
  { rules: ['6a'], name: 'prefixes of a command', text: unit('-@/usr/bin/node_exporter other --no-collector.arp') },
  {
    rules: ['6a'],
    name: 'a quote that is not closed',
    code: 'unbalanced-quotes',
    text: unit('/bin/node_exporter ‹"›--no-collector.arp'),
  },
  {
    rules: ['6a'],
    name: 'a redirection that no shell reads',
    code: 'shell-syntax-in-exec',
    text: unit('/bin/node_exporter --no-collector.arp ‹>> › /var/log/x').replace('‹>> ›', '‹>>›'),
  },
  {
    rules: ['6a'],
    name: 'a substitution that no shell makes',
    code: 'shell-syntax-in-exec',
    text: unit('/bin/node_exporter ‹--web.listen-address=$(hostname):9100›'),
  },
  {
    rules: ['6a'],
    name: 'a redirection in a shell',
    text: unit('/bin/sh -c "exec /bin/node_exporter >> /var/log/x 2>&1"'),
  },
  {
    rules: ['6a'],
    name: 'a regular expression with dollars',
    text: unit("/bin/node_exporter --collector.filesystem.mount-points-exclude='^/(dev|proc)($$|/)'"),
  },
  {
    rules: ['6a'],
    name: 'a percent sign of a URL',
    code: 'unit-specifier',
    text: unit('/bin/prometheus --web.external-url=http://x/a‹%2›Fb'),
    fixed: unit('/bin/prometheus --web.external-url=http://x/a%%2Fb'),
  },
  { rules: ['6a'], name: 'specifiers', text: unit('/bin/prometheus --web.external-url=http://%H/%i/%%2F') },
  {
    rules: ['unknown-flag'],
    name: 'a flag that never was',
    code: 'unknown-flag',
    text: unit('/bin/node_exporter ‹--web-config›=/etc/web.yml'),
    fixed: unit('/bin/node_exporter --web.config.file=/etc/web.yml'),
  },
  {
    rules: ['unknown-flag'],
    name: 'a misspelled flag',
    code: 'unknown-flag',
    text: unit('/bin/prometheus ‹--web.listen-adress›=:9090'),
    fixed: unit('/bin/prometheus --web.listen-address=:9090'),
  },
  {
    rules: ['unknown-flag'],
    name: 'the old name of a flag',
    code: 'unknown-flag',
    text: unit('/bin/node_exporter ‹--web.config›=/etc/web.yml'),
  },
  {
    rules: ['unknown-flag'],
    name: 'the old name of a flag before it changed',
    version: '0.7',
    text: unit('/bin/node_exporter --web.config=/etc/web.yml'),
  },
  {
    rules: ['unknown-flag'],
    name: 'a version in the path',
    text: unit('/opt/node_exporter-1.3.1.linux-amd64/node_exporter --web.config=/etc/web.yml'),
  },
  {
    rules: ['unknown-flag'],
    name: 'a flag in a shell',
    code: 'unknown-flag',
    text: unit("/bin/sh -c 'exec /bin/node_exporter ‹--web.log-level›=debug'"),
  },
  { rules: ['unknown-flag'], name: 'a flag that nobody here knows', text: unit('/bin/node_exporter --collector.mine') },
  {
    rules: ['unknown-flag'],
    name: 'flags of a container are none of the unit',
    text: unit('/usr/bin/docker run --rm --name x prom/node-exporter --web-config=x'),
  },
  {
    rules: ['unknown-flag'],
    name: 'an argument file',
    path: '/etc/default/prometheus-node-exporter',
    code: 'unknown-flag',
    text: '# x\nARGS="--no-collector.arp \\\n  ‹--web-config›=/etc/web.yml"\n',
  },
  {
    rules: ['6a'],
    name: 'an honest argument file',
    path: '/etc/default/prometheus-node-exporter',
    text: "ARGS='--web.listen-address=127.0.0.1:9100'\nOTHER=1\n",
  },
];

describe('services', () => {
  test.each(CASES)('$rules $name', (row) => expectCase('systemd', { path: PATH, ...row }));
});
