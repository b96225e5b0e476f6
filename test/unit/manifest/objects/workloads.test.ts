import { describe, expect, test } from 'vitest';
import type { Nouns } from '../../../../server/src/core/model/nouns';
import { expectNouns, type NounCase, nounsIn } from '../../support/expectNouns';

/** A DaemonSet whose pod has the lines of `spec`. */
function daemonSet(spec: string): string {
  const pod = spec.replaceAll(/^(?=.)/gm, '      ');
  return `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: d\nspec:\n  template:\n    spec:\n${pod}`;
}

const processes = ({ processes: all }: Nouns) => all.map(({ at }) => at);
const addresses = ({ listeners }: Nouns) => listeners.map(({ address }) => address);
const secrets = ({ secrets: all }: Nouns) => all;
const hardening = (key: string) => (nouns: Nouns) => nouns.processes.map((process) => process.hardening[key]);

const CASES: readonly NounCase[] = [
  {
    name: 'containers by their images',
    text: daemonSet(
      'containers:\n- name: ‹exporter›\n  image: quay.io/prometheus/node-exporter:v1.8.2\n- name: app\n  image: example/app\n- name: ‹web›\n  image: nginx:1.27\n',
    ),
    of: processes,
  },
  {
    name: 'a container without a name, by its command',
    text: daemonSet('containers:\n- image: ‹example/tools›\n  command: [/bin/blackbox_exporter]\n'),
    of: processes,
  },
  { name: 'a web server alone', text: daemonSet('containers:\n- name: web\n  image: nginx\n'), of: processes },
  {
    name: 'a sidecar among the init containers',
    text: daemonSet(
      'initContainers:\n- name: once\n  image: prom/pushgateway\n- name: ‹stays›\n  image: prom/pushgateway\n  restartPolicy: Always\n',
    ),
    of: processes,
  },
  {
    name: 'addresses of flags, and the default of the program',
    text: daemonSet(
      'containers:\n- name: a\n  image: prom/node-exporter\n  args:\n  - --web.listen-address=‹127.0.0.1:9100›\n  - --web.listen-address\n  - "‹[::1]:9100›"\n- name: ‹b›\n  image: prom/prometheus\n- name: c\n  image: prom/node-exporter\n  args: [--web.listen-address=‹$(IP):9100›]\n',
    ),
    of: addresses,
    is: [
      { value: '127.0.0.1:9100' },
      { value: '[::1]:9100' },
      { value: ':9090', isDefault: true },
      { value: undefined },
    ],
  },
  {
    name: 'the address in a script',
    text: daemonSet(
      'containers:\n- name: a\n  image: x\n  command: [sh, -c, "exec node_exporter --web.listen-address=‹:9100› --no-collector.wifi"]\n',
    ),
    of: addresses,
    is: [{ value: ':9100' }],
  },
  {
    name: 'the port of a program that has a flag for it',
    text: daemonSet('containers:\n- name: c\n  image: gcr.io/cadvisor/cadvisor\n  args: [--port=‹8081›]\n'),
    of: addresses,
    is: [{ value: ':8081' }],
  },
  {
    name: 'a port of the node',
    text: daemonSet(
      'containers:\n- name: ‹a›\n  image: prom/node-exporter\n  ports:\n  - containerPort: 9100\n    hostPort: ‹9100›\n    hostIP: 10.0.0.1\n',
    ),
    of: addresses,
    is: [{ value: ':9100' }, { value: '10.0.0.1:9100' }],
  },
  {
    name: 'the port of an exporter that nobody knows',
    text: daemonSet('containers:\n- name: a\n  image: example/my-exporter\n  ports:\n  - containerPort: ‹9999›\n'),
    of: addresses,
    is: [{ value: ':9999' }],
  },
  {
    name: 'the web config',
    text: daemonSet(
      'containers:\n- name: a\n  image: prom/node-exporter\n  args: ["--web.config.file=‹/etc/web.yml›"]\n',
    ),
    of: ({ files }) => files,
    is: [{ path: '/etc/web.yml', holds: 'web-config', base: 'process' }],
  },
  {
    name: 'the user of the container before that of the pod',
    text: daemonSet(
      'securityContext:\n  runAsUser: 65534\ncontainers:\n- name: a\n  image: prom/node-exporter\n  securityContext:\n    runAsUser: ‹0›\n',
    ),
    of: ({ processes: all }) => all.map(({ user }) => user),
    is: [{ value: '0' }],
  },
  {
    name: 'the network of the host',
    text: daemonSet('hostNetwork: ‹true›\ncontainers:\n- name: a\n  image: prom/node-exporter\n'),
    of: ({ processes: all }) => all.map(({ network }) => network),
    is: [{ value: 'host' }],
  },
  {
    name: 'capabilities',
    text: daemonSet(
      'containers:\n- name: a\n  image: prom/node-exporter\n  securityContext:\n    capabilities:\n      drop: [‹ALL, NET_RAW›]\n',
    ),
    of: hardening('capabilities.drop'),
    is: [{ value: 'ALL,NET_RAW' }],
  },
  {
    name: 'that no container runs as root, said by the pod',
    text: daemonSet('securityContext: {runAsNonRoot: ‹true›}\ncontainers:\n- name: a\n  image: prom/node-exporter\n'),
    of: hardening('runAsNonRoot'),
    is: [{ value: 'true' }],
  },
  {
    name: 'folders of the host',
    text: daemonSet(
      'containers:\n- name: a\n  image: prom/node-exporter\n  volumeMounts:\n  - name: ‹root›\n    mountPath: /host\n  - name: config\n    mountPath: /etc/x\nvolumes:\n- name: root\n  hostPath:\n    path: /\n- name: config\n  configMap: {name: x}\n',
    ),
    of: hardening('hostPath'),
    is: [{ value: '/' }],
  },
  {
    name: 'secrets of the environment and the command line',
    text: daemonSet(
      'containers:\n- name: a\n  image: prometheuscommunity/postgres-exporter\n  env:\n  - name: DATA_SOURCE_NAME\n    value: ‹postgresql://u:p@h/›\n  - name: DATA_SOURCE_URI\n    value: h:5432/postgres\n  - name: DATA_SOURCE_PASS\n    valueFrom: {secretKeyRef: {name: s, key: k}}\n  - name: OTHER_PASS_FILE\n    value: /run/x\n- name: b\n  image: oliver006/redis_exporter\n  args: ["--redis.password=‹abc›", "--redis.password-file=/x"]\n',
    ),
    of: secrets,
    is: [{ key: 'DATA_SOURCE_NAME' }, { key: 'redis.password' }],
  },
];

