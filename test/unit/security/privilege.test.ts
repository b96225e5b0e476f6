import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../../server/src/core/findings/finding';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';

const services = createServices(RULES);

/** A text with what a rule finds in it: at each ‹marked› place, and nowhere else. */
interface RuleCase {
  readonly name: string;
  readonly kind: KindId;
  readonly text: string;
  readonly path?: string;
  /** Default: that of the rule. */
  readonly severity?: Severity;
  /** A part of the first message. */
  readonly says?: string | RegExp;
  /** The text after the first fix of each finding; the finding must be gone then. Null where there is no fix. */
  readonly fixed?: string | null;
  readonly isSafe?: boolean;
}

function check(kind: KindId, text: string, more: { path?: string; modes?: Record<string, number | undefined> } = {}) {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const files = Object.entries(more.modes ?? {}).map(([path, mode]) => {
    const file = mode === undefined ? { path, text: undefined } : { path, text: 'correct-horse', mode };
    return [path, [file]] as const;
  });
  const { path } = more;
  const surroundings = { targets: newestTargets(), neighbours: new Map(files), ...(path !== undefined && { path }) };
  return service.check(service.open(text), surroundings);
}

function found(id: string, { kind, text, path }: Pick<RuleCase, 'kind' | 'text' | 'path'>): readonly Finding[] {
  const { findings } = check(kind, text, path === undefined ? {} : { path });
  return findings.filter(({ code }) => code === id);
}

