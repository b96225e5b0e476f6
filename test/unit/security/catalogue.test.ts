import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../server/src/core/findings/finding';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import type { GoodExample, Rule, RuleExample } from '../../../server/src/core/rules/rule';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';
import { block } from '../support/pemFiles';

const services = createServices(RULES);
const targets = newestTargets();

/** What all rules and checks find in `text`; `alsoFinds` are left out. */
function found(
  text: string,
  { kind, path, modes = {}, guessed = [], alsoFinds = [] }: Omit<RuleExample, 'bad' | 'severity' | 'fixed'>,
) {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const beside = Object.entries(modes).map(
    ([name, mode]) => [name, [{ path: name, text: textOf(name), mode }]] as const,
  );
  const surroundings = {
    targets,
    neighbours: new Map(beside),
    guessed: new Map(guessed.map((hash) => [hash, true] as const)),
    ...(path !== undefined && { path }),
  };
  const { findings } = service.check(service.open(text), surroundings);
  return findings.filter(({ code }) => !alsoFinds.includes(code));
}

/** What a file of this name may hold. */
function textOf(name: string): string {
  if (name.endsWith('.psk')) return `prometheus:${'0'.repeat(64)}\n`;
  return /\.key$/.test(name) ? block('PRIVATE KEY') : /\.crt$/.test(name) ? block('CERTIFICATE') : 'correct-horse';
}

const shown = (text: string) => (finding: Finding) =>
  `${finding.severity} ${finding.code} at ${finding.start} ‹${text.slice(finding.start, finding.end)}›: ${finding.message}`;

function expectExample(rule: Rule, example: RuleExample): void {
  const { text, spans } = unmark(example.bad);
  const findings = found(text, example);
  const expected = spans.map(
    ({ start, end }) => `${example.severity ?? rule.severity} ${rule.id} at ${start} ‹${text.slice(start, end)}›`,
  );
  const told = findings.map(shown(text));
  expect(
    told.map((line, index) => (line.startsWith(`${expected[index]}:`) ? expected[index] : line)),
    told.join('\n'),
  ).toEqual(expected);
  // Some show only when the fault is mended.
  const texts = [text, example.fixed ?? text];
  const also = texts.flatMap((one) => found(one, { ...example, alsoFinds: [] })).map(({ code }) => code);
  for (const code of example.alsoFinds ?? []) expect(also, 'alsoFinds').toContain(code);
  const changes = findings.flatMap(({ fixes }) => fixes?.find(({ act }) => act === undefined)?.changes ?? []);
  const fixed = applyChanges(text, changes);
  expect(fixed).toBe(example.fixed ?? text);
  if (example.fixed !== undefined) expect(found(fixed, example).map(shown(fixed))).toEqual([]);
}

function expectGood(good: GoodExample): void {
  expect(found(good.text, good).map(shown(good.text))).toEqual([]);
}

describe.each(RULES)('the rule $id', (rule) => {
  test.each(rule.examples.map((example, index) => ({ example, index, kind: example.kind })))(
    'finds its bad example $index ($kind), and nothing else is found',
    ({ example }) => expectExample(rule, example),
  );
  test.each(rule.good.map((good, index) => ({ good, index, kind: good.kind })))(
    'finds nothing in its good example $index ($kind)',
    ({ good }) => expectGood(good),
  );
  test('is complete', () => {
    expect(rule.id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(rule.examples.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    expect(rule.sources.length).toBeGreaterThan(0);
    const shownIn = new Set(rule.examples.map(({ kind }) => kind));
    expect(rule.kinds.filter((kind) => !shownIn.has(kind))).toEqual([]);
    for (const text of [rule.summary, rule.why, rule.advice]) expect(text.trim()).toBe(text);
    expect(rule.summary.endsWith('.')).toBe(false);
  });
});

test('ids are unique', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
