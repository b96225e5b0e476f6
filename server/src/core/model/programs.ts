/** What a program is in the traffic of scraping. */
export type ProgramRole =
  | 'exporter'
  | 'prometheus'
  | 'alertmanager'
  | 'pushgateway'
  | 'agent'
  | 'grafana'
  | 'stunnel'
  | 'proxy';

/** A program that scrapes, is scraped or stands in between. */
export interface Program {
  /** As people call it: `node_exporter`. */
  readonly name: string;
  readonly role: ProgramRole;
  /** Where it listens if nobody says otherwise, on all interfaces; absent where that is not known. */
  readonly port?: number;
  /** The flag for `host:port`, without dashes; absent for programs that have none, or are not known well enough. */
  readonly listenFlag?: string;
  /** The flag for the port alone. */
  readonly portFlag?: string;
  /** The flag for the host alone, beside `portFlag`. */
  readonly hostFlag?: string;
  /** Whether it takes `--web.config.file` of the exporter-toolkit; absent where that is not known. */
  readonly hasWebConfig?: boolean;
}

/** The flags of a program that is built with the exporter-toolkit. */
const TOOLKIT = { listenFlag: 'web.listen-address', hasWebConfig: true } as const;
/** Those of one that has the flag for the address and nothing else in common. */
const LISTENING = { listenFlag: 'web.listen-address' } as const;

/** Exporters with the ports that the list of default ports of the Prometheus project gives them (stunnel-rules.md 6c). */
const EXPORTERS: readonly Program[] = [
  { name: 'node_exporter', role: 'exporter', port: 9100, ...TOOLKIT },
  { name: 'haproxy_exporter', role: 'exporter', port: 9101, ...TOOLKIT },
  { name: 'statsd_exporter', role: 'exporter', port: 9102, ...LISTENING },
  { name: 'collectd_exporter', role: 'exporter', port: 9103, ...TOOLKIT },
  { name: 'mysqld_exporter', role: 'exporter', port: 9104, ...TOOLKIT },
  { name: 'cloudwatch_exporter', role: 'exporter', port: 9106 },
  { name: 'consul_exporter', role: 'exporter', port: 9107, ...TOOLKIT },
  { name: 'graphite_exporter', role: 'exporter', port: 9108, ...TOOLKIT },
  { name: 'nginx_exporter', role: 'exporter', port: 9113, ...TOOLKIT },
  { name: 'elasticsearch_exporter', role: 'exporter', port: 9114, ...TOOLKIT },
  { name: 'blackbox_exporter', role: 'exporter', port: 9115, ...TOOLKIT },
  { name: 'snmp_exporter', role: 'exporter', port: 9116, ...TOOLKIT },
  { name: 'apache_exporter', role: 'exporter', port: 9117, ...TOOLKIT },
  { name: 'bind_exporter', role: 'exporter', port: 9119, ...TOOLKIT },
  { name: 'redis_exporter', role: 'exporter', port: 9121, ...LISTENING },
  { name: 'influxdb_exporter', role: 'exporter', port: 9122, ...TOOLKIT },
  { name: 'pgbouncer_exporter', role: 'exporter', port: 9127, ...TOOLKIT },
  { name: 'zfs_exporter', role: 'exporter', port: 9134, ...LISTENING },
  { name: 'memcached_exporter', role: 'exporter', port: 9150, ...TOOLKIT },
  { name: 'postfix_exporter', role: 'exporter', port: 9154, ...LISTENING },
  { name: 'oracledb_exporter', role: 'exporter', port: 9161, ...LISTENING },
  { name: 'unbound_exporter', role: 'exporter', port: 9167, ...LISTENING },
  { name: 'windows_exporter', role: 'exporter', port: 9182, ...TOOLKIT },
  { name: 'postgres_exporter', role: 'exporter', port: 9187, ...TOOLKIT },
  { name: 'mongodb_exporter', role: 'exporter', port: 9216, ...LISTENING },
  { name: 'ssl_exporter', role: 'exporter', port: 9219, ...LISTENING },
  { name: 'domain_exporter', role: 'exporter', port: 9222 },
  { name: 'php-fpm_exporter', role: 'exporter', port: 9253, ...LISTENING },
  { name: 'process_exporter', role: 'exporter', port: 9256, ...TOOLKIT },
  { name: 'ipmi_exporter', role: 'exporter', port: 9290, ...TOOLKIT },
  { name: 'squid_exporter', role: 'exporter', port: 9301 },
  { name: 'kafka_exporter', role: 'exporter', port: 9308, ...LISTENING },
  { name: 'frr_exporter', role: 'exporter', port: 9342, ...TOOLKIT },
  { name: 'dcgm_exporter', role: 'exporter', port: 9400 },
  { name: 'rabbitmq_exporter', role: 'exporter', port: 9419 },
  { name: 'systemd_exporter', role: 'exporter', port: 9558, ...TOOLKIT },
  { name: 'wireguard_exporter', role: 'exporter', port: 9586 },
  { name: 'smartctl_exporter', role: 'exporter', port: 9633, ...TOOLKIT },
  { name: 'nvidia_gpu_exporter', role: 'exporter', port: 9835, ...TOOLKIT },
  { name: 'json_exporter', role: 'exporter', port: 7979, ...TOOLKIT },
];