function expectRule(id: string, row: RuleCase): void {
  const { text, spans } = unmark(row.text);
  const findings = found(id, { ...row, text });
  const severity = row.severity ?? RULES.find((rule) => rule.id === id)?.severity;
  const shown = (span: { start: number; end: number }) => `${span.start} ‹${text.slice(span.start, span.end)}›`;
  expect(findings.map((finding) => `${finding.severity} ${shown(finding)}`)).toEqual(
    spans.map((span) => `${severity} ${shown(span)}`),
  );
  const [first] = findings;
  if (row.says !== undefined) expect(first?.message).toMatch(row.says);
  if (row.isSafe !== undefined) expect(first?.fixes?.[0]?.safe ?? false).toBe(row.isSafe);
  if (row.fixed === null) expect(findings.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  else if (row.fixed !== undefined) {
    const fixed = applyChanges(
      text,
      findings.flatMap(({ fixes }) => fixes?.[0]?.changes ?? []),
    );
    expect(fixed).toBe(row.fixed);
    expect(found(id, { ...row, text: fixed })).toEqual([]);
  }
}

const unit = (...lines: readonly string[]) => `[Service]\n${lines.join('\n')}\n`;
const NODE = 'ExecStart=/usr/local/bin/node_exporter';
const AT_NODE = '‹ExecStart›=/usr/local/bin/node_exporter';
const compose = (...lines: readonly string[]) => `services:\n  app:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const NODE_IMAGE = 'image: quay.io/prometheus/node-exporter:v1.8.2';
const pod = (...lines: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n${lines.map((line) => `      ${line}\n`).join('')}`;

describe('runs-as-root', () => {
  const cases: readonly RuleCase[] = [
    {
      name: 'a unit without a user',
      kind: 'systemd',
      text: unit(AT_NODE, 'Restart=always'),
      fixed: unit(NODE, 'DynamicUser=yes', 'Restart=always'),
      isSafe: true,
    },
    { name: 'the number of root', kind: 'systemd', text: unit('User=‹0›', NODE), fixed: unit('DynamicUser=yes', NODE) },
    {
      name: 'the group of root goes too',
      kind: 'systemd',
      text: unit('User=‹root›', 'Group=root', NODE),
      fixed: unit('DynamicUser=yes', NODE),
    },
    {
      name: 'a group of its own stays',
      kind: 'systemd',
      text: unit('User=‹root›', 'Group=monitoring', NODE),
      fixed: unit('DynamicUser=yes', 'Group=monitoring', NODE),
    },
    {
      name: 'a dynamic user that is switched off',
      kind: 'systemd',
      text: unit('DynamicUser=no', AT_NODE),
      fixed: unit('DynamicUser=yes', NODE),
    },
    {
      name: 'root beside a dynamic user, which it wins over',
      kind: 'systemd',
      text: unit('DynamicUser=yes', 'User=‹root›', NODE),
      fixed: unit('DynamicUser=yes', NODE),
    },
    {
      name: 'a ping needs raw sockets',
      kind: 'systemd',
      text: unit('‹ExecStart›=/usr/bin/blackbox_exporter --config.file=/etc/blackbox.yml'),
      fixed: unit(
        'ExecStart=/usr/bin/blackbox_exporter --config.file=/etc/blackbox.yml',
        'DynamicUser=yes',
        'AmbientCapabilities=CAP_NET_RAW',
      ),
      isSafe: false,
    },
    {
      name: 'disks are asked as root, so there is no fix',
      kind: 'systemd',
      text: unit('User=‹root›', 'ExecStart=/usr/bin/smartctl_exporter'),
      says: 'CAP_SYS_RAWIO',
      fixed: null,
    },
    {
      name: 'a collector that needs more',
      kind: 'systemd',
      text: unit(`${AT_NODE} --collector.slabinfo`),
      says: 'its collector `slabinfo` reads `/proc/slabinfo`',
      fixed: null,
    },
    {
      name: 'commands before it may need root',
      kind: 'systemd',
      text: unit('ExecStartPre=/bin/mkdir /run/x', AT_NODE),
      isSafe: false,
    },
    { name: 'arguments from elsewhere may', kind: 'systemd', text: unit(`${AT_NODE} $ARGS`), isSafe: false },
    {
      name: 'a program at home of root may',
      kind: 'systemd',
      text: unit('‹ExecStart›=/root/node_exporter/node_exporter'),
      isSafe: false,
    },
    {
      name: 'a port below 1024 does',
      kind: 'systemd',
      text: unit(`${AT_NODE} --web.listen-address=:443`),
      isSafe: false,
    },
    {
      name: 'a file with secrets may be of root',
      kind: 'systemd',
      text: unit(`${AT_NODE} --web.config.file=/etc/web.yml`),
      isSafe: false,
    },
    {
      name: 'an exporter that nobody knows',
      kind: 'systemd',
      text: unit('‹ExecStart›=/usr/bin/my_exporter'),
      isSafe: false,
    },
    {
      name: 'Prometheus, whose data lie in a folder that systemd cannot hand over',
      kind: 'systemd',
      text: unit('User=‹root›', 'ExecStart=/usr/bin/prometheus --storage.tsdb.path=/data'),
      says: 'owns the folder of its data',
      fixed: null,
    },
    { name: 'a user of its own', kind: 'systemd', text: unit('User=node_exporter', NODE) },
    { name: 'a dynamic user', kind: 'systemd', text: unit('DynamicUser=yes', NODE) },
    { name: 'a user that a template fills in', kind: 'systemd', text: unit('User={{ user }}', NODE) },
    {
      name: 'a user that sudo gives',
      kind: 'systemd',
      text: unit('ExecStart=/usr/bin/sudo -u prom /usr/bin/node_exporter'),
    },
    {
      name: 'a unit of a user',
      kind: 'systemd',
      path: 'home/.config/systemd/user/node_exporter.service',
      text: unit(NODE),
    },
    {
      name: 'a drop-in, which only adds to a unit',
      kind: 'systemd',
      path: 'node_exporter.service.d/a.conf',
      text: unit('ExecStart=', NODE),
    },
    { name: 'an argument file', kind: 'systemd', path: 'etc/default/node_exporter', text: 'ARGS="--collector.wifi"\n' },
    {
      name: 'stunnel, whose configuration gives it a user',
      kind: 'systemd',
      text: unit('ExecStart=/usr/bin/stunnel /etc/stunnel/a.conf'),
    },
    {
      name: 'root in a container, with its group',
      kind: 'compose',
      text: compose(NODE_IMAGE, `user: "‹0:0›"`),
      fixed: compose(NODE_IMAGE, `user: "65534:65534"`),
      isSafe: false,
    },
    {
      name: 'an image that names no user',
      kind: 'compose',
      text: 'services:\n  ‹app›:\n    image: caarlos0/domain_exporter:v1.24.1\n',
      fixed: compose('image: caarlos0/domain_exporter:v1.24.1', 'user: 65534:65534'),
    },
    {
      name: 'cAdvisor as root',
      kind: 'compose',
      text: compose('image: gcr.io/cadvisor/cadvisor:v0.49.1', 'user: ‹root›'),
      says: 'control groups',
      fixed: null,
    },
    { name: 'an image of the project, which is nobody', kind: 'compose', text: compose(NODE_IMAGE) },
    { name: 'a user from a variable', kind: 'compose', text: compose(NODE_IMAGE, `user: '\${UID}:0'`) },
    { name: 'the group of root alone', kind: 'compose', text: compose(NODE_IMAGE, `user: '65534:0'`) },
    {
      name: 'root in other programs of the file',
      kind: 'compose',
      text: compose('image: postgres:16.4', 'user: root'),
    },
    { name: 'a pod that says nothing', kind: 'scrape-config', text: pod(NODE_IMAGE) },
    { name: 'root in a pod', kind: 'scrape-config', text: pod(NODE_IMAGE, 'securityContext: { runAsUser: ‹0› }') },
  ];
  test.each(cases)('$kind: $name', (row) => expectRule('runs-as-root', row));
});

describe('unit-not-hardened', () => {
  const most = ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=read-only', 'CapabilityBoundingSet='];
  const cases: readonly RuleCase[] = [
    {
      name: 'nothing of it',
      kind: 'systemd',
      text: unit('User=node', AT_NODE),
      says: '`NoNewPrivileges=`, `ProtectSystem=`, `ProtectHome=`, `CapabilityBoundingSet=`, `PrivateDevices=` and `RestrictAddressFamilies=` are missing',
      isSafe: true,
    },
    {
      name: 'two of six missing',
      kind: 'systemd',
      text: unit('User=node', ...most, AT_NODE),
      says: ': `PrivateDevices=` and `RestrictAddressFamilies=` are missing',
    },
    { name: 'one of six missing', kind: 'systemd', text: unit('User=node', ...most, 'PrivateDevices=yes', NODE) },
    {
      name: 'what a dynamic user brings is not missing',
      kind: 'systemd',
      text: unit('DynamicUser=yes', AT_NODE),
      says: 'that it does not need: `CapabilityBoundingSet=`, `PrivateDevices=` and `RestrictAddressFamilies=` are missing',
    },
    {
      name: 'a key that says no is a choice',
      kind: 'systemd',
      text: unit('DynamicUser=yes', 'CapabilityBoundingSet=CAP_NET_RAW', 'PrivateDevices=no', NODE),
    },
    {
      name: 'a value that a template fills in',
      kind: 'systemd',
      text: unit('DynamicUser=yes', 'CapabilityBoundingSet={{ caps }}', 'PrivateDevices={{ dev }}', NODE),
    },
    {
      name: 'a program that needs a device',
      kind: 'systemd',
      text: unit(
        'User=smartctl',
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'ProtectHome=yes',
        'ExecStart=/usr/bin/smartctl_exporter',
      ),
    },
    {
      name: 'Prometheus goes on writing its data',
      kind: 'systemd',
      text: unit('User=prometheus', '‹ExecStart›=/usr/bin/prometheus --storage.tsdb.path=/data/'),
      isSafe: false,
    },
    {
      name: 'a folder of data that nobody knows',
      kind: 'systemd',
      text: unit('User=prometheus', '‹ExecStart›=/usr/bin/prometheus'),
      fixed: null,
    },
    { name: 'a drop-in', kind: 'systemd', path: 'node_exporter.service.d/a.conf', text: unit('ExecStart=', NODE) },
    { name: 'a unit of a user', kind: 'systemd', path: 'a/systemd/user/node_exporter.service', text: unit(NODE) },
    {
      name: 'a unit of something else',
      kind: 'systemd',
      path: 'nginx.service',
      text: unit('ExecStart=/usr/sbin/nginx'),
    },
  ];
  test.each(cases)('$name', (row) => expectRule('unit-not-hardened', row));

  test.each([
    [
      'the folder of the data stays writable',
      unit('User=prometheus', 'ExecStart=/usr/bin/prometheus --storage.tsdb.path=/data/'),
      /^ReadWritePaths=\/data$/m,
    ],
    [
      'capabilities that the unit gives stay',
      unit('User=a', 'AmbientCapabilities=CAP_NET_RAW', NODE),
      /^CapabilityBoundingSet=CAP_NET_RAW$/m,
    ],
    [
      'a ping keeps its raw sockets',
      unit('User=a', 'ExecStart=/usr/bin/blackbox_exporter'),
      /^AmbientCapabilities=CAP_NET_RAW$/m,
    ],
  ])('the fix: %s', (_name, text, line) => expect(applied(text, ['unit-not-hardened'])).toMatch(line));

  test('the fix adds no key a second time, and keeps the line ends', () => {
    const text = unit('DynamicUser=yes', 'PrivateDevices=no', 'SystemCallFilter=@system-service', NODE).replaceAll(
      '\n',
      '\r\n',
    );
    const keys = applied(text, ['unit-not-hardened'])
      .split('\r\n')
      .map((line) => line.replace(/=.*/, ''));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});

/** `text` after the first fixes of the findings of `ids`, one rule after the other. */
function applied(text: string, ids: readonly string[]): string {
  return ids.reduce((before, id) => {
    const changes = found(id, { kind: 'systemd', text: before }).flatMap(({ fixes }) => fixes?.[0]?.changes ?? []);
    return applyChanges(before, changes);
  }, text);
}

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.skipIf(!hasAnalyze)('units after their fixes [needs systemd-analyze: apt-get install systemd]', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'scrapeguard-units-'));
    mkdirSync(join(folder, 'bin'));
    for (const name of ['node_exporter', 'blackbox_exporter', 'prometheus']) {
      writeFileSync(join(folder, 'bin', name), '#!/bin/sh\n', { mode: 0o755 });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['node_exporter as root', 'User=root', 'node_exporter --web.listen-address=127.0.0.1:9100', 2.0],
    ['node_exporter without a user', '', 'node_exporter --web.listen-address=127.0.0.1:9100', 2.0],
    ['node_exporter with a user', 'User=node_exporter', 'node_exporter --web.listen-address=127.0.0.1:9100', 2.0],
    ['a dynamic user', 'DynamicUser=yes', 'node_exporter --web.listen-address=127.0.0.1:9100', 2.0],
    ['half of it', 'User=node_exporter\nNoNewPrivileges=yes\nProtectSystem=strict', 'node_exporter', 2.0],
    // It keeps one capability.
    ['blackbox_exporter', 'User=root', 'blackbox_exporter', 2.5],
    ['Prometheus', 'User=root', 'prometheus --storage.tsdb.path=/var/lib/prometheus', 2.0],
  ])('%s: systemd takes it and scores it as hardened', (_name, head, command, most) => {
    const text = `[Unit]\nDescription=An exporter\n\n${unit(...head.split('\n').filter(Boolean), `ExecStart=${folder}/bin/${command}`)}\n[Install]\nWantedBy=multi-user.target\n`;
    const path = join(folder, 'exporter.service');
    writeFileSync(path, applied(text, ['runs-as-root', 'unit-not-hardened']));
    const verified = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    expect(verified.stderr.split('\n').filter((line) => line.includes('exporter.service'))).toEqual([]);
    expect(verified.status).toBe(0);
    const scored = spawnSync('systemd-analyze', ['security', '--offline=true', path], { encoding: 'utf8' });
    const score = Number(/Overall exposure level for .*: ([\d.]+)/.exec(scored.stdout)?.[1]);
    expect(score).toBeLessThanOrEqual(most);
  });
});

