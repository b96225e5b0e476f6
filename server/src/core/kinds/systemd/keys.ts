/** Names of keys, one after the other with blanks between. */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** What `Condition…` and `Assert…` ask for. */
const CONDITIONS = words(`
  PathExists PathExistsGlob PathIsDirectory PathIsSymbolicLink PathIsMountPoint PathIsReadWrite PathIsEncrypted
  DirectoryNotEmpty FileNotEmpty FileIsExecutable NeedsUpdate FirstBoot Architecture Firmware Virtualization Host
  KernelCommandLine KernelVersion Credential Security Capability ACPower Memory CPUFeature CPUs Environment User
  Group ControlGroupController OSRelease MemoryPressure CPUPressure IOPressure Version KernelModuleLoaded
`);
/** [Unit] but for the conditions. */
const UNIT = words(`
  Description Documentation SourcePath Requires Requisite Wants BindsTo BindTo Upholds Conflicts Before After
  OnSuccess OnFailure PropagatesReloadTo PropagateReloadTo ReloadPropagatedFrom PropagateReloadFrom
  PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf RequiresOverridable RequisiteOverridable
  RequiresMountsFor StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate DefaultDependencies
  OnSuccessJobMode OnFailureJobMode OnFailureIsolate IgnoreOnIsolate JobTimeoutSec JobRunningTimeoutSec
  JobTimeoutAction JobTimeoutRebootArgument StartLimitIntervalSec StartLimitInterval StartLimitBurst
  StartLimitAction FailureAction SuccessAction FailureActionExitStatus SuccessActionExitStatus RebootArgument
  CollectMode SurviveFinalKillSignal WantsMountsFor
`);
/** [Service]. */
const SERVICE = words(`
  PIDFile ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecStop ExecStopPost RestartSec
  TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec TimeoutStartFailureMode TimeoutStopFailureMode
  RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec StartLimitInterval StartLimitBurst StartLimitAction
  FailureAction RebootArgument Type ExitType Restart PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit
  GuessMainPID RestartPreventExitStatus RestartForceExitStatus SuccessExitStatus NonBlocking BusName
  FileDescriptorStoreMax NotifyAccess Sockets USBFunctionDescriptors USBFunctionStrings OOMPolicy WorkingDirectory
  RootDirectory RootImage RootImageOptions RootHash RootHashSignature RootVerity ExtensionDirectories
  ExtensionImages MountImages User Group SupplementaryGroups Nice OOMScoreAdjust CoredumpFilter IOSchedulingClass
  IOSchedulingPriority CPUSchedulingPolicy CPUSchedulingPriority CPUSchedulingResetOnFork CPUAffinity NUMAPolicy
  NUMAMask UMask Environment EnvironmentFile PassEnvironment UnsetEnvironment DynamicUser RemoveIPC StandardInput
  StandardOutput StandardError StandardInputText StandardInputData TTYPath TTYReset TTYVHangup TTYVTDisallocate
  TTYRows TTYColumns SyslogIdentifier SyslogFacility SyslogLevel SyslogLevelPrefix LogLevelMax
  LogRateLimitIntervalSec LogRateLimitBurst LogExtraFields SecureBits CapabilityBoundingSet AmbientCapabilities
  TimerSlackNSec NoNewPrivileges KeyringMode ProtectProc ProcSubset SystemCallFilter SystemCallArchitectures
  SystemCallErrorNumber SystemCallLog MemoryDenyWriteExecute RestrictNamespaces RestrictRealtime RestrictSUIDSGID
  RestrictAddressFamilies LockPersonality RestrictFileSystems LimitCPU LimitFSIZE LimitDATA LimitSTACK LimitCORE
  LimitRSS LimitNOFILE LimitAS LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING LimitMSGQUEUE LimitNICE
  LimitRTPRIO LimitRTTIME ReadWriteDirectories ReadOnlyDirectories InaccessibleDirectories ReadWritePaths
  ReadOnlyPaths InaccessiblePaths ExecPaths NoExecPaths ExecSearchPath BindPaths BindReadOnlyPaths
  TemporaryFileSystem PrivateTmp PrivateDevices ProtectKernelTunables ProtectKernelModules ProtectKernelLogs
  ProtectClock ProtectControlGroups NetworkNamespacePath IPCNamespacePath LogNamespace PrivateNetwork PrivateUsers
  PrivateMounts PrivateIPC ProtectSystem ProtectHome MountFlags MountAPIVFS Personality RuntimeDirectoryPreserve
  RuntimeDirectoryMode RuntimeDirectory StateDirectoryMode StateDirectory CacheDirectoryMode CacheDirectory
  LogsDirectoryMode LogsDirectory ConfigurationDirectoryMode ConfigurationDirectory SetCredential
  SetCredentialEncrypted LoadCredential LoadCredentialEncrypted TimeoutCleanSec PAMName IgnoreSIGPIPE
  UtmpIdentifier UtmpMode SELinuxContext AppArmorProfile SmackProcessLabel ProtectHostname Slice AllowedCPUs
  StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUAccounting CPUWeight StartupCPUWeight
  CPUShares StartupCPUShares CPUQuota CPUQuotaPeriodSec MemoryAccounting MemoryMin DefaultMemoryMin
  DefaultMemoryLow MemoryLow MemoryHigh MemoryMax MemorySwapMax MemoryLimit DeviceAllow DevicePolicy IOAccounting
  IOWeight StartupIOWeight IODeviceWeight IOReadBandwidthMax IOWriteBandwidthMax IOReadIOPSMax IOWriteIOPSMax
  IODeviceLatencyTargetSec BlockIOAccounting BlockIOWeight StartupBlockIOWeight BlockIODeviceWeight
  BlockIOReadBandwidth BlockIOWriteBandwidth TasksAccounting TasksMax Delegate DisableControllers IPAccounting
  IPAddressAllow IPAddressDeny IPIngressFilterPath IPEgressFilterPath ManagedOOMSwap ManagedOOMMemoryPressure
  ManagedOOMMemoryPressureLimit ManagedOOMPreference BPFProgram SocketBindAllow SocketBindDeny
  RestrictNetworkInterfaces SendSIGKILL SendSIGHUP KillMode KillSignal RestartKillSignal FinalKillSignal
  WatchdogSignal RestartSteps RestartMaxDelaySec RestartMode FileDescriptorStorePreserve OpenFile ReloadSignal
  RootEphemeral RootImagePolicy MountImagePolicy ExtensionImagePolicy SetLoginEnvironment LogFilterPatterns
  PrivateBPF BPFDelegateCommands BPFDelegateMaps BPFDelegatePrograms BPFDelegateAttachments DelegateNamespaces
  PrivatePIDs BindLogSockets StateDirectoryAccounting StateDirectoryQuota CacheDirectoryAccounting
  CacheDirectoryQuota LogsDirectoryAccounting LogsDirectoryQuota ImportCredential MemoryKSM
  DefaultStartupMemoryLow StartupMemoryLow StartupMemoryHigh StartupMemoryMax StartupMemorySwapMax MemoryZSwapMax
  StartupMemoryZSwapMax MemoryZSwapWriteback DelegateSubgroup ManagedOOMMemoryPressureDurationSec
  MemoryPressureThresholdSec MemoryPressureWatch NFTSet CoredumpReceive ExecReloadPost UserNamespacePath
  RootMStack MemoryTHP RefreshOnReload
`);
/** [Install]. */
const INSTALL = words(`
  Alias WantedBy RequiredBy Also DefaultInstance UpheldBy
`);

/**
 * The keys that systemd knows in the sections of a service: those that 252 prints for `--dump-configuration-items`, and
 * those of the later versions, so that no newer unit is called wrong.
 */
export const SECTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Unit', new Set([...UNIT, ...CONDITIONS.flatMap((name) => [`Condition${name}`, `Assert${name}`])])],
  ['Service', new Set(SERVICE)],
  ['Install', new Set(INSTALL)],
]);

/** Keys that systemd still knows by name and does nothing with. */
export const REMOVED_KEYS: ReadonlySet<string> = new Set([
  'IgnoreOnSnapshot',
  'SysVStartPriority',
  'BusPolicy',
  'Capabilities',
  'NetClass',
]);
