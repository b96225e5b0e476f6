import { describe, expect, it, test } from 'vitest';
import type { Finding } from '../../../server/src/core/findings/finding';
import { fixAll } from '../../../server/src/core/findings/fixAll';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { unmark } from '../support/expectFindings';

const services = createServices(RULES);
const targets = newestTargets();
const examples = RULES.flatMap(({ id, examples }) => examples.map((example, index) => ({ ...example, id, index })));

test.each(examples)('all safe fixes of the bad example $index of $id ($kind) leave nothing safe to fix', (example) => {
  const service = services.get(example.kind)!;
  const path = example.path;
  const judge = (text: string) =>
    service.check(service.open(text), { targets, ...(path !== undefined && { path }) }).findings;
  const { text } = unmark(example.bad);
  const before = judge(text);
  const once = fixAll(text, before, judge);
  expect(once.findings).toEqual(judge(once.text));
  const isSafe = ({ fixes = [] }: Finding) => fixes.some(({ safe }) => safe === true);
  expect(once.findings.filter(isSafe).map(({ code }) => code)).toEqual([]);
  expect(fixAll(once.text, once.findings, judge)).toEqual({ ...once, done: [] });
  const refused = (findings: readonly Finding[]) =>
    findings
      .filter(({ category, severity }) => category !== 'security' && severity === 'error')
      .map(({ code }) => code);
  expect(refused(once.findings).length).toBeLessThanOrEqual(refused(before).length);
});

describe('safe fixes', () => {
  /** Finds each `x`, whose fix puts `newText` in its place, and each `!`, which no program takes. */
  const judge = (newText: string) => (text: string) =>
    [...text.matchAll(/[x!]/g)].map(({ index, 0: found }): Finding => {
      const at = { start: index, end: index + 1 };
      if (found === '!') return { code: 'b', severity: 'error', category: 'syntax', message: 'B.', ...at };
      const fixes = [{ title: 'Fix', preferred: true, safe: true as const, changes: [{ ...at, newText }] }];
      return { code: 'a', severity: 'warning', category: 'security', message: 'A.', ...at, fixes };
    });
  const fixed = (text: string, newText: string) => fixAll(text, judge(newText)(text), judge(newText));

  it('that touch each other are made one after the other', () => {
    const { text, done } = fixed('xxx x', 'y');
    expect(text).toBe('yyy y');
    expect(done).toHaveLength(4);
  });

  it('that would make the program refuse the file are not made', () => {
    expect(fixed('x x', '!')).toMatchObject({ text: 'x x', done: [] });
  });

  it('that never end are given up', () => {
    expect(fixed('x', 'x ').text).toMatch(/^x {10,100}$/);
  });
});