describe('container-not-hardened', () => {
  const AT_APP = (...lines: readonly string[]) => compose(...lines).replace('app', '‹app›');
  const ALL = ['read_only: true', 'cap_drop: [ALL]', 'security_opt: ["no-new-privileges:true"]'];
  const cases: readonly RuleCase[] = [
    {
      name: 'nothing',
      kind: 'compose',
      text: AT_APP(NODE_IMAGE),
      says: '`read_only: true`, `cap_drop: [ALL]`, `no-new-privileges`',
    },
    {
      name: 'one missing',
      kind: 'compose',
      text: AT_APP(NODE_IMAGE, ...ALL.slice(0, 2)),
      says: 'Missing: `no-new-privileges`.',
    },
    { name: 'all there', kind: 'compose', text: compose(NODE_IMAGE, ...ALL) },
    {
      name: 'in the other spellings',
      kind: 'compose',
      text: compose(NODE_IMAGE, 'read_only: true', 'cap_drop:', '  - all', 'security_opt:', '  - no-new-privileges'),
    },
    {
      name: 'a file system that is to be written to',
      kind: 'compose',
      text: compose(NODE_IMAGE, 'read_only: false', ...ALL.slice(1)),
    },
    {
      name: 'some capabilities dropped',
      kind: 'compose',
      text: AT_APP(NODE_IMAGE, 'read_only: true', 'cap_drop: [NET_RAW]', ALL[2] ?? ''),
      fixed: compose(NODE_IMAGE, 'read_only: true', 'cap_drop: [ALL]', ALL[2] ?? ''),
    },
    {
      name: 'in variables',
      kind: 'compose',
      text: compose(NODE_IMAGE, `read_only: \${RO}`, `cap_drop: ['\${CAPS}']`, `security_opt: ['\${OPT}']`),
    },
    { name: 'Grafana writes', kind: 'compose', text: compose('image: grafana/grafana:11.1.0', ...ALL.slice(1)) },
    {
      name: 'cAdvisor keeps capabilities',
      kind: 'compose',
      text: compose('image: gcr.io/cadvisor/cadvisor:v0.49.1', 'read_only: true', ALL[2] ?? ''),
    },
    {
      name: 'a service that extends another',
      kind: 'compose',
      text: compose(NODE_IMAGE, 'extends: { file: base.yml, service: node }'),
    },
    { name: 'a file that is laid over', kind: 'compose', path: 'compose.override.yml', text: compose(NODE_IMAGE) },
    {
      name: 'privileged, and nothing else is said of it',
      kind: 'compose',
      severity: 'error',
      text: compose(NODE_IMAGE, 'privileged: ‹true›'),
      fixed: compose(NODE_IMAGE, 'read_only: true', 'cap_drop: [ALL]', 'security_opt: [no-new-privileges:true]'),
    },
    {
      name: 'privileged beside all the rest',
      kind: 'compose',
      severity: 'error',
      text: compose(NODE_IMAGE, 'privileged: ‹true›', ...ALL),
      fixed: compose(NODE_IMAGE, ...ALL),
    },
    {
      name: 'privileged in a file that is laid over',
      kind: 'compose',
      severity: 'error',
      path: 'compose.override.yml',
      text: compose(NODE_IMAGE, 'privileged: ‹true›'),
    },
    {
      name: 'privileged for a reason',
      kind: 'compose',
      severity: 'error',
      text: compose('image: gcr.io/cadvisor/cadvisor:v0.49.1', 'privileged: ‹true›'),
      says: 'It needs a part of it',
      fixed: null,
    },
    { name: 'not privileged', kind: 'compose', text: compose(NODE_IMAGE, 'privileged: false', ...ALL) },
    {
      name: 'a privileged pod',
      kind: 'scrape-config',
      severity: 'error',
      text: pod(NODE_IMAGE, 'securityContext:', '  privileged: ‹true›'),
      fixed: pod(NODE_IMAGE),
    },
    { name: 'a pod that says nothing', kind: 'scrape-config', text: pod(NODE_IMAGE) },
  ];
  test.each(cases)('$kind: $name', (row) => expectRule('container-not-hardened', row));
});

