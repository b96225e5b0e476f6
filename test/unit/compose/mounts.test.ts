import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

/** A compose file with node_exporter and `lines` below it. */
function node(...lines: string[]): string {
  return ['services:', '  node:', '    image: prom/node-exporter:v1.9.1', '    pid: host', ...lines, ''].join('\n');
}
const COMMAND = "    command: ['--path.rootfs=/host']";

const CASES: readonly CheckCase[] = [
  {
    rules: ['6b'],
    name: 'the root of the host, writable',
    text: node(COMMAND, '    volumes:', "      - '‹/:/host›'"),
    code: 'rootfs-mount-writable',
    says: 'read-only',
    fixed: node(COMMAND, '    volumes:', "      - '/:/host:ro,rslave'"),
  },
  {
    rules: ['6b'],
    name: 'rw and another option',
    text: node(COMMAND, '    volumes:', '      - ‹/:/host:rw,rslave›'),
    code: 'rootfs-mount-writable',
    fixed: node(COMMAND, '    volumes:', '      - /:/host:ro,rslave'),
  },
  {
    rules: ['6b'],
    name: 'a typo in the options, which Compose passes over',
    text: node(COMMAND, '    volumes:', '      - ‹/:/host:ro.rslave›'),
    code: 'rootfs-mount-writable',
    fixed: node(COMMAND, '    volumes:', '      - /:/host:ro,rslave'),
  },
  {
    rules: ['6b'],
    name: 'the long form',
    text: node(
      COMMAND,
      '    volumes:',
      '      - type: bind',
      '        source: ‹/›',
      '        target: /host',
      '        bind: { propagation: rslave }',
    ),
    code: 'rootfs-mount-writable',
    fixed: node(
      COMMAND,
      '    volumes:',
      '      - read_only: true',
      '        type: bind',
      '        source: /',
      '        target: /host',
      '        bind: { propagation: rslave }',
    ),
  },
  {
    rules: ['6b'],
    name: 'any of our services, such as cAdvisor',
    text: 'services:\n  c:\n    image: gcr.io/cadvisor/cadvisor:v0.49.1\n    volumes: ["‹/:/rootfs›", "/sys:/sys"]\n',
    code: 'rootfs-mount-writable',
    fixed: 'services:\n  c:\n    image: gcr.io/cadvisor/cadvisor:v0.49.1\n    volumes: ["/:/rootfs:ro", "/sys:/sys"]\n',
  },
  {
    rules: ['6b'],
    name: 'no rslave',
    text: node(COMMAND, '    volumes:', '      - ‹/:/host:ro›'),
    code: 'rootfs-mount-not-slave',
    severity: 'info',
    fixed: node(COMMAND, '    volumes:', '      - /:/host:ro,rslave'),
  },
  {
    rules: ['6b'],
    name: 'no rslave in the long form',
    text: node(COMMAND, '    volumes:', '      - { type: bind, source: ‹/›, target: /host, read_only: true }'),
    code: 'rootfs-mount-not-slave',
    severity: 'info',
    fixed: node(
      COMMAND,
      '    volumes:',
      '      - { bind: { propagation: rslave }, type: bind, source: /, target: /host, read_only: true }',
    ),
  },
  {
    rules: ['6b'],
    name: '--path.rootfs is another folder',
    text: node("    command: ['--path.rootfs=‹/rootfs›']", "    volumes: ['/:/host:ro,rslave']"),
    code: 'rootfs-path-mismatch',
    says: '`/host`',
    fixed: node("    command: ['--path.rootfs=/host']", "    volumes: ['/:/host:ro,rslave']"),
  },
  {
    rules: ['6b'],
    name: '--path.rootfs is missing',
    text: node('    volumes:', '      - ‹/:/host:ro,rslave›'),
    code: 'rootfs-path-mismatch',
    severity: 'warning',
    says: '--path.rootfs=/host',
  },
  {
    rules: ['6b'],
    name: '--path.rootfs is missing among other flags',
    text: node('    command:', '      - "--no-collector.wifi"', '    volumes:', '      - ‹/:/host:ro,rslave›'),
    code: 'rootfs-path-mismatch',
    severity: 'warning',
    fixed: node(
      '    command:',
      '      - --path.rootfs=/host',
      '      - "--no-collector.wifi"',
      '    volumes:',
      '      - /:/host:ro,rslave',
    ),
  },
  {
    rules: ['6b'],
    name: 'nothing is mounted',
    text: node('    command: --path.rootfs ‹/host›'),
    code: 'rootfs-path-mismatch',
    severity: 'warning',
    says: '/:/host:ro,rslave',
  },
  {
    rules: ['6b'],
    name: "the container's own processes",
    text: "services:\n  ‹node›:\n    image: prom/node-exporter:v1.9.1\n    command: ['--path.rootfs=/host']\n    volumes: ['/:/host:ro,rslave']\n",
    code: 'host-pid-missing',
    severity: 'info',
    fixed:
      "services:\n  node:\n    pid: host\n    image: prom/node-exporter:v1.9.1\n    command: ['--path.rootfs=/host']\n    volumes: ['/:/host:ro,rslave']\n",
  },
  {
    rules: ['6b'],
    name: 'the socket of Docker, also read-only',
    text: 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n    volumes: [‹/var/run/docker.sock:/var/run/docker.sock:ro›]\n',
    code: 'docker-socket-mounted',
    severity: 'warning',
    says: 'root on the host',
  },
  { rules: ['6b'], name: 'as its README has it', text: node(COMMAND, "    volumes: ['/:/host:ro,rslave']") },
  {
    rules: ['6b'],
    name: 'a slash at the end',
    text: node('    command: [--path.rootfs=/host/]', "    volumes: ['/:/host:ro,rslave']"),
  },
  {
    rules: ['6b'],
    name: 'the older form with /proc and /sys, which needs no pid: host',
    text: [
      'services:',
      '  node:',
      '    image: prom/node-exporter:v1.9.1',
      '    command: [--path.procfs=/host/proc, --path.sysfs=/host/sys, --path.rootfs=/rootfs]',
      "    volumes: ['/proc:/host/proc:ro', '/sys:/host/sys:ro', '/:/rootfs:ro,rslave']",
      '',
    ].join('\n'),
  },
  {
    rules: ['6b'],
    name: 'a version that had no --path.rootfs',
    text: "services:\n  n:\n    image: prom/node-exporter:v0.17.0\n    volumes: ['/:/rootfs:ro,rslave']\n",
  },
  {
    rules: ['6b'],
    name: 'variables are unknown',
    text: node(
      '    command: ["--path.rootfs=${ROOT}"]',
      '    volumes: ["/:${ROOT}:ro,rslave", "${SOCK}:/x", "/:/y:${MODE}"]',
    ),
  },
  {
    rules: ['6b'],
    name: 'the rest of the service stands elsewhere',
    text: 'services:\n  n:\n    extends: { file: base.yml, service: n }\n    image: prom/node-exporter:v1.9.1\n    volumes: ["/:/host:ro,rslave"]\n',
  },
  {
    rules: ['6b'],
    name: 'a shell makes the command line',
    text: node("    entrypoint: [sh, -c, 'exec node_exporter $$ARGS']", "    volumes: ['/:/host:ro,rslave']"),
  },
  {
    rules: ['6b'],
    name: 'services of other programs',
    text: 'services:\n  backup:\n    image: restic/restic\n    volumes: ["/:/data", /var/run/docker.sock:/var/run/docker.sock]\n  p: { image: prom/prometheus }\n',
  },
];

describe('mounts of a compose file', () => {
  test.each(CASES)('$name', (row) => expectCase('compose', row));
});
