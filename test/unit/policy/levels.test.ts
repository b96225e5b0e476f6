import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import { judge } from '../../../server/src/core/policy/judge';
import { LEVELS, type Level, type RuleSetting } from '../../../server/src/core/policy/levels';
import { catalogue, findingAt, policy, shown } from './support';

const TEXT = 'x: 1\n';

function weighed(code: string, severity: Severity, level: Level, rules: Readonly<Record<string, RuleSetting>> = {}) {
  const category = code === 'unknown-key' ? 'validation' : 'security';
  const finding = findingAt(TEXT, 'x', code, severity, category);
  return judge([finding], TEXT, 'prometheus', policy(level, rules), true).map((told) => told.severity);
}

describe('levels', () => {
  test.each([
    ['a-rule', 'error', ['error'], ['error'], ['error']],
    ['a-rule', 'warning', ['warning'], ['warning'], ['warning']],
    ['a-rule', 'info', ['info'], ['warning'], ['warning']],
    ['a-rule', 'hint', ['hint'], ['warning'], ['warning']],
    ['loud-rule', 'hint', [], [], ['warning']],
    ['loud-rule', 'error', [], [], ['warning']],
    ['unknown-key', 'error', ['error'], ['error'], ['error']],
    ['unknown-key', 'info', ['info'], ['warning'], ['warning']],
  ] as const)('%s, %s by the catalogue', (code, severity, ...expected) => {
    expect(LEVELS.map((level) => weighed(code, severity, level))).toEqual(expected);
  });
});

describe('what the user says of a rule', () => {
  test.each(LEVELS)('counts at the level %s too', (level) => {
    expect(weighed('a-rule', 'warning', level, { 'a-rule': 'off' })).toEqual([]);
    expect(weighed('a-rule', 'warning', level, { 'a-rule': 'error' })).toEqual(['error']);
    expect(weighed('a-rule', 'warning', level, { 'a-rule': 'hint' })).toEqual(['hint']);
    expect(weighed('loud-rule', 'warning', level, { 'loud-rule': 'info' })).toEqual(['info']);
    expect(weighed('a-rule', 'warning', level, { 'b-rule': 'off' })).toEqual(['warning']);
  });

  test('counts for warnings of the checks, and not for what a program refuses', () => {
    expect(weighed('unknown-key', 'warning', 'recommended', { 'unknown-key': 'off' })).toEqual([]);
    expect(weighed('unknown-key', 'error', 'recommended', { 'unknown-key': 'off' })).toEqual(['error']);
    expect(weighed('unknown-key', 'error', 'recommended', { 'unknown-key': 'hint' })).toEqual(['error']);
  });

  test('counts for hints about comments', () => {
    const text = '# scrapeguard-ignore a-rule: a test\nx: 1\n';
    const told = (rules: Readonly<Record<string, RuleSetting>>) =>
      shown(text, judge([], text, 'prometheus', policy('recommended', rules), true));
    expect(told({})).toEqual(['hint unused-suppression ‹a-rule›']);
    expect(told({ 'unused-suppression': 'off' })).toEqual([]);
  });

  test('a comment about a rule that is off is not called unused', () => {
    const text = '# scrapeguard-ignore a-rule: a test\nx: 1\n';
    const finding = findingAt(text, 'x: 1', 'a-rule');
    expect(judge([finding], text, 'prometheus', policy('recommended', { 'a-rule': 'off' }), true)).toEqual([]);
  });
});

test('the catalogue knows what can be silenced', () => {
  const can = (id: string) => [catalogue.isKnown(id), catalogue.canBeSilenced(id)];
  expect(can('a-rule')).toEqual([true, true]);
  expect(can('duplicate-job-name')).toEqual([true, false]);
  // An error nearly everywhere, and a warning in units, which systemd loads nevertheless.
  expect(can('unknown-key')).toEqual([true, true]);
  expect(can('unhashed-web-password')).toEqual([true, false]);
  expect(can('incomplete-bcrypt-hash')).toEqual([true, true]);
  expect(can('template')).toEqual([true, true]);
  expect(catalogue.isKnown('no-such-rule')).toBe(false);
});