describe('unpinned-image', () => {
  const cases: readonly RuleCase[] = [
    ['no tag', '‹prom/prometheus›'],
    ['latest', '‹prom/prometheus:latest›'],
    ['latest of a flavour', '‹grafana/grafana:latest-ubuntu›'],
    ['no tag behind a port', '‹registry.lan:5000/node-exporter›'],
    ['a version', 'prom/prometheus:v3.1.0'],
    ['a digest', `prom/prometheus@sha256:${'0'.repeat(64)}`],
    ['latest with a digest', `prom/prometheus:latest@sha256:${'0'.repeat(64)}`],
    ['a variable for a tag', 'prom/prometheus:${TAG:-latest}'],
    ['another program', 'postgres:latest'],
  ].flatMap(([name = '', image]) => [
    { name, kind: 'compose' as const, text: compose(`image: ${image}`) },
    ...(name.includes('variable') ? [] : [{ name, kind: 'scrape-config' as const, text: pod(`image: ${image}`) }]),
  ]);
  const built = {
    name: 'an image that is built here',
    kind: 'compose',
    text: compose('build: .', 'image: my_exporter'),
  } as const;
  test.each([...cases, built])('$kind: $name', (row) => expectRule('unpinned-image', row));
});

describe('sensitive-collectors', () => {
  const OPEN = '--web.listen-address=:9100';
  const cases: readonly RuleCase[] = [
    {
      name: 'several, each at its place',
      kind: 'systemd',
      text: unit(`${NODE} ${OPEN} ‹--collector.logind› ‹--collector.processes›`),
    },
    {
      name: 'the address of all interfaces by default',
      kind: 'systemd',
      text: unit(`${NODE} ‹--collector.systemd›`),
      says: 'port 9100 of this host',
    },
    {
      name: 'switched off',
      kind: 'systemd',
      text: unit(`${NODE} ${OPEN} --no-collector.systemd --collector.logind=false`),
    },
    {
      name: 'collectors that show nothing of it',
      kind: 'systemd',
      text: unit(`${NODE} ${OPEN} --collector.wifi --collector.tcpstat`),
    },
    {
      name: 'settings of a collector',
      kind: 'systemd',
      text: unit(`${NODE} ${OPEN} --collector.systemd.unit-include=a`),
    },
    { name: 'loopback', kind: 'systemd', text: unit(`${NODE} --web.listen-address=[::1]:9100 --collector.systemd`) },
    {
      name: 'a web configuration',
      kind: 'systemd',
      text: unit(`${NODE} ${OPEN} --web.config.file=/etc/a.yml --collector.systemd`),
    },
    { name: 'further arguments from elsewhere', kind: 'systemd', text: unit(`${NODE} $ARGS --collector.systemd`) },
    {
      name: 'a published port',
      kind: 'compose',
      text: compose(NODE_IMAGE, "command: ['‹--collector.systemd›']", "ports: ['9100:9100']"),
    },
    {
      name: 'a port for this host only',
      kind: 'compose',
      text: compose(NODE_IMAGE, "command: ['--collector.systemd']", "ports: ['127.0.0.1:9100:9100']"),
    },
    { name: 'no port at all', kind: 'compose', text: compose(NODE_IMAGE, "command: ['--collector.systemd']") },
    {
      name: 'the network of the host',
      kind: 'compose',
      text: compose(NODE_IMAGE, "command: ['‹--collector.systemd›']", 'network_mode: host'),
    },
  ];
  test.each(cases)('$kind: $name', (row) => expectRule('sensitive-collectors', row));
});

