import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const PATH = '/etc/systemd/system/node_exporter.service';
const HEAD =
  '[Unit]\nDescription=Node\n\n[Service]\nUser=node\nRestart=always\nExecStart=/usr/local/bin/node_exporter\n';

/** A unit with `line` in its `[Service]`. */
const service = (line: string) => `${HEAD}${line}\n`;

const CASES: readonly CheckCase[] = [
  {
    rules: ['6a'],
    name: 'a misspelled key',
    code: 'unit-unknown-key',
    text: service('‹NoNewPrivilege›=yes'),
    says: "systemd says: Unknown key 'NoNewPrivilege' in section [Service], ignoring",
    fixed: service('NoNewPrivileges=yes'),
  },
  {
    rules: ['6a'],
    name: 'a misspelled command is not missing as well',
    code: 'unit-unknown-key',
    text: '[Service]\nRestart=always\n‹ExecStrat›=/usr/local/bin/node_exporter\n',
    fixed: '[Service]\nRestart=always\nExecStart=/usr/local/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'a misspelled restart is not missing as well',
    code: 'unit-unknown-key',
    text: '[Service]\n‹Restat›=always\nExecStart=/usr/local/bin/node_exporter\n',
    fixed: '[Service]\nRestart=always\nExecStart=/usr/local/bin/node_exporter\n',
  },
  {
    rules: ['6a'],
    name: 'a key in the wrong section',
    code: 'unit-unknown-key',
    text: '[Unit]\n‹User›=node\n[Service]\nExecStart=/bin/node_exporter\nRestart=always\n',
    says: 'belongs into `[Service]`',
    fixed: '[Unit]\n[Service]\nExecStart=/bin/node_exporter\nRestart=always\nUser=node\n',
  },
  {
    rules: ['6a'],
    name: 'a limit of starts that moved to another section',
    code: 'unit-unknown-key',
    text: service('‹StartLimitIntervalSec›=30'),
    fixed: `[Unit]\nDescription=Node\nStartLimitIntervalSec=30${HEAD.slice('[Unit]\nDescription=Node'.length)}`,
  },
  {
    rules: ['6a'],
    name: 'the old name of the limit',
    code: 'unit-obsolete-key',
    severity: 'warning',
    text: service('‹StartLimitInterval›=30'),
    fixed: `[Unit]\nDescription=Node\nStartLimitIntervalSec=30${HEAD.slice('[Unit]\nDescription=Node'.length)}`,
  },
  {
    rules: ['6a'],
    name: 'a key that was removed',
    code: 'unit-obsolete-key',
    severity: 'warning',
    text: service('‹Capabilities›=CAP_NET_RAW=p'),
  },
  { rules: ['6a'], name: 'a key of later versions', text: service('RestartSteps=3\nRestartMode=direct\nMemoryKSM=no') },
  { rules: ['6a'], name: 'keys and sections of somebody else', text: `${service('X-Note=1')}[X-Mine]\nAnything=1\n` },
  {
    rules: ['6a'],
    name: 'a section in small letters',
    code: 'unit-unknown-section',
    text: `${HEAD}‹[install]›\nWantedBy=multi-user.target\n`,
    says: "Unknown section 'install'. Ignoring",
    fixed: `${HEAD}[Install]\nWantedBy=multi-user.target\n`,
  },
  {
    rules: ['6a'],
    name: 'a word that protects nothing',
    code: 'invalid-value',
    text: service('ProtectSystem=‹strickt›'),
    says: 'systemd says: Failed to parse protect system value, ignoring: strickt',
    fixed: service('ProtectSystem=strict'),
  },
  {
    rules: ['6a'],
    name: 'a word in another case',
    code: 'invalid-value',
    text: service('ProtectHome=‹Read-Only›'),
    fixed: service('ProtectHome=read-only'),
  },
  {
    rules: ['6a'],
    name: 'a boolean of another language',
    code: 'invalid-value',
    text: service('PrivateDevices=‹ja›'),
    says: 'Failed to parse boolean value, ignoring: ja',
  },
  {
    rules: ['6a'],
    name: 'a comment at the end of the line',
    code: 'invalid-value',
    text: service('Type=‹simple # as always›'),
    says: 'no comment at the end of a line',
    fixed: service('Type=simple'),
  },
  {
    rules: ['6a'],
    name: 'quotes around a word',
    code: 'invalid-value',
    text: service('KillMode=‹"mixed"›'),
    fixed: service('KillMode=mixed'),
  },
  {
    rules: ['6a'],
    name: 'a size with a B',
    code: 'invalid-value',
    text: service('MemoryMax=‹512MB›'),
    says: "Invalid memory limit '512MB'",
  },
  {
    rules: ['6a'],
    name: 'a limit that is called unlimited',
    code: 'invalid-value',
    text: service('LimitNOFILE=‹unlimited›'),
  },
  { rules: ['6a'], name: 'a quota without its percent', code: 'invalid-value', text: service('CPUQuota=‹20›') },
  { rules: ['6a'], name: 'an unknown unit of time', code: 'invalid-value', text: service('RestartSec=‹5sek›') },
  {
    rules: ['6a'],
    name: 'families with commas',
    code: 'invalid-value',
    text: service('RestrictAddressFamilies=‹AF_INET,AF_INET6›'),
  },
  {
    rules: ['6a'],
    name: 'an unknown group of calls',
    code: 'invalid-value',
    text: service('SystemCallFilter=@system-service ‹@nothing›'),
  },
  {
    rules: ['6a'],
    name: 'a capability without its prefix',
    code: 'invalid-value',
    text: service('AmbientCapabilities=‹NET_RAW›'),
    fixed: service('AmbientCapabilities=CAP_NET_RAW'),
  },
  {
    rules: ['6a'],
    name: 'a unit without its ending',
    code: 'invalid-value',
    text: `[Unit]\nAfter=‹network-online› tailscaled.service\n${HEAD.slice(HEAD.indexOf('[Service]'))}`,
    says: 'Failed to add dependency on network-online, ignoring: Invalid argument',
    fixed: `[Unit]\nAfter=network-online.target tailscaled.service\n${HEAD.slice(HEAD.indexOf('[Service]'))}`,
  },
  {
    rules: ['6a'],
    name: 'a file of the environment below home',
    code: 'invalid-value',
    text: service('EnvironmentFile=‹-~/x›'),
  },
  {
    rules: ['6a'],
    name: 'an absolute folder of state',
    code: 'invalid-value',
    text: service('StateDirectory=‹/var/lib/node›'),
  },
  { rules: ['6a'], name: 'a variable that is none', code: 'invalid-value', text: service('Environment=A=b ‹c›') },
  {
    rules: ['6a'],
    name: 'a quote in the environment that is not closed',
    code: 'invalid-value',
    text: service('Environment=‹"›A=b'),
  },
  {
    rules: ['6a'],
    name: 'values that systemd takes',
    text: service(
      'MemoryMax=1G 500M\nRestartSec=1h 5min\nUMask=0077\nNice=+5\nOOMScoreAdjust=-1000\nLimitNOFILE=1024:infinity\nTasksMax=10%\nReadWritePaths=-/x "+/a b"\nRuntimeDirectory=a b\nKillSignal=SIGRTMIN+3\nStandardOutput=append:/var/log/x\nRestrictNamespaces=~user pid\nEnvironment="A=b c" \'B=1\'\nProtectSystem=\nWorkingDirectory=~\nProtectControlGroups=strict',
    ),
  },
  {
    rules: ['6a'],
    name: 'values that something else fills in',
    text: service(`MemoryMax={{ memory }}\nProtectSystem=@PROTECT@\nRestart=\${RESTART}\nNice=%i`),
  },
  {
    rules: ['6a'],
    name: 'a line without an equals sign',
    code: 'unit-syntax',
    text: service('‹nonsense›'),
    says: "Missing '=', ignoring line",
  },
  {
    rules: ['6a'],
    name: 'a line above the first section',
    code: 'unit-syntax',
    text: `‹User=x›\n${HEAD}`,
    says: 'Assignment outside of section',
  },
  { rules: ['6a'], name: 'a header that is not closed', code: 'unit-syntax', text: `${HEAD}‹[Install›\n` },
  {
    rules: ['6a'],
    name: 'a blank behind a backslash',
    code: 'broken-continuation',
    text: '[Service]\nRestart=always\nExecStart=/bin/node_exporter \\‹ ›\n  --no-collector.arp \\\n  --no-collector.nfs\n',
    fixed:
      '[Service]\nRestart=always\nExecStart=/bin/node_exporter \\\n  --no-collector.arp \\\n  --no-collector.nfs\n',
  },
  {
    rules: ['6a'],
    name: 'a backslash that is missing',
    code: 'broken-continuation',
    text: '[Service]\nRestart=always\nExecStart=/bin/node_exporter\n  ‹--no-collector.arp›\n  --no-collector.nfs\n',
    says: 'does not end in `\\`',
  },
  {
    rules: ['6a'],
    name: 'an empty line within a command',
    code: 'broken-continuation',
    text: '[Service]\nRestart=always\nExecStart=/bin/node_exporter \\\n\n  ‹--no-collector.arp›\n',
    fixed: '[Service]\nRestart=always\nExecStart=/bin/node_exporter \\\n  --no-collector.arp\n',
  },
  {
    rules: ['6a'],
    name: 'a comment within a command, and Windows line ends',
    text: '[Service]\r\nRestart=always\r\nExecStart=/bin/node_exporter \\\r\n# a comment\r\n  --no-collector.arp\r\n',
  },
  {
    rules: ['6a'],
    name: 'a drop-in with a misspelled key only',
    path: '/etc/systemd/system/node_exporter.service.d/hardening.conf',
    code: 'unit-unknown-key',
    text: '[Service]\nProtectHome=read-only\n‹ProtectKernelTunable›=yes\n',
    fixed: '[Service]\nProtectHome=read-only\nProtectKernelTunables=yes\n',
  },
  {
    rules: ['6a'],
    name: 'a template',
    code: 'template',
    severity: 'info',
    text: `${HEAD}‹{%› if x %}\nFoo=bar\n{% endif %}\n`,
  },
  { rules: ['6a'], name: 'an empty text', path: '/x/node_exporter.service.d/a.conf', text: '' },
];

describe('keys of units', () => {
  test.each(CASES)('$rules $name', (row) => expectCase('systemd', { path: PATH, ...row }));
});
