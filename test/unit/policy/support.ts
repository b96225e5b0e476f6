import type { Finding, Severity } from '../../../server/src/core/findings/finding';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { createCatalogue } from '../../../server/src/core/policy/catalogue';
import { judge } from '../../../server/src/core/policy/judge';
import type { Level, RuleSetting } from '../../../server/src/core/policy/levels';
import type { Policy } from '../../../server/src/core/policy/policy';
import { defineRule, type Rule } from '../../../server/src/core/rules/rule';
import { createServices } from '../../../server/src/core/services/registry';

/** A rule that finds each `skip_verify`-like word of its own: tests of the policy need findings and no security. */
function rule(id: string, more: Partial<Rule> = {}): Rule {
  return defineRule({
    id,
    category: 'tls',
    severity: 'warning',
    kinds: [],
    summary: `The rule ${id}`,
    why: 'It is there for a test.',
    advice: 'Nothing.',
    sources: [],
    examples: [],
    good: [],
    check: () => undefined,
    ...more,
  });
}

/** Rules of a catalogue for tests: `a-rule` and `b-rule`, and `loud-rule`, which only the level `all` has. */
export const RULES: readonly Rule[] = [rule('a-rule'), rule('b-rule'), rule('loud-rule', { level: 'all' })];

const services = createServices([]);
export const catalogue = createCatalogue(RULES, () => services.all().flatMap(({ checks }) => checks));

/** A policy of `level` that has `rules` over it. */
export function policy(level: Level = 'recommended', rules: Readonly<Record<string, RuleSetting>> = {}): Policy {
  return { level, rules: new Map(Object.entries(rules)), catalogue };
}

/** A finding of `code` at the first place of `word` in `text`. */
export function findingAt(
  text: string,
  word: string,
  code: string,
  severity: Severity = 'warning',
  category: Finding['category'] = 'security',
): Finding {
  const start = text.indexOf(word);
  if (start < 0) throw new Error(`${word} is not in the text.`);
  return { code, severity, category, start, end: start + word.length, message: `Found ${code}.` };
}

/** `severity code ‹text›` for each finding. */
export function shown(text: string, findings: readonly Finding[]): readonly string[] {
  return findings.map(({ severity, code, start, end }) => `${severity} ${code} ‹${text.slice(start, end)}›`);
}

/** Findings of `a-rule` at each `aaa` of `text`, and of `b-rule` at each `bbb`. */
export function found(text: string): readonly Finding[] {
  return [...text.matchAll(/aaa|bbb/g)].map(({ index, 0: word }) => ({
    code: word === 'aaa' ? 'a-rule' : 'b-rule',
    severity: 'warning',
    category: 'security',
    start: index,
    end: index + word.length,
    message: 'Found.',
  }));
}

/** What is told of a text in which `a-rule` and `b-rule` find their words. */
export function told(text: string, kind: KindId = 'prometheus', with_: Policy = policy()): readonly Finding[] {
  return judge(found(text), text, kind, with_, true);
}

/** All findings of the real checks of `kind` in `text`, judged by `with_`. */
export function checked(text: string, kind: KindId, with_: Policy): readonly Finding[] {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const { findings } = service.check(service.open(text), { targets: newestTargets() });
  return judge(findings, text, kind, with_, true);
}