describe('unbounded-scrape', () => {
  const job = (...lines: readonly string[]) =>
    `scrape_configs:\n- job_name: a\n${lines.map((line) => `  ${line}\n`).join('')}`;
  const at = (text: string) => text.replace('job_name: a', 'job_name: ‹a›');
  const PUBLIC = "static_configs: [{ targets: ['a.example.net:9100'] }]";
  const cases: readonly RuleCase[] = [
    {
      name: 'no limit',
      kind: 'prometheus',
      text: at(job(PUBLIC)),
      says: '`a.example.net:9100`',
      fixed: job('sample_limit: 10000', 'body_size_limit: 10MB', PUBLIC),
      isSafe: false,
    },
    { name: 'a limit of another sort', kind: 'prometheus', text: at(job('label_limit: 30', PUBLIC)) },
    {
      name: 'one public target among others',
      kind: 'prometheus',
      text: at(job("static_configs: [{ targets: ['localhost:9100', '8.8.8.8:9100'] }]")),
    },
    { name: 'a limit of samples', kind: 'prometheus', text: job('sample_limit: 1000', PUBLIC) },
    { name: 'a limit of the size', kind: 'prometheus', text: job('body_size_limit: 1MB', PUBLIC) },
    { name: 'a limit for all jobs', kind: 'prometheus', text: `global: { sample_limit: 1000 }\n${job(PUBLIC)}` },
    {
      name: 'private, cluster and tailnet',
      kind: 'prometheus',
      text: job("static_configs: [{ targets: ['10.0.0.5:9100', 'node:9100', 'a.b.ts.net:9100'] }]"),
    },
    {
      name: 'a target that a template fills in',
      kind: 'prometheus',
      text: job("static_configs: [{ targets: ['<HOST>.example.net:9100'] }]"),
    },
    {
      name: 'what a prober on this host is asked for',
      kind: 'prometheus',
      text: job(
        PUBLIC,
        'relabel_configs:',
        '- { source_labels: [__address__], target_label: __param_target }',
        '- { target_label: __address__, replacement: localhost:9115 }',
      ),
    },
    {
      name: 'remote_write, which takes nothing',
      kind: 'prometheus',
      text: 'remote_write:\n- url: https://a.example.net/write\n',
    },
  ];
  test.each(cases)('$kind: $name', (row) => expectRule('unbounded-scrape', row));
});

