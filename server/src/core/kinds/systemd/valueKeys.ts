import { ADDRESS_FAMILIES, CAPABILITIES, NAMESPACES, SIGNALS, SYSCALL_GROUPS, UNIT_SUFFIXES } from './valueNames';
import { boolean, booleanOf, matching, oneOf, type ValueType, wordsOf } from './valueTypes';

function keys(names: string, type: ValueType): [string, ValueType][] {
  return names.split(' ').map((name) => [name, type]);
}

const UNITS =
  '(usec|us|µs|μs|msec|ms|seconds|second|sec|s|minutes|minute|min|m|hours|hour|hr|h|days|day|d|weeks|week|w|months|month|M|years|year|y)';
const TIME = new RegExp(`^\\+?(infinity|((\\d+(\\.\\d*)?|\\.\\d+)\\s*${UNITS}?\\s*)+)$`);
const seconds = matching(TIME, 'a time such as `5s` or `1min 30s`', 'Failed to parse sec value, ignoring: %s');
const timeout = matching(TIME, 'a time such as `5s` or `1min 30s`', 'Failed to parse time value, ignoring: %s');
const unsigned = matching(/^\+?(0[xob])?[\da-fA-F]+$/, 'a number', 'Failed to parse unsigned value, ignoring: %s');
const mode = matching(/^0*[0-7]{1,4}$/, 'an octal number such as `0077`', 'Failed to parse mode value, ignoring: %s');
const limit = (suffix: string, takes: string) =>
  matching(
    new RegExp(`^(infinity|0x[\\da-fA-F]+|\\+?\\d[\\d.]*\\s*${suffix})(:(infinity|\\+?\\d[\\d.]*\\s*${suffix}))?$`),
    takes,
    'Failed to parse resource value, ignoring: %s',
  );
const count = limit('', 'a number or `infinity`, or two of them as `soft:hard`');
const bytes = limit('[KMGTPEB]?', 'a number of bytes with K, M, G or T, or `infinity`');
const memory = matching(
  /^\+?(infinity|\d+(\.\d+)?%|(\d+(\.\d*)?\s*[KMGTPEB]?\s*)+)$/,
  'a number of bytes with K, M, G or T (without `B` behind it), a percentage or `infinity`',
  "Invalid memory limit '%s', ignoring: Invalid argument",
);
const path = (key: string) => matching(/^-?[/%]/, 'an absolute path', `${key}= path is not absolute, ignoring: %s`);
const paths = (key: string) =>
  wordsOf((word) => /^[-+]*[/%]/.test(word), 'absolute paths', `${key}= path is not absolute, ignoring: %s`, []);
const below = (key: string) =>
  wordsOf(
    (word) => !word.startsWith('/'),
    'a path below its base folder',
    `${key}= path is absolute, ignoring: %s`,
    [],
  );
