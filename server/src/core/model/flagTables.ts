/** Flags that every program built with the exporter-toolkit and Prometheus' logging has. */
const COMMON = [
  'help',
  'help-long',
  'help-man',
  'version',
  'log.format',
  'log.level',
  'web.config.file',
  'web.listen-address',
  'web.systemd-socket',
];

/** The switches of node_exporter: each is `--collector.NAME` and `--no-collector.NAME`. */
const COLLECTORS = `arp bcache bonding boottime btrfs buddyinfo cgroups conntrack cpu cpu_vulnerabilities cpufreq devstat
  diskstats dmi drbd drm edac entropy ethtool exec fibrechannel filefd filesystem hwmon infiniband interrupts ipvs ksmd
  lnstat loadavg logind mdadm meminfo meminfo_numa mountstats netclass netdev netinterface netisr netstat network_route
  nfs nfsd ntp nvme os partition pcidevice perf powersupplyclass pressure processes qdisc rapl runit schedstat selinux
  slabinfo sockstat softirqs softnet stat supervisord swap sysctl systemd tapestats tcpstat textfile thermal thermal_zone
  time timex udp_queues uname vmstat watchdog wifi xfrm xfs zfs zoneinfo`;

/** The settings of node_exporter's collectors, behind `collector.`; older names too. */
const COLLECTOR_SETTINGS = `arp.device-exclude arp.device-include arp.netlink bcache.priorityStats cpu.guest cpu.info
  cpu.info.bugs-include cpu.info.flags-include diskstats.device-exclude diskstats.device-include
  diskstats.ignored-devices ethtool.device-exclude ethtool.device-include ethtool.metrics-include
  filesystem.fs-types-exclude filesystem.fs-types-include filesystem.ignored-fs-types filesystem.ignored-mount-points
  filesystem.mount-points-exclude filesystem.mount-points-include filesystem.mount-timeout filesystem.stat-workers
  hwmon.chip-exclude hwmon.chip-include hwmon.sensor-exclude hwmon.sensor-include interrupts.include-zeros
  interrupts.name-exclude interrupts.name-include ipvs.backend-labels netclass.ignore-invalid-speed
  netclass.ignored-devices netclass.netlink netclass_rtnl.with-stats netdev.address-info netdev.device-blacklist
  netdev.device-exclude netdev.device-include netdev.device-whitelist netdev.enable-detailed-metrics
  netdev.ignored-devices netdev.label-ifalias netdev.netlink netstat.fields ntp.ip-ttl ntp.local-offset-tolerance
  ntp.max-distance ntp.protocol-version ntp.server ntp.server-is-local ntp.server-port pcidevice.idsfile pcidevice.names
  perf.cache-profilers perf.cpus perf.disable-cache-profilers perf.disable-hardware-profilers
  perf.disable-software-profilers perf.hardware-profilers perf.software-profilers perf.tracepoint
  powersupply.ignored-supplies qdisc.device-exclude qdisc.device-include qdisc.fixtures qdisk.device-exclude
  qdisk.device-include rapl.enable-zone-label runit.servicedir slabinfo.slabs-exclude slabinfo.slabs-include
  stat.softirq supervisord.url sysctl.include sysctl.include-info systemd.enable-restarts-metrics
  systemd.enable-start-time-metrics systemd.enable-task-metrics systemd.private systemd.unit-blacklist
  systemd.unit-exclude systemd.unit-include systemd.unit-whitelist tapestats.ignored-devices textfile.directory
  vmstat.fields wifi.fixtures`;

const NODE = `collector.disable-defaults path.procfs path.rootfs path.sysfs path.udev.data runtime.gomaxprocs web.config
  web.disable-exporter-metrics web.max-requests web.telemetry-path`;

