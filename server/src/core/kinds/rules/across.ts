import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Span } from '../../text/span';
import type { PlacedFacts } from '../kind';
import { checkTopLevel, collect } from '../topLevel';
import { toFinding } from '../walk';
import type { RuleFact, RulesFacts } from './facts';

export const infos = defineChecks({
  duplicateGroup: {
    code: 'duplicate-group-name',
    severity: 'error',
    source: 'prometheus',
    rules: [182],
    tag: 'LOAD',
    summary: 'Two groups of a rule file have the same name.',
    program: 'groupname: "%s" is repeated in the same file',
  },
  duplicateRecord: {
    code: 'duplicate-rule',
    severity: 'warning',
    source: 'prometheus',
    rules: [192],
    tag: 'PROMTOOL',
    summary: 'Two recording rules record the same metric with the same labels.',
    program: '%d duplicate rule(s) found.',
  },
  duplicateAlert: {
    code: 'duplicate-rule',
    severity: 'info',
    source: 'prometheus',
    rules: [192],
    tag: 'PROMTOOL',
    summary: 'Two alerts have the same name and the same labels.',
    program: '%d duplicate rule(s) found.',
  },
});

/** What only shows when all groups are seen together. */
export function checkRulesAcross(parts: readonly PlacedFacts<RulesFacts>[], program: string): Finding[] {
  return [
    ...checkTopLevel(parts, program),
    ...repeatedNames(
      collect(parts, ({ groups }) => groups),
      program,
    ),
    ...repeatedRules(
      collect(parts, ({ rules }) => rules),
      program,
    ),
  ];
}

function repeatedNames(groups: readonly (Span & { readonly name: string })[], program: string): Finding[] {
  const first = new Map<string, Span>();
  return groups.flatMap((group) => {
    const before = first.get(group.name);
    if (before === undefined) {
      first.set(group.name, group);
      return [];
    }
    const related = [{ start: before.start, end: before.end, message: 'The name stands here first' }];
    const words = `groupname: "${group.name}" is repeated in the same file`;
    const text = 'Another group of this file has this name. Give each its own.';
    return [toFinding(infos.duplicateGroup, group, text, { related, program: words }, program)];
  });
}

/** Each rule that yields the same as one before, once (promtool's lint `duplicate-rules`). */
function repeatedRules(rules: readonly RuleFact[], program: string): Finding[] {
  const first = new Map<string, RuleFact>();
  return rules.flatMap((rule) => {
    const key = JSON.stringify([rule.name, rule.labels]);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, rule);
      return [];
    }
    // One anchor that is used twice is one rule, at one place.
    if (before.start === rule.start) return [];
    const related = [{ start: before.start, end: before.end, message: 'The first one stands here' }];
    const isAlert = rule.isAlert && before.isAlert;
    const text = isAlert
      ? 'Another alert has this name and these labels, so nobody can tell which of the two fires. Give one a label of its own, such as `severity`.'
      : 'Another rule records this metric with these labels: of samples with the same labels, one is dropped. Rename one, or give it a label.';
    return [toFinding(isAlert ? infos.duplicateAlert : infos.duplicateRecord, rule, text, { related }, program)];
  });
}
