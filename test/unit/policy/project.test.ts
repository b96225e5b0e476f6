import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { type Config, NO_CONFIG } from '../../../server/src/core/policy/config';
import { isNamedBy } from '../../../server/src/core/policy/globs';
import { configuredKind, isExcluded, policyOf, versionsOf } from '../../../server/src/core/policy/project';
import { catalogue } from './support';

const project = (config: Partial<Config>) => ({ folder: '/work', config: { ...NO_CONFIG, ...config } });
const NONE = { prometheusVersion: '', toolkitVersion: '', stunnelVersion: '' };

describe('a pattern', () => {
  test.each([
    ['vendor', 'vendor', true],
    ['vendor', 'vendor/a/b.yml', true],
    ['vendor/', 'a/vendor/b.yml', true],
    ['vendor', 'vendored/b.yml', false],
    ['/vendor', 'vendor/b.yml', true],
    ['/vendor', 'a/vendor/b.yml', false],
    ['./vendor', 'a/vendor/b.yml', false],
    ['*.gen.yml', 'a/b.gen.yml', true],
    ['*.gen.yml', 'a/b.yml', false],
    ['test/**/*.yml', 'x/test/a/b/c.yml', true],
    ['test/*.yml', 'test/a/b.yml', false],
    ['a/.hidden', 'a/.hidden/b.yml', true],
    ['**', 'a/b.yml', true],
  ])('%s names %s: %s', (glob, path, expected) => {
    expect(isNamedBy([glob], path)).toBe(expected);
  });
});

describe('a project', () => {
  test('excludes what lies in its folder, and nothing outside of it', () => {
    const excluding = project({ exclude: ['vendor'] });
    expect(isExcluded(excluding, '/work/vendor/a.yml')).toBe(true);
    expect(isExcluded(excluding, '/work/a.yml')).toBe(false);
    expect(isExcluded(excluding, '/vendor/work/a.yml')).toBe(false);
    expect(isExcluded(excluding, '/workshop/vendor/a.yml')).toBe(false);
    expect(isExcluded({ folder: '/', config: excluding.config }, '/vendor/a.yml')).toBe(true);
  });

  test('gives files their kinds, the first pattern that matches first', () => {
    const naming = project({
      files: [
        ['monitoring/web.yml', 'web-config'],
        ['monitoring/*.yml', 'prometheus'],
      ],
    });
    expect(configuredKind(naming, '/work/monitoring/web.yml')).toEqual({ configured: 'web-config' });
    expect(configuredKind(naming, '/work/monitoring/a.yml')).toEqual({ configured: 'prometheus' });
    expect(configuredKind(naming, '/monitoring/a.yml')).toEqual({});
  });

  test('says the kind over names and contents, and below modelines and settings', () => {
    const input = { path: '/work/prometheus.yml', text: 'global: {}\n', configured: 'web-config' } as const;
    expect(detectKind(input)).toBe('web-config');
    expect(detectKind({ ...input, associations: { '*.yml': 'rules' } })).toBe('rules');
    expect(detectKind({ ...input, text: '# scrapeguard: kind=rules\n' })).toBe('rules');
    expect(detectKind({ ...input, override: 'rules' })).toBe('rules');
  });

  test('says the versions that nobody else wants otherwise', () => {
    const versions = { prometheus: '2.53', toolkit: '', stunnel: '5.68' };
    expect(versionsOf(project({ versions }), { ...NONE, stunnelVersion: '5.70' })).toEqual({
      prometheusVersion: '2.53',
      toolkitVersion: '',
      stunnelVersion: '5.70',
    });
  });

  test('says the level and the rules, and each user over it', () => {
    const strict = project({
      level: 'strict',
      rules: new Map([
        ['a-rule', 'off'],
        ['b-rule', 'off'],
      ]),
    });
    const none = { level: '', rules: {} } as const;
    expect(policyOf(project({}), none, catalogue)).toMatchObject({ level: 'recommended', rules: new Map() });
    expect(policyOf(strict, none, catalogue)).toMatchObject({ level: 'strict', rules: strict.config.rules });
    const own = policyOf(strict, { level: 'all', rules: { 'a-rule': 'error' } }, catalogue);
    expect([own.level, [...own.rules]]).toEqual([
      'all',
      [
        ['a-rule', 'error'],
        ['b-rule', 'off'],
      ],
    ]);
  });
});
