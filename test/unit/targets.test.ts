import { describe, expect, test } from 'vitest';
import { targetsFor } from '../../server/src/core/kinds/targets';
import { formatVersion, parseTarget, parseVersion, release } from '../../server/src/core/schema/version';

const NEWEST = { prometheus: parseVersion('3.15')!, toolkit: parseVersion('0.17')!, stunnel: release('5.75') };

describe('the versions that a file is checked for', () => {
  test.each([
    ['the newest where nothing is said', '/web-config.yml', '', '', '3.15', '0.17'],
    ['those that are said', '/web-config.yml', '2.45', '0.9', '2.45', '0.9'],
    ['another exporter says nothing of its toolkit', '/node/web-config.yml', '2.45', '', '2.45', '0.17'],
    ["Prometheus' own by its folder", '/etc/prometheus/web.yml', '2.45', '', '2.45', '0.10'],
    ["Prometheus' own by its name", '/prometheus-web.yml', '2.50', '', '2.50', '0.11'],
    ['an exporter in the folder of Prometheus', '/prometheus/node_exporter-web.yml', '2.45', '', '2.45', '0.17'],
    ['a version said for the toolkit wins', '/prometheus/web.yml', '2.45', '0.15', '2.45', '0.15'],
  ])('%s', (_name, path, prometheusVersion, toolkitVersion, prometheus, toolkit) => {
    const found = targetsFor(path, { prometheusVersion, toolkitVersion, stunnelVersion: '' }, NEWEST);
    expect([formatVersion(found.prometheus), formatVersion(found.toolkit)]).toEqual([prometheus, toolkit]);
  });
});

describe('a version', () => {
  test.each([
    ['3.14', 3_014_000, 3_014_999],
    ['v2.53.3', 2_053_003, 2_053_003],
    ['0.11.0', 11_000, 11_000],
    ['3.8.0-rc.1', 3_008_000, 3_008_000],
    ['3', undefined, undefined],
    ['new', undefined, undefined],
  ])('%s is read exactly, and as a target means the last patch where none is said', (text, exact, target) => {
    expect([parseVersion(text), parseTarget(text)]).toEqual([exact, target]);
  });
});
