import { describe, expect, test } from 'vitest';
import { systemdKind } from '../../../server/src/core/kinds/systemd/kind';
import type { Nouns } from '../../../server/src/core/model/nouns';
import { expectNouns, type NounCase } from '../support/expectNouns';

const unit = (exec: string, more = '') => `[Service]\nExecStart=${exec}\n${more}`;

const CASES: readonly NounCase[] = [
  {
    name: 'an address as it is said',
    text: unit('/bin/node_exporter --web.listen-address=‹127.0.0.1:9100›'),
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: '127.0.0.1:9100' }],
  },
  {
    name: 'several addresses over several lines',
    text: unit(
      '/bin/node_exporter \\\n  --web.listen-address=‹127.0.0.1:9100› \\\n  --web.listen-address ‹[::1]:9100›',
    ),
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: '127.0.0.1:9100' }, { value: '[::1]:9100' }],
  },
  {
    name: 'the address of nobody who says one',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter\n',
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: ':9100', isDefault: true }],
  },
  {
    name: 'an address that a variable may say',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter $ARGS\n',
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: undefined, isDefault: true }],
  },
  {
    name: 'an address of a socket unit',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter --web.systemd-socket\n',
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: undefined }],
  },
  {
    name: 'an address in quotes',
    text: unit('/bin/prometheus "--web.listen-address=‹127.0.0.1:9090›"'),
    of: ({ listeners }) => listeners.map(({ address }) => address),
  },
  {
    name: 'who asks for nothing',
    text: '[Service]\n‹ExecStart›=/bin/node_exporter\n',
    of: ({ listeners }) => listeners.map(({ at, admission, tls }) => ({ ...at, admission, tls: tls.value })),
    is: [{ admission: { certificates: 'none', password: 'none' }, tls: 'off' }],
  },
  {
    name: 'a web configuration',
    text: unit('/bin/node_exporter --web.config.file=‹/etc/node/web.yml›'),
    of: ({ listeners }) => listeners.map(({ webConfig }) => webConfig),
    is: [{ path: '/etc/node/web.yml', holds: 'web-config' }],
  },
  {
    name: 'files',
    text: unit(
      '/bin/prometheus --config.file=‹/etc/p.yml› --web.config.file=‹/etc/w.yml›',
      'EnvironmentFile=‹-/etc/default/p›\nLoadCredential=token:‹/etc/token›\n',
    ),
    of: ({ files }) => files,
    is: [
      { path: '/etc/p.yml', holds: 'config' },
      { path: '/etc/w.yml', holds: 'web-config' },
      { path: '/etc/default/p', holds: 'other' },
      { path: '/etc/token', holds: 'secret' },
    ].sort(() => 0),
  },
  {
    name: 'who it runs as',
    text: unit('/bin/node_exporter', 'User=root\nUser=‹node›\n'),
    of: ({ processes }) => processes.map(({ user }) => user),
    is: [{ value: 'node' }],
  },
  {
    name: 'who it runs as behind sudo',
    text: '[Service]\n‹ExecStart›=/usr/bin/sudo -u node /bin/node_exporter\n',
    of: ({ processes }) => processes.map(({ user }) => user),
    is: [{ value: undefined }],
  },
  {
    name: 'what hardens it',
    text: unit(
      '/bin/node_exporter',
      'NoNewPrivileges=‹yes›\nRestrictAddressFamilies=AF_INET\nRestrictAddressFamilies=‹AF_UNIX›\n',
    ),
    of: ({ processes }) => processes.flatMap(({ hardening }) => Object.values(hardening)),
    is: [{ value: 'yes' }, { value: 'AF_INET AF_UNIX' }],
  },
  {
    name: 'flags',
    text: unit('/bin/prometheus ‹--web.enable-admin-api› ‹--web.cors.origin=.*›'),
    of: ({ processes }) => processes.flatMap(({ flags }) => flags),
    is: [
      { name: 'web.enable-admin-api' },
      { name: 'web.cors.origin', value: expect.objectContaining({ value: '.*' }) },
    ],
  },
  {
    name: 'flags in a shell',
    text: unit("/bin/sh -c 'PATH=/bin exec node_exporter ‹--collector.wifi› >> /log'"),
    of: ({ processes }) => processes.flatMap(({ flags }) => flags),
    is: [{ name: 'collector.wifi' }],
  },
  {
    name: 'a command that is taken back',
    text: `${unit('/bin/node_exporter --collector.wifi')}ExecStart=\nExecStart=/bin/node_exporter ‹--collector.perf›\n`,
    of: ({ processes }) => processes.flatMap(({ flags }) => flags),
  },
  {
    name: 'a container is another one',
    text: unit('/usr/bin/docker run prom/node-exporter'),
    of: ({ processes, listeners }) => [...processes.map(({ at }) => at), ...listeners.map(({ at }) => at)],
  },
  {
    name: 'secrets',
    text: unit(
      '/bin/redis_exporter --redis.password=‹a› --redis.addr=redis://u:‹b›@h:6379',
      'Environment=API_TOKEN=‹c› "DATA_SOURCE_NAME=me:‹d›@(localhost:3306)/" PASSWORD_FILE=/x\n',
    ),
    of: ({ secrets }) => secrets,
  },
];

describe('nouns of units', () => {
  test.each(CASES)('$name', (row) => expectNouns('systemd', row));
});

/** The nouns of the file at `path`. */
function nounsAt(path: string, text: string): Nouns {
  const targets = { prometheus: 99_000_000, toolkit: 99_000_000, stunnel: 99_000_000 };
  return systemdKind().read(text, { targets, path }).nouns;
}

describe('nouns of parts', () => {
  test('a drop-in says only a part', () => {
    const { processes } = nounsAt(
      '/etc/systemd/system/x.service.d/o.conf',
      'ExecStart=\n[Service]\nExecStart=\nExecStart=/bin/node_exporter\n',
    );
    expect(processes).toMatchObject([{ program: 'node_exporter', isPartial: true }]);
  });
  test('the name of a unit', () => {
    const { processes, listeners } = nounsAt('/etc/systemd/system/node@eu.service', unit('/bin/node_exporter'));
    expect([...processes, ...listeners]).toMatchObject([{ name: 'node@eu' }, { name: 'node@eu' }]);
  });
  test('an argument file', () => {
    const text = 'ARGS="--web.listen-address=127.0.0.1:9100 \\\n --web.config.file=/etc/web.yml"\n';
    const { processes, listeners } = nounsAt('/etc/default/prometheus-node-exporter', text);
    expect(processes).toMatchObject([{ program: 'node_exporter', isPartial: true }]);
    expect(listeners).toMatchObject([{ address: { value: '127.0.0.1:9100' }, webConfig: { path: '/etc/web.yml' } }]);
    const { start = 0, end = 0 } = listeners[0]?.address ?? {};
    expect(text.slice(start, end)).toBe('127.0.0.1:9100');
  });
});
