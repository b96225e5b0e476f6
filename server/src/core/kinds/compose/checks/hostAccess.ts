import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { textSpan } from '../../scalarSource';
import { nodeAt } from '../../yamlReading';
import { interpolated } from '../interpolation';
import type { ComposeService } from '../service';
import { found, type ServiceCheck } from './check';

/** What a container is given of the host (stunnel-rules.md 6b). */
export const infos = defineChecks({
  namespace: {
    code: 'host-namespace',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "an exporter that needs neither shares the host's processes or network",
  },
  dockerSocket: {
    code: 'docker-socket-mounted',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: 'the socket of Docker is mounted: who controls the container is root on the host, also with `ro`',
  },
});

/** Exporters of other programs, which they reach over the network. Those that look at the host itself are not here. */
const OF_PROGRAMS = new Set([
  'haproxy_exporter',
  'statsd_exporter',
  'mysqld_exporter',
  'cloudwatch_exporter',
  'consul_exporter',
  'graphite_exporter',
  'nginx_exporter',
  'elasticsearch_exporter',
  'apache_exporter',
  'redis_exporter',
  'influxdb_exporter',
  'pgbouncer_exporter',
  'memcached_exporter',
  'oracledb_exporter',
  'postgres_exporter',
  'mongodb_exporter',
  'ssl_exporter',
  'domain_exporter',
  'php-fpm_exporter',
  'kafka_exporter',
  'rabbitmq_exporter',
  'json_exporter',
]);

/** `pid: host`, `network_mode: host` and the socket of Docker. */
export const checkHostAccess: ServiceCheck = ({ service, source }) => [
  ...(OF_PROGRAMS.has(service.program.name) ? namespaceFindings(service, source) : []),
  ...socketFindings(service),
];

/** What is reached, or listened on, only by who shares the network of the host. */
const LOOPBACK = /\b(localhost|127\.\d+\.\d+\.\d+)\b|\[::1\]/;

function namespaceFindings(service: ComposeService, source: string): Finding[] {
  const { body, program } = service;
  return [
    ['pid', 'sees the processes of the host, and may look into those of its user'],
    ['network_mode', 'listens on the interfaces of the host and reaches what is only on its loopback'],
  ].flatMap(([key = '', effect]) => {
    const node = nodeAt(body, key);
    if (node?.type !== 'scalar' || interpolated(node.value) !== 'host') return [];
    if (key === 'network_mode' && mayNeedLoopback(service, source)) return [];
    const text = `With \`${key}: host\`, ${program.name} ${effect}, and needs none of it. Remove the line${key === 'pid' ? '' : ', and put both into one network'}.`;
    return [found(infos.namespace, textSpan(node, source), text)];
  });
}

/** Whether what it reads is on the loopback of the host, or a file elsewhere may say so. */
function mayNeedLoopback({ body }: ComposeService, source: string): boolean {
  if (nodeAt(body, 'env_file') !== undefined) return true;
  return ['command', 'entrypoint', 'environment'].some((key) => {
    const node = nodeAt(body, key);
    return node !== undefined && LOOPBACK.test(source.slice(node.start, node.end));
  });
}

function socketFindings({ mounts }: ComposeService): Finding[] {
  return mounts.flatMap(({ source = '', at }) => {
    if (!/^\/(var\/)?run\/docker\.sock$/.test(source)) return [];
    const text =
      'Whoever controls this container controls Docker, and so is root on the host; `ro` only keeps the socket from being deleted. ' +
      'Put a proxy in between that allows the few requests that are needed.';
    return [found(infos.dockerSocket, at, text)];
  });
}