const units = (program: string) =>
  wordsOf(
    (word) => /[%{]/.test(word) || UNIT_SUFFIXES.some((suffix) => word.endsWith(`.${suffix}`)),
    'names of units with their ending, such as `network-online.target`',
    program,
    ['network', 'network-online', 'multi-user', 'default', 'nss-lookup', 'time-sync'].map((name) => `${name}.target`),
  );
const output = matching(
  /^(inherit|null|tty|journal|kmsg|(journal|kmsg|syslog)\+console|syslog|socket|fd(:.*)?|(file|append|truncate):[/%].*)$/,
  '`journal`, `null`, `inherit`, `tty`, `kmsg`, `file:PATH`, `append:PATH` or `truncate:PATH`',
  'Failed to parse output specifier, ignoring: %s',
);
const level = oneOf('log level', 'emerg alert crit err warning notice info debug 0 1 2 3 4 5 6 7'.split(' '));
const action = (key: string) =>
  oneOf(
    `${key}=`,
    'none reboot reboot-force reboot-immediate poweroff poweroff-force poweroff-immediate exit exit-force soft-reboot soft-reboot-force kexec kexec-force halt halt-force halt-immediate'.split(
      ' ',
    ),
  );
const failureMode = oneOf('timeout failure mode', ['terminate', 'abort', 'kill']);
const pressure = oneOf('ManagedOOM mode', ['auto', 'kill']);
const preserve = oneOf('runtime directory preserve mode', ['restart'], true);
const jobMode = oneOf(
  'job mode',
  'fail replace replace-irreversibly isolate flush ignore-dependencies ignore-requirements triggering restart-dependencies'.split(
    ' ',
  ),
);
const capabilities = wordsOf(
  (word) => CAPABILITIES.has(word.toUpperCase()) || /^\d+$/.test(word),
  'names of capabilities such as `CAP_NET_RAW`, with blanks between',
  '',
  [...CAPABILITIES],
);
const signal = matching(
  new RegExp(`^(\\+?\\d+|0x[\\da-f]+|(SIG)?(${SIGNALS})([+-]\\d+)?)$`),
  'a signal such as `SIGTERM`',
  'Failed to parse signal name, ignoring: %s',
);

const UNIT_KEYS = [
  ...keys(
    'Requires Requisite Wants BindsTo BindTo Upholds Conflicts Before After OnSuccess OnFailure PropagatesReloadTo ReloadPropagatedFrom PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf',
    units('Failed to add dependency on %s, ignoring: Invalid argument'),
  ),
  ...keys(
    'StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate DefaultDependencies IgnoreOnIsolate SurviveFinalKillSignal',
    boolean,
  ),
  ...keys('OnSuccessJobMode OnFailureJobMode', jobMode),
  ...keys('StartLimitIntervalSec StartLimitInterval', seconds),
  ...keys('StartLimitBurst', unsigned),
  ...['StartLimitAction', 'FailureAction', 'SuccessAction', 'JobTimeoutAction'].flatMap((key) =>
    keys(key, action(key)),
  ),
  ...keys('CollectMode', oneOf('garbage collection mode', ['inactive', 'inactive-or-failed'])),
];

const BOOLEANS =
  'PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit GuessMainPID NonBlocking CPUSchedulingResetOnFork DynamicUser RemoveIPC TTYReset TTYVHangup TTYVTDisallocate SyslogLevelPrefix NoNewPrivileges MemoryDenyWriteExecute RestrictRealtime RestrictSUIDSGID LockPersonality PrivateDevices ProtectKernelTunables ProtectKernelModules ProtectKernelLogs ProtectClock PrivateNetwork PrivateMounts PrivateIPC IgnoreSIGPIPE CPUAccounting MemoryAccounting IOAccounting BlockIOAccounting TasksAccounting IPAccounting SendSIGKILL SendSIGHUP RootEphemeral CoredumpReceive MemoryZSwapWriteback SetLoginEnvironment BindLogSockets MemoryKSM MountAPIVFS';

const SANDBOX = [
  ...keys('ProtectSystem', oneOf('protect system value', ['full', 'strict'], true)),
  ...keys('ProtectHome', oneOf('protect home value', ['read-only', 'tmpfs'], true)),
  ...keys('ProtectProc', oneOf('/proc/ protection mode', ['noaccess', 'invisible', 'ptraceable', 'default'])),
  ...keys('ProcSubset', oneOf('/proc/ subset mode', ['all', 'pid'])),
  // The words beside the boolean are of 257 and later.
  ...keys('PrivateTmp', oneOf('boolean value', ['disconnected'], true)),
  ...keys('PrivateUsers', oneOf('boolean value', ['self', 'identity', 'full', 'managed'], true)),
  ...keys('ProtectControlGroups', oneOf('boolean value', ['private', 'strict'], true)),
  ...keys('DevicePolicy', oneOf('device policy', ['auto', 'closed', 'strict'])),
  ...keys('KeyringMode', oneOf('keyring mode', ['inherit', 'private', 'shared'])),
  ...keys('CapabilityBoundingSet AmbientCapabilities', capabilities),
  ...keys(
    'RestrictAddressFamilies',
    wordsOf(
      (word) => word === 'none' || ADDRESS_FAMILIES.includes(word),
      'address families such as `AF_INET`, with blanks between',
      'Failed to parse address family, ignoring: %s',
      ADDRESS_FAMILIES,
    ),
  ),
  ...keys(
    'RestrictNamespaces',
    wordsOf(
      (word) => NAMESPACES.includes(word) || booleanOf(word) !== undefined,
      'a boolean or namespaces such as `user`, with blanks between',
      'Failed to parse namespace type string, ignoring: %s',
      NAMESPACES,
    ),
  ),
  ...keys(
    'SystemCallFilter SystemCallLog',
    wordsOf(
      (word) => !word.startsWith('@') || SYSCALL_GROUPS.includes(word.replace(/:.*/, '')),
      'groups of system calls such as `@system-service`',
      'Unknown system call group, ignoring: %s',
      SYSCALL_GROUPS,
    ),
  ),
  ...[
    'ReadWritePaths',
    'ReadOnlyPaths',
    'InaccessiblePaths',
    'ExecPaths',
    'NoExecPaths',
    'ReadWriteDirectories',
    'ReadOnlyDirectories',
    'InaccessibleDirectories',
  ].flatMap((key) => keys(key, paths(key))),
];

const SERVICE_KEYS = [
  ...['StartLimitAction', 'FailureAction'].flatMap((key) => keys(key, action(key))),
  ...keys(BOOLEANS, boolean),
  ...SANDBOX,
  ...keys(
    'Type',
    oneOf('service type', ['simple', 'exec', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle']),
  ),
  ...keys('ExitType', oneOf('service exit type', ['main', 'cgroup'])),
  ...keys(
    'Restart',
    oneOf('service restart specifier', 'no on-success on-failure on-abnormal on-watchdog on-abort always'.split(' ')),
  ),
  ...keys('RestartMode', oneOf('service restart mode', ['normal', 'direct', 'debug'])),
  ...keys('NotifyAccess', oneOf('notify access specifier', ['none', 'main', 'exec', 'all'])),
  ...keys('KillMode', oneOf('kill mode specification', ['control-group', 'process', 'mixed', 'none'])),
  ...keys('OOMPolicy', oneOf('OOM policy', ['continue', 'stop', 'kill'])),
  ...keys('TimeoutStartFailureMode TimeoutStopFailureMode', failureMode),
  ...keys('UtmpMode', oneOf('utmp mode', ['init', 'login', 'user'])),
  ...keys('ManagedOOMSwap ManagedOOMMemoryPressure', pressure),
  ...keys('ManagedOOMPreference', oneOf('ManagedOOMPreference=', ['none', 'avoid', 'omit'])),
  ...keys('RuntimeDirectoryPreserve FileDescriptorStorePreserve', preserve),
  ...keys('MountFlags', oneOf('mount flag', ['shared', 'slave', 'private'])),
  ...keys('SyslogLevel LogLevelMax', level),
  ...keys('StandardOutput StandardError', output),
  ...keys(
    'StartLimitInterval RestartSec RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec RestartMaxDelaySec',
    seconds,
  ),
  ...keys('TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec', timeout),
  ...keys('StartLimitBurst FileDescriptorStoreMax LogRateLimitBurst RestartSteps', unsigned),
  ...keys(
    'UMask RuntimeDirectoryMode StateDirectoryMode CacheDirectoryMode LogsDirectoryMode ConfigurationDirectoryMode',
    mode,
  ),
  ...keys('LimitNOFILE LimitNPROC LimitLOCKS LimitSIGPENDING LimitRTPRIO', count),
  ...keys('LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitAS LimitMEMLOCK LimitMSGQUEUE', bytes),
  ...keys('MemoryMin MemoryLow MemoryHigh MemoryMax MemorySwapMax MemoryZSwapMax', memory),
  ...keys('CPUQuota', matching(/^\d+(\.\d+)?%$/, 'a percentage such as `50%`', "Invalid CPU quota '%s', ignoring")),
  ...keys(
    'TasksMax',
    matching(
      /^\+?(infinity|\d+(\.\d+)?%|(0[xob])?[\da-fA-F]+)$/,
      'a number, a percentage or `infinity`',
      "Invalid maximum tasks value '%s', ignoring: Invalid argument",
    ),
  ),
  ...keys(
    'Nice',
    matching(
      /^([+-]?0*1?\d|-20|0[1-7]+|0x1?[\da-f])$/i,
      'a number from -20 to 19',
      "Failed to parse nice priority '%s', ignoring: Invalid argument",
    ),
  ),
  ...keys(
    'OOMScoreAdjust',
    matching(
      /^[+-]?(\d{1,3}|1000|0[0-7]+|0x[\da-f]{1,3})$/i,
      'a number from -1000 to 1000',
      "Failed to parse the OOM score adjust value '%s', ignoring: Invalid argument",
    ),
  ),
  ...keys('EnvironmentFile', path('EnvironmentFile')),
  ...keys('KillSignal RestartKillSignal FinalKillSignal WatchdogSignal ReloadSignal', signal),
  ...keys(
    'WorkingDirectory',
    matching(/^-?(~$|[/%])/, 'an absolute path or `~`', 'WorkingDirectory= path is not absolute: %s'),
  ),
  ...keys('RootDirectory', matching(/^[/%]/, 'an absolute path', 'RootDirectory= path is not absolute: %s')),
  ...['RuntimeDirectory', 'StateDirectory', 'CacheDirectory', 'LogsDirectory', 'ConfigurationDirectory'].flatMap(
    (key) => keys(key, below(key)),
  ),
];

/**
 * What the keys take, by section; verified with `systemd-analyze verify` of 252. A key that is not here takes anything.
 */
export const VALUE_TYPES: ReadonlyMap<string, ReadonlyMap<string, ValueType>> = new Map([
  ['Unit', new Map(UNIT_KEYS)],
  ['Service', new Map(SERVICE_KEYS)],
  ['Install', new Map(keys('WantedBy RequiredBy UpheldBy', units('"%s" is not a valid unit name')))],
]);