const PROMETHEUS = `agent alertmanager.drain-notification-queue-on-shutdown alertmanager.notification-batch-size
  alertmanager.notification-queue-capacity alertmanager.timeout auto-gomaxprocs auto-gomemlimit auto-gomemlimit.ratio
  auto-gomemlimit.refresh-interval config.auto-reload config.auto-reload-interval config.file enable-feature
  query.lookback-delta query.max-concurrency query.max-samples query.timeout rules.alert.for-grace-period
  rules.alert.for-outage-tolerance rules.alert.resend-delay rules.max-concurrent-evals scrape.adjust-timestamps
  scrape.discovery-reload-interval scrape.name-escaping-scheme scrape.timestamp-tolerance
  storage.agent.checkpoint-batch-size storage.agent.checkpoint-from-in-memory-series storage.agent.no-lockfile
  storage.agent.path storage.agent.retention.max-time storage.agent.retention.min-time storage.agent.use-lockfile
  storage.agent.wal-compression storage.agent.wal-compression-type storage.agent.wal-segment-size
  storage.agent.wal-truncate-frequency storage.remote.flush-deadline storage.remote.read-concurrent-limit
  storage.remote.read-max-bytes-in-frame storage.remote.read-sample-limit storage.tsdb.allow-overlapping-blocks
  storage.tsdb.allow-overlapping-compaction storage.tsdb.block-reload-interval storage.tsdb.delay-compact-file.path
  storage.tsdb.delayed-compaction.max-percent storage.tsdb.head-chunks-write-queue-size
  storage.tsdb.max-block-chunk-segment-size storage.tsdb.max-block-duration storage.tsdb.min-block-duration
  storage.tsdb.no-lockfile storage.tsdb.path storage.tsdb.retention storage.tsdb.retention.size
  storage.tsdb.retention.time storage.tsdb.samples-per-chunk storage.tsdb.use-lockfile storage.tsdb.wal-compression
  storage.tsdb.wal-compression-type storage.tsdb.wal-segment-size web.console.libraries web.console.templates
  web.cors.origin web.enable-admin-api web.enable-lifecycle web.enable-otlp-receiver web.enable-remote-write-receiver
  web.external-url web.local-assets web.max-connections web.max-notifications-subscribers web.page-title
  web.read-timeout web.remote-write-receiver.accepted-protobuf-messages web.route-prefix web.search.max-limit
  web.user-assets write-documentation`;

const ALERTMANAGER = `alerts.gc-interval alerts.per-alertname-limit auto-gomemlimit.ratio cluster.advertise-address
  cluster.allow-insecure-public-advertise-address-discovery cluster.gossip-interval cluster.label
  cluster.listen-address cluster.peer cluster.peer-name cluster.peer-timeout cluster.peers-resolve-timeout
  cluster.probe-interval cluster.probe-timeout cluster.pushpull-interval cluster.reconnect-interval
  cluster.reconnect-timeout cluster.settle-timeout cluster.tcp-timeout cluster.tls-config config.file
  data.maintenance-interval data.retention dispatch.maintenance-interval dispatch.start-delay enable-feature
  log.silences silences.max-silence-size-bytes silences.max-silences storage.path web.cors.origin web.external-url
  web.get-concurrency web.route-prefix web.timeout web.ui-path`;

const PUSHGATEWAY = `persistence.file persistence.interval push.disable-consistency-check push.enable-utf8-names
  web.enable-admin-api web.enable-lifecycle web.external-url web.local-assets web.route-prefix web.telemetry-path`;

const BLACKBOX = `config.check config.file history.limit log.prober timeout-offset web.external-url web.route-prefix`;

/**
 * All flags of programs whose flags are known, in any version: what the sources of node_exporter 1.5 to 1.10,
 * Prometheus 2.35 to 3.15, Alertmanager 0.24 to 0.34, Pushgateway 1.11 and blackbox_exporter 0.27 define, what Debian
 * adds, and older names.
 */
export const KNOWN_FLAGS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['node_exporter', flagSet(NODE, behindCollector(COLLECTORS), behindCollector(COLLECTOR_SETTINGS))],
  ['prometheus', flagSet(PROMETHEUS)],
  ['alertmanager', flagSet(ALERTMANAGER)],
  ['pushgateway', flagSet(PUSHGATEWAY)],
  ['blackbox_exporter', flagSet(BLACKBOX)],
]);

/** The flags that the exporter-toolkit gives to any program, for those whose own flags are not known. */
export const TOOLKIT_FLAGS: ReadonlySet<string> = new Set(['web.config.file', 'web.listen-address']);

function flagSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set([...COMMON, ...lists.flatMap(words)]);
}

function behindCollector(names: string): string {
  return words(names)
    .map((name) => `collector.${name}`)
    .join(' ');
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
