import { describe, expect, test } from 'vitest';
import { KNOWN_FLAGS } from '../../../server/src/core/model/flagTables';
import { flagProblem, versionOfTag } from '../../../server/src/core/model/knownFlags';

describe('flags that programs are known not to have', () => {
  test.each([
    ['node_exporter', 'web-config', 'web.config.file'],
    ['mysqld_exporter', 'web-config', 'web.config.file'],
    ['prometheus', 'web.config', 'web.config.file'],
    ['prometheus', 'web.log-level', 'log.level'],
    ['node_exporter', 'collector.filesystem.mount-point-exclude', 'collector.filesystem.mount-points-exclude'],
    ['node_exporter', 'no-collector.filesystm', 'collector.filesystem'],
    ['prometheus', 'storage.tsdb.retention-time', 'storage.tsdb.retention.time'],
    ['prometheus', 'web.enable_lifecycle', 'web.enable-lifecycle'],
    ['alertmanager', 'web.external-ur', 'web.external-url'],
    ['haproxy_exporter', 'web.listen_address', 'web.listen-address'],
  ])('%s --%s is probably --%s', (program, flag, meant) => {
    expect(flagProblem(program, flag)?.meant).toBe(meant);
  });

  test('--access-log has no successor', () => {
    expect(flagProblem('prometheus', 'access-log')).toEqual({
      text: 'There is no flag `--access-log` in prometheus, and an unknown one ends it as it starts. Remove it.',
    });
  });

  test.each([
    [
      'all that a program has',
      'node_exporter',
      ['collector.nfs', 'no-collector.nfsd', 'collector.filesystem.ignored-mount-points'],
    ],
    ['collectors of somebody else', 'node_exporter', ['collector.nvm', 'collector.mine', 'collector.mine.path']],
    ['flags that are not near to any', 'prometheus', ['storage.local.path', 'query.something', 'x', 'web']],
    [
      'programs whose flags nobody here knows',
      'redis_exporter',
      ['web-config', 'access-log', 'web.listen_address', 'log-level'],
    ],
    [
      'own flags of a program with the toolkit',
      'mysqld_exporter',
      ['collect.info_schema.tables', 'config.my-cnf', 'web.telemetry-path', 'web.listen-address', 'web.config.file'],
    ],
    ['programs that are not known', 'my_exporter', ['web-config']],
  ])('nothing is said of %s', (_name, program, flags) => {
    expect(flags.filter((flag) => flagProblem(program, flag) !== undefined)).toEqual([]);
  });

  test('no known flag is a problem, and none is so near to another that it would be taken for it', () => {
    for (const [program, flags] of KNOWN_FLAGS) {
      const wrong = [...flags].filter((flag) => flagProblem(program, flag) ?? flagProblem(program, `no-${flag}`));
      expect(wrong).toEqual([]);
    }
  });

  test.each([
    ['node_exporter', 'web.config', 'v1.4.1', false],
    ['node_exporter', 'web.config', 'v1.5.0', true],
    ['node_exporter', 'web.config', 'latest', true],
    ['node_exporter', 'web.config', 'master', false],
    ['prometheus', 'storage.tsdb.retention', 'v2.55.1', false],
    ['prometheus', 'storage.tsdb.retention', 'v3.0.0-beta.1', true],
    ['prometheus', 'alertmanager.timeout', '3.5', true],
    ['prometheus', 'alertmanager.url', 'v1.8.2', false],
    ['prometheus', 'alertmanager.url', 'v2.48.0', true],
    ['prometheus', 'storage.local.path', 'v2.0.0', true],
    ['node_exporter', 'collectors.enabled', 'v0.14.0', false],
    ['node_exporter', 'collectors.enabled', 'v0.15.0', true],
  ])('%s --%s of %s is gone: %s', (program, flag, tag, isGone) => {
    expect(flagProblem(program, flag, versionOfTag(tag)) !== undefined).toBe(isGone);
  });

  test('a version that cannot be told takes nothing away', () => {
    expect(flagProblem('node_exporter', 'web.config')).toBeUndefined();
  });
});

describe('the version of a tag', () => {
  test.each([
    ['v1.8.2', [1, 8]],
    ['3.1.0-distroless', [3, 1]],
    ['v2.53', [2, 53]],
    ['latest', [Number.POSITIVE_INFINITY, 0]],
    [undefined, [Number.POSITIVE_INFINITY, 0]],
    ['main', undefined],
    ['1', undefined],
    ['2024-01-01', undefined],
  ])('%s', (tag, version) => {
    expect(versionOfTag(tag)).toEqual(version);
  });
});