/** Every program that is known by name. */
export const PROGRAMS: readonly Program[] = [
  { name: 'prometheus', role: 'prometheus', port: 9090, ...TOOLKIT },
  { name: 'pushgateway', role: 'pushgateway', port: 9091, ...TOOLKIT },
  { name: 'alertmanager', role: 'alertmanager', port: 9093, ...TOOLKIT },
  ...EXPORTERS,
  {
    name: 'cadvisor',
    role: 'exporter',
    port: 8080,
    portFlag: 'port',
    hostFlag: 'listen_ip',
    hasWebConfig: false,
  },
  { name: 'kube-state-metrics', role: 'exporter', port: 8080, portFlag: 'port', hostFlag: 'host' },
  { name: 'grafana', role: 'grafana', port: 3000 },
  { name: 'stunnel', role: 'stunnel' },
  { name: 'nginx', role: 'proxy' },
  { name: 'alloy', role: 'agent', port: 12345 },
  { name: 'otelcol', role: 'agent' },
  { name: 'grafana-agent', role: 'agent' },
];

/** Other names of binaries and images, after `plainName`. */
const ALIASES: Readonly<Record<string, string>> = {
  nginx_prometheus_exporter: 'nginx_exporter',
  bitnami_prometheus: 'prometheus',
  prometheus_prometheus: 'prometheus',
  phpfpm_exporter: 'php-fpm_exporter',
  mysql_exporter: 'mysqld_exporter',
  postgresql_exporter: 'postgres_exporter',
  mongo_exporter: 'mongodb_exporter',
  wmi_exporter: 'windows_exporter',
  oracle_exporter: 'oracledb_exporter',
  prometheus_wireguard_exporter: 'wireguard_exporter',
  grafana_oss: 'grafana',
  grafana_enterprise: 'grafana',
  grafana_server: 'grafana',
  stunnel3: 'stunnel',
  stunnel4: 'stunnel',
  stunnel5: 'stunnel',
  nginx_unprivileged: 'nginx',
  agent: 'grafana-agent',
  otelcol_contrib: 'otelcol',
  opentelemetry_collector: 'otelcol',
  opentelemetry_collector_contrib: 'otelcol',
  opentelemetry_collector_k8s: 'otelcol',
};

const BY_NAME: ReadonlyMap<string, Program> = new Map(PROGRAMS.map((program) => [plainName(program.name), program]));

/**
 * The program in the image `reference` (`quay.io/prometheus/node-exporter:v1.8.2`), by the last segment of its name;
 * an exporter that nobody knows comes back with its name and nothing else. Undefined for images of other things.
 */
export function programOfImage(reference: string): Program | undefined {
  const repository = imageRepository(reference);
  const segments = repository.split('/');
  const last = segments.at(-1) ?? '';
  // `grafana/agent` is one, `datadog/agent` is not.
  if (/^agent$/i.test(last) && !/^grafana$/i.test(segments.at(-2) ?? '')) return undefined;
  return programOf(last);
}

/** The program behind the path of a binary: `/usr/local/bin/node_exporter`, `prometheus-node-exporter` of Debian. */
export function programOfCommand(path: string): Program | undefined {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  return name === 'agent' ? undefined : programOf(name);
}

/** The image without its tag and digest; of a port of the registry the colon stays. */
export function imageRepository(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

/** The tag of an image; undefined where it has none, and where a digest stands instead. */
export function imageTag(reference: string): string | undefined {
  return reference.includes('@') ? undefined : /:([^/:]+)$/.exec(reference)?.[1];
}

function programOf(name: string): Program | undefined {
  const plain = plainName(name);
  for (const candidate of [plain, plain.replace(/^mirrored_/, '').replace(/^(prometheus|bitnami)_/, '')]) {
    const known = BY_NAME.get(ALIASES[candidate] === undefined ? candidate : plainName(ALIASES[candidate]));
    if (known !== undefined) return known;
  }
  return /(^|_)exporter(_|$)/.test(plain) ? { name: name.toLowerCase(), role: 'exporter' } : undefined;
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.exe$/, '')
    .replaceAll('-', '_');
}