describe('key-file-mode', () => {
  const PASSWORD = 'scrape_configs:\n- job_name: a\n  basic_auth: { username: u, password_file: PATH }\n';
  const of = (kind: KindId, text: string, modes: Record<string, number | undefined>) =>
    check(kind, text, { modes }).findings.filter(({ code }) => code === 'key-file-mode');

  test.each([
    ['readable by all', 0o644, 'every user of the machine may read it (mode 0644)'],
    ['readable by the group', 0o640, 'its group may read it (mode 0640)'],
  ])('a file that is %s', (_name, mode, says) => {
    const text = PASSWORD.replace('PATH', 'secrets/a.txt');
    const [finding, ...more] = of('prometheus', text, { 'secrets/a.txt': mode });
    expect(more).toEqual([]);
    expect(text.slice(finding?.start, finding?.end)).toBe('secrets/a.txt');
    expect(finding?.message).toContain(says);
    expect(finding?.message).not.toContain('correct-horse');
    expect(finding?.fixes).toEqual([
      expect.objectContaining({ changes: [], act: { does: 'make-private', path: 'secrets/a.txt' } }),
    ]);
  });

  test.each([
    ['of its owner', 'a.txt', { 'a.txt': 0o600 }],
    ['writable for others alone', 'a.txt', { 'a.txt': 0o622 }],
    ['that is not there', 'a.txt', { 'a.txt': undefined }],
    ['that nobody looked at', 'a.txt', {}],
    ['of the machine', '/etc/a.txt', { '/etc/a.txt': 0o644 }],
  ])('says nothing of a file %s', (_name, path, modes) => {
    if (path.startsWith('/')) expect(check('prometheus', PASSWORD.replace('PATH', path)).needs.patterns).toEqual([]);
    else expect(of('prometheus', PASSWORD.replace('PATH', path), modes)).toEqual([]);
  });

  test('certificates and authorities may be read by all', () => {
    const text =
      'scrape_configs:\n- job_name: a\n  tls_config: { ca_file: ca.crt, cert_file: a.crt, key_file: a.key }\n';
    const files = of('prometheus', text, { 'ca.crt': 0o644, 'a.crt': 0o644, 'a.key': 0o600 });
    expect(files).toEqual([]);
  });

  test.each<[KindId, string, string]>([
    ['prometheus', PASSWORD.replace('PATH', 'a.txt'), 'a.txt'],
    ['prometheus', 'scrape_configs:\n- job_name: a\n  authorization: { credentials_file: a.token }\n', 'a.token'],
    ['prometheus', 'scrape_configs:\n- job_name: a\n  tls_config: { cert_file: a.crt, key_file: a.key }\n', 'a.key'],
    ['web-config', 'tls_server_config: { cert_file: a.crt, key_file: a.key }\n', 'a.key'],
    [
      'alertmanager',
      'global: { smtp_auth_password_file: a.txt }\nroute: { receiver: a }\nreceivers: [{ name: a }]\n',
      'a.txt',
    ],
  ])('a %s asks for the files that it names', (kind, text, path) => {
    expect(check(kind, text).needs.patterns).toContain(path);
  });
});