describe('workloads', () => {
  test.each(CASES)('$name', (row) => expectNouns('scrape-config', row));

  test.each([
    ['v1', 'Pod', ''],
    ['apps/v1', 'Deployment', 'template: {spec: @}'],
    ['apps/v1', 'StatefulSet', 'template: {spec: @}'],
    ['batch/v1', 'Job', 'template: {spec: @}'],
    ['batch/v1', 'CronJob', 'jobTemplate: {spec: {template: {spec: @}}}'],
  ])('%s %s', (apiVersion, kind, way) => {
    const pod = '{containers: [{name: a, image: prom/node-exporter}]}';
    const spec = way === '' ? pod : `{${way.replace('@', pod)}}`;
    const nouns = nounsIn('scrape-config', `apiVersion: ${apiVersion}\nkind: ${kind}\nspec: ${spec}\n`);
    expect(nouns.processes.map(({ program, runsIn }) => [program, runsIn])).toEqual([['node_exporter', 'pod']]);
  });

  test('what is known of TLS and passwords', () => {
    const known = (image: string, args = '') => {
      const text = daemonSet(`containers:\n- name: a\n  image: ${image}\n  args: [${args}]\n`);
      return nounsIn('scrape-config', text).listeners.map(({ tls, admission }) => [tls.value, admission.password]);
    };
    expect(known('prom/node-exporter')).toEqual([['off', 'none']]);
    expect(known('prom/node-exporter', '--web.config.file=/x')).toEqual([[undefined, 'unknown']]);
    expect(known('oliver006/redis_exporter', '--tls-server-cert-file=/x')).toEqual([[undefined, 'unknown']]);
    expect(known('grafana/grafana')).toEqual([[undefined, 'unknown']]);
  });
});

/** A Service with the lines of `spec`. */
function service(spec: string, metadata = 'name: node-exporter'): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  ${metadata}\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`;
}

const SERVICES: readonly NounCase[] = [
  {
    name: 'a port of every node',
    text: service('type: NodePort\nports:\n- port: 9100\n  targetPort: 9100\n  nodePort: ‹30100›\n'),
    of: addresses,
    is: [{ value: ':30100' }],
  },
  {
    name: 'a port of every node that the cluster chooses',
    text: service('type: ‹NodePort›\nports:\n- port: 9100\n'),
    of: addresses,
    is: [{ value: undefined }],
  },
  {
    name: 'a load balancer',
    text: service('type: LoadBalancer\nports:\n- port: ‹9090›\n', 'name: x'),
    of: addresses,
    is: [{ value: ':9090' }],
  },
  {
    name: 'of a port with a name',
    text: service(
      'type: NodePort\nports:\n- name: web\n  port: 9093\n  targetPort: web\n  nodePort: ‹30903›\n',
      'name: x',
    ),
    of: addresses,
    is: [{ value: ':30903' }],
  },
  {
    name: 'one that only some may reach',
    text: service('type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.0/8]\nports:\n- port: ‹9090›\n'),
    of: addresses,
    is: [{ value: undefined }],
  },
  { name: 'inside of the cluster', text: service('ports:\n- port: 9100\n'), of: addresses },
  { name: 'of something else', text: service('type: NodePort\nports:\n- port: 80\n', 'name: shop'), of: addresses },
];

describe('services', () => {
  test.each(SERVICES)('$name', (row) => expectNouns('scrape-config', row));
});
