import type { Finding } from '../findings/finding';
import type { Nouns } from '../model/nouns';
import { joinNouns } from '../model/nounsOf';
import { spanOf, structural } from '../schema/report';
import type { Schema } from '../schema/shape';
import type { Value } from '../schema/value';
import { resolveAlias } from '../syntax/yaml/nodes';
import { resolveScalar } from '../syntax/yaml/resolve';
import type { PartReport } from './kind';
import { keyName, type Unit } from './units';
import { type Checker, type CheckRun, checkNode } from './walk';

/** What checking a unit yields for its facts. */
export interface CheckedUnit {
  /** The decoded value of a whole section, or of an item. */
  readonly value?: Value;
  /** Top-level keys that were probably meant by a misspelled one. */
  readonly meant: ReadonlySet<string>;
}

const NOTHING: CheckedUnit = { meant: new Set() };

/**
 * Checks the units of a part one after the other and gathers their facts: `withFacts` adds those of a unit. `hint`
 * names a key of the kind, for a root that is no mapping; `nounsOf` tells what a unit is about.
 */
export function checkEachUnit<C, F>(
  schema: Schema,
  units: readonly Unit[],
  hint: string,
  checker: Checker<C>,
  noFacts: F,
  withFacts: (facts: F, unit: Unit, checked: CheckedUnit) => F,
  nounsOf?: (unit: Unit, checked: CheckedUnit) => Nouns,
): PartReport<F> {
  const findings: Finding[] = [];
  let facts = noFacts;
  for (const unit of units) {
    const checked = checkUnit(schema, unit, hint, { checker, findings, incomplete: unit.incomplete });
    facts = withFacts(facts, unit, checked);
  }
  if (nounsOf === undefined) return { findings, facts };
  const nouns = () => joinNouns(units.map((unit) => nounsOf(unit, decodeUnit(schema, unit, checker))));
  return { findings, facts, nouns: once(nouns) };
}

/** Decodes `unit` and finds nothing. To do it again is cheaper than to keep the values of all parts of a large file. */
function decodeUnit<C>(schema: Schema, unit: Unit, checker: Checker<C>): CheckedUnit {
  const decoder: Checker<C> = { ...checker, checks: {}, nullItem: () => undefined, validatorOf: () => undefined };
  return checkUnit(schema, unit, '', { checker: decoder, findings: [], incomplete: unit.incomplete });
}

/** `work` that is done at most once; afterwards nothing is kept of what it needed. */
function once<T>(work: () => T): () => T {
  let state: { readonly value: T } | { readonly work: () => T } = { work };
  return () => {
    if ('work' in state) state = { value: state.work() };
    return state.value;
  };
}

/** Checks one unit of a kind whose root is a mapping; `hint` names one of its keys. */
function checkUnit<C>(schema: Schema, unit: Unit, hint: string, run: CheckRun<C>): CheckedUnit {
  const { root } = schema;
  if (root.kind !== 'struct') return NOTHING;
  if (unit.kind === 'root') {
    const target = resolveAlias(unit.node);
    if (target?.type === 'scalar' && resolveScalar(target).type === 'null') return NOTHING;
    // The items of a list at the root are parts; the list is wrong once, at its first item.
    if (target?.type === 'sequence' && unit.item) return NOTHING;
    const message = `a mapping with keys such as \`${hint}\` is expected in this file.`;
    run.findings.push(structural('wrong-type', spanOf(unit.node), message));
    return NOTHING;
  }
  if (unit.kind === 'section') {
    // The root with this one key: so the key itself is judged by the same code as every other key.
    const { pair } = unit;
    const node = { type: 'mapping', flow: false, pairs: [pair], start: pair.key.start, end: pair.value.end } as const;
    const section = checkNode(node, root, undefined, run);
    if (section?.kind !== 'struct') return NOTHING;
    const value = section.entries.get(keyName(pair))?.value;
    return { meant: section.meant, ...(value !== undefined && { value }) };
  }
  const field = root.fields.get(unit.section);
  if (field?.shape.kind !== 'list') return NOTHING;
  const { node } = unit;
  // A list with this one item: a null item is judged in its list.
  const list = { type: 'sequence', flow: false, items: [node], start: node.start, end: node.end } as const;
  const value = checkNode(list, field.shape, { root, field }, run);
  const item = value?.kind === 'list' ? value.items[0] : undefined;
  return { ...NOTHING, ...(item !== undefined && { value: item }) };
}
