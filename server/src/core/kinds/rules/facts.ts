import { mapAt, type StructValue, structsAt, textAt, type Value } from '../../schema/value';
import type { CheckedUnit } from '../checkUnit';
import { placeOf } from '../saidAt';
import type { NameFact, TopLevelFacts } from '../topLevel';
import { keyName, type Unit } from '../units';
import { valueSpan } from '../walk';

/** A rule by what it yields: the name of its alert or metric, and the labels that it sets. */
export interface RuleFact extends NameFact {
  readonly isAlert: boolean;
  /** The labels in a form that is the same for the same labels. */
  readonly labels: string;
}

/** What the groups of a rule file need to know of each other. */
export interface RulesFacts extends TopLevelFacts {
  readonly groups: readonly NameFact[];
  readonly rules: readonly RuleFact[];
}

/** The facts of a part that says nothing. */
export const NO_FACTS: RulesFacts = { keys: [], strayItems: [], groups: [], rules: [] };

/** `facts` with those of `unit`, which was checked before. */
export function factsOf(unit: Unit, { value }: CheckedUnit, facts: RulesFacts): RulesFacts {
  const section = unit.kind === 'item' ? unit.section : unit.kind === 'section' ? keyName(unit.pair) : '';
  if (section !== 'groups' || value === undefined) return facts;
  return groupsOf(value).reduce(withGroup, facts);
}

function groupsOf(value: Value): readonly StructValue[] {
  if (value.kind === 'struct') return [value];
  return value.kind === 'list' ? value.items.filter((item) => item?.kind === 'struct') : [];
}

/** `facts` with those of one group. */
export function withGroup(facts: RulesFacts, group: StructValue): RulesFacts {
  const name = textAt(group, 'name') ?? '';
  const rules = structsAt(group, 'rules').flatMap((rule) => ruleFact(rule, group) ?? []);
  return {
    ...facts,
    groups: name === '' ? facts.groups : [...facts.groups, { name, ...placeOf(valueSpan(group, 'name')) }],
    rules: [...facts.rules, ...rules],
  };
}

function ruleFact(rule: StructValue, group: StructValue): RuleFact | undefined {
  const key = ['record', 'alert'].find((candidate) => textAt(rule, candidate));
  if (key === undefined) return undefined;
  const labels = new Map<string, string>();
  for (const owner of [group, rule]) {
    for (const [name, { value }] of mapAt(owner, 'labels')?.entries ?? []) {
      labels.set(name, value?.kind === 'scalar' ? String(value.value) : '');
    }
  }
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: textAt(rule, key) ?? '',
    isAlert: key === 'alert',
    labels: JSON.stringify(sorted),
    ...placeOf(valueSpan(rule, key)),
  };
}