describe('alert-metric-never-exposed', () => {
  const rule = (expr: string, key = 'alert') => `groups:\n- name: a\n  rules:\n  - ${key}: a\n    expr: ${expr}\n`;
  const cases: readonly RuleCase[] = [
    {
      name: 'the page of the metrics',
      kind: 'rules',
      text: rule('rate(‹http_requests_total{handler="/metrics"}›[5m]) > 10'),
      fixed: rule('rate(promhttp_metric_handler_requests_total[5m]) > 10'),
    },
    {
      name: 'labels that it has are kept',
      kind: 'rules',
      text: rule('‹http_requests_total{instance="a:9100", path=~"^/metrics$", status=~"5.."}› > 0'),
      fixed: rule('promhttp_metric_handler_requests_total{instance="a:9100", code=~"5.."} > 0'),
    },
    {
      name: 'the name that the Go client once gave',
      kind: 'rules',
      text: rule('‹http_requests_total{handler="prometheus"}› > 0'),
    },
    {
      name: 'durations, which nobody measures',
      kind: 'rules',
      text: rule('‹http_request_duration_seconds_count{job="node", handler="/metrics"}› > 0'),
      fixed: null,
    },
    {
      name: 'the pages of Prometheus',
      kind: 'rules',
      text: rule('‹http_requests_total{job="prometheus", handler="/metrics"}› > 0'),
      fixed: rule('prometheus_http_requests_total{job="prometheus", handler="/metrics"} > 0'),
    },
    {
      name: 'a label that it does not have',
      kind: 'rules',
      text: rule('‹promhttp_metric_handler_requests_total{handler="/metrics"}› > 0'),
      fixed: rule('promhttp_metric_handler_requests_total > 0'),
    },
    {
      name: 'who was refused',
      kind: 'rules',
      text: rule('increase(‹http_requests_total{handler="/metrics", code=~"401|403"}›[5m]) > 0'),
      says: 'turned away before',
      fixed: null,
    },
    {
      name: 'each selector, wherever it stands',
      kind: 'rules',
      text: rule(
        'sum(rate(‹http_requests_total{path="/metrics"}›[5m] offset 1h)) / -(‹http_requests_total{uri="/metrics"}›) > 1',
      ),
    },
    {
      name: 'behind escapes, at the whole text',
      kind: 'rules',
      text: rule('‹"http_requests_total{handler=\\"/metrics\\"} > 0"›'),
      fixed: null,
    },
    {
      name: 'an application of somebody',
      kind: 'rules',
      text: rule('http_requests_total{job="shop", handler="/metrics"} > 0'),
    },
    { name: 'another page', kind: 'rules', text: rule('http_requests_total{handler="/api"} > 0') },
    { name: 'all but the page', kind: 'rules', text: rule('http_requests_total{handler!="/metrics"} > 0') },
    {
      name: 'the metric that is there',
      kind: 'rules',
      text: rule('promhttp_metric_handler_requests_total{code="500"} > 0'),
    },
    { name: 'all codes', kind: 'rules', text: rule('promhttp_metric_handler_requests_total{code=~"4..|5.."} > 0') },
    {
      name: 'Prometheus, which has it',
      kind: 'rules',
      text: rule('prometheus_http_requests_total{handler="/metrics"} > 0'),
    },
    {
      name: 'a rule that records',
      kind: 'rules',
      text: rule('sum(http_requests_total{handler="/metrics"})', 'record'),
    },
    {
      name: 'what a template fills in',
      kind: 'rules',
      text: rule(`'http_requests_total{handler="/metrics", job="{{ job }}"} > \${LIMIT}'`),
    },
    { name: 'what is no expression', kind: 'rules', text: rule('http_requests_total{handler="/metrics"') },
  ];
  test.each(cases)('$name', (row) => expectRule('alert-metric-never-exposed', row));
});
