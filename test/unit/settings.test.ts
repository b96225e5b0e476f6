import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { KINDS } from '../../server/src/core/kinds/kindId';
import { readSettings, SETTINGS, settingsProblems } from '../../server/src/core/settings';

const defaults = {
  prometheusVersion: '',
  toolkitVersion: '',
  stunnelVersion: '',
  files: {},
  level: '',
  rules: {},
  bcryptCost: 12,
  scan: 'onCommand',
};

describe('settings', () => {
  it('reads what is set and keeps the default of the rest', () => {
    const value = { prometheusVersion: '2.53', files: { 'monitoring/*.yml': 'prometheus' } };
    expect(readSettings(value)).toEqual({ ...defaults, ...value });
    expect(settingsProblems(value)).toEqual([]);
  });

  it.each([undefined, null, {}, { prometheusVersion: null }])('takes %j for "nothing is set"', (value) => {
    expect(readSettings(value)).toEqual(defaults);
    expect(settingsProblems(value)).toEqual([]);
  });

  it.each([
    [42, 'scrapeguard must be an object of settings'],
    [[], 'scrapeguard must be an object of settings'],
    [
      { prometheusVersion: 2.53 },
      'scrapeguard.prometheusVersion must be a version such as "2.53" or "3.5.0", or empty, in quotes',
    ],
    [
      { toolkitVersion: 'newest' },
      'scrapeguard.toolkitVersion must be a version such as "2.53" or "3.5.0", or empty, in quotes',
    ],
    [{ files: 'prometheus' }, 'scrapeguard.files must be an object of glob patterns and kinds'],
    [{ files: { 'a.yml': 1 } }, `scrapeguard.files must give "a.yml" one of the kinds ${KINDS.join(', ')}`],
    [{ files: { 'a.yml': 'alien' } }, `scrapeguard.files must give "a.yml" one of the kinds ${KINDS.join(', ')}`],
    [{ level: 'paranoid' }, 'scrapeguard.level must be one of recommended, strict, all, or empty'],
    [{ rules: ['off'] }, 'scrapeguard.rules must be an object of rules and severities'],
    [
      { rules: { 'weak-cipher': false } },
      'scrapeguard.rules must give "weak-cipher" one of error, warning, info, hint, off',
    ],
    [{ bcryptCost: 4 }, 'scrapeguard.bcryptCost must be a whole number from 10 to 14'],
    [{ scan: 'always' }, 'scrapeguard.scan must be one of onCommand, automatic'],
    [{ promVersion: '2' }, 'scrapeguard.promVersion is not a setting'],
    [{ constructor: 'x' }, 'scrapeguard.constructor is not a setting'],
  ])('lists %j as a problem and falls back to the default', (value, problem) => {
    expect(readSettings(value)).toEqual(defaults);
    expect(settingsProblems(value)).toEqual([problem]);
  });

  it.each(['', '2.42', '3.14.0', 'v2.53.1'])('knows %j for a version', (prometheusVersion) => {
    expect(readSettings({ prometheusVersion })).toEqual({ ...defaults, prometheusVersion });
  });

  it('reads the level and what becomes of rules', () => {
    const value = { level: 'strict', rules: { 'weak-cipher': 'off', 'tls-min-version': 'error' } };
    expect(readSettings(value)).toEqual({ ...defaults, ...value });
    expect(readSettings({ rules: { ...value.rules, x: 1 } }).rules).toEqual(value.rules);
  });

  it('keeps what is good beside what is not', () => {
    const files = { 'a.yml': 'alien', 'b.yml': 'web-config' };
    expect(readSettings({ prometheusVersion: 'x', toolkitVersion: '0.11', files })).toEqual({
      ...defaults,
      toolkitVersion: '0.11',
      files: { 'b.yml': 'web-config' },
    });
  });

  it('is total: any value gives settings, and defaults are listed as problems or were not set', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Object.keys(readSettings(value))).toEqual(Object.keys(SETTINGS));
        expect(Array.isArray(settingsProblems(value))).toBe(true);
      }),
    );
  });

  it('offers each setting in the manifest, for each folder of its own, and nothing that prints documents', () => {
    const { properties } = manifest.contributes.configuration;
    expect(Object.keys(properties)).toEqual(Object.keys(SETTINGS).map((name) => `scrapeguard.${name}`));
    expect(new Set(Object.values(properties).map(({ scope }) => scope))).toEqual(new Set(['resource']));
  });
});
