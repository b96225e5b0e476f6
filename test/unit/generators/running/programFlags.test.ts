import { describe, expect, test } from 'vitest';
import { EXPORTERS, readsWebConfig } from '../../../../server/src/core/generators/setUp/exporter/exporters';
import { programFlags } from '../../../../server/src/core/generators/setUp/exporter/programFlags';
import {
  listenFlags,
  partsOf,
  serviceUnit,
  serviceUser,
} from '../../../../server/src/core/generators/setUp/exporter/service';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { CUSTOM, exporter, setUp } from './fixtures';

/** The flags behind a proxy, where the profile has none of its own. */
function flagsOf(some: Partial<SetUp>): readonly string[] {
  return programFlags(setUp(some), { listen: '127.0.0.1:9101', flags: ['--of.profile'], files: [], after: [] });
}

const LISTEN = ['--web.listen-address=127.0.0.1:9101', '--of.profile'];

describe('flags of a program', () => {
  test.each<readonly [what: string, some: Partial<SetUp>, more: readonly string[]]>([
    ['node_exporter', {}, ['--web.max-requests=10']],
    ['node_exporter in a container', { form: 'compose' }, ['--path.rootfs=/host', '--web.max-requests=10']],
    ['a program that nobody knows', { exporter: CUSTOM }, []],
    ['redis_exporter', { exporter: exporter('redis') }, []],
    [
      'mysqld_exporter',
      { exporter: exporter('mysqld') },
      ['--config.my-cnf=/run/credentials/mysqld_exporter.service/my.cnf'],
    ],
    [
      'mysqld_exporter of Debian',
      { exporter: exporter('mysqld'), form: 'debian' },
      ['--config.my-cnf=/run/credentials/prometheus-mysqld-exporter.service/my.cnf'],
    ],
    [
      'mysqld_exporter in a container',
      { exporter: exporter('mysqld'), form: 'compose' },
      ['--config.my-cnf=/etc/mysqld_exporter/my.cnf'],
    ],
    ['blackbox_exporter', { exporter: exporter('blackbox') }, ['--config.file=/etc/blackbox_exporter/blackbox.yml']],
    [
      'blackbox_exporter of Debian',
      { exporter: exporter('blackbox'), form: 'debian' },
      ['--config.file=/etc/prometheus/blackbox.yml'],
    ],
    [
      'alertmanager, without its gossip',
      { exporter: exporter('alertmanager') },
      [
        '--config.file=/etc/alertmanager/alertmanager.yml',
        '--storage.path=/var/lib/alertmanager',
        '--cluster.listen-address=',
      ],
    ],
    [
      'alertmanager of Debian, which knows its files',
      { exporter: exporter('alertmanager'), form: 'debian' },
      ['--cluster.listen-address='],
    ],
    [
      'prometheus in a container',
      { exporter: exporter('prometheus'), form: 'compose' },
      ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    ],
  ])('are complete for %s', (_, some, more) => {
    expect(flagsOf(some)).toEqual([...LISTEN, ...more]);
  });

  test.each<readonly [version: string, names: string]>([
    ['1.4.0', 'arp infiniband ipvs logind mountstats netclass processes systemd uname'],
    ['1.5.0', 'arp dmi fibrechannel infiniband ipvs logind mountstats netclass nvme os processes systemd uname'],
  ])('leave out the collectors that tell much, as far as node_exporter %s surely has them', (version, names) => {
    const flags = flagsOf({ version, collectors: 'without-sensitive' });
    expect(flags.slice(3)).toEqual(names.split(' ').map((name) => `--no-collector.${name}`));
  });

  test('leave few collectors, and that of file systems among them', () => {
    const flags = flagsOf({ collectors: 'minimal' });
    expect(flags[3]).toBe('--collector.disable-defaults');
    expect(flags).toContain('--collector.filesystem');
    expect(flags).toHaveLength(17);
  });

  test.each(EXPORTERS)('never hide file systems, and say where $program listens, once', (one) => {
    for (const collectors of ['all', 'without-sensitive', 'minimal'] as const) {
      const flags = flagsOf({ exporter: one, collectors });
      expect(flags.filter((flag) => flag.startsWith('--web.listen-address='))).toHaveLength(1);
      expect(flags).not.toContain('--no-collector.filesystem');
    }
  });

  test('know programs that have two flags for it', () => {
    expect(listenFlags('kube-state-metrics', '10.0.0.5:8080')).toEqual(['--port=8080', '--host=10.0.0.5']);
    expect(listenFlags('kube-state-metrics', ':8080')).toEqual(['--port=8080']);
    expect(listenFlags('my_exporter', '[::1]:9400')).toEqual(['--web.listen-address=[::1]:9400']);
  });
});

test.each([
  ['10.0.0.5:9100', '10.0.0.5', '9100'],
  [':9100', '', '9100'],
  ['[fd7a:115c:a1e0::5]:9100', 'fd7a:115c:a1e0::5', '9100'],
])('%s has its host and port', (listen, host, port) => {
  expect(partsOf(listen)).toEqual({ host, port });
});

test.each([
  ['systemd', 'node_exporter.service', 'node_exporter'],
  ['debian', 'prometheus-node-exporter.service', 'prometheus'],
  ['compose', 'node_exporter.service', '65534'],
] as const)('as %s it is %s, and runs as %s', (form, unit, user) => {
  expect(serviceUnit(setUp({ form }))).toBe(unit);
  expect(serviceUser(setUp({ form }))).toEqual({ user, group: user });
});

test('the table has the ports of the specification, and each program once', () => {
  expect(Object.fromEntries(EXPORTERS.map(({ id, port }) => [id, port]))).toEqual({
    node: 9100,
    blackbox: 9115,
    mysqld: 9104,
    postgres: 9187,
    nginx: 9113,
    redis: 9121,
    pushgateway: 9091,
    alertmanager: 9093,
    prometheus: 9090,
  });
});

test('the nginx exporter of Debian 12 reads no web configuration, and redis_exporter never does', () => {
  const able = EXPORTERS.filter((one) => readsWebConfig(one, one.debian?.version ?? '')).map(({ id }) => id);
  const unable = EXPORTERS.filter((one) => !able.includes(one.id)).map(({ id }) => id);
  expect(unable).toEqual(['nginx', 'redis']);
  expect(readsWebConfig(exporter('nginx'), '1.0.0')).toBe(true);
});
