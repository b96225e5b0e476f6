import type { Finding } from '../findings/finding';
import { spanOf, structural } from '../schema/report';
import type { Schema } from '../schema/shape';
import type { Span } from '../text/span';
import type { PlacedFacts } from './kind';
import { keyName, type Unit } from './units';

/** A name and where it stands, relative to the part. */
export interface NameFact extends Span {
  readonly name: string;
}

/** A top-level key. A merged one may be given again. */
export interface KeyFact extends NameFact {
  readonly merged: boolean;
}

/** What every kind needs to know of its parts to judge the top level. */
export interface TopLevelFacts {
  readonly keys: readonly KeyFact[];
  /** Items of a list under a key that takes none. */
  readonly strayItems: readonly NameFact[];
}

/** `facts` with what `unit` adds to the top level. */
export function topLevelFacts<F extends TopLevelFacts>(unit: Unit, schema: Schema, facts: F): F {
  if (unit.kind === 'section') {
    const { key } = unit.pair;
    const fact = { name: keyName(unit.pair), start: key.start, end: key.end, merged: unit.merged === true };
    return { ...facts, keys: [...facts.keys, fact] };
  }
  if (unit.kind === 'root' && unit.item) {
    const { start, end } = spanOf(unit.node);
    return { ...facts, strayItems: [...facts.strayItems, { name: '', start, end }] };
  }
  if (unit.kind !== 'item' || schema.root.kind !== 'struct') return facts;
  const shape = schema.root.fields.get(unit.section)?.shape;
  if (shape === undefined || shape.kind === 'list' || shape.kind === 'any') return facts;
  const { start, end } = spanOf(unit.node);
  return { ...facts, strayItems: [...facts.strayItems, { name: unit.section, start, end }] };
}

/** What `pick` finds in the facts of all parts, with absolute spans. */
export function collect<F, T extends Span>(parts: readonly PlacedFacts<F>[], pick: (facts: F) => readonly T[]): T[] {
  const all: T[] = [];
  for (const { start, facts } of parts) {
    for (const fact of pick(facts)) all.push({ ...fact, start: fact.start + start, end: fact.end + start });
  }
  return all;
}

/** Top-level keys that stand twice, and lists under keys that take none (once each). */
export function checkTopLevel(parts: readonly PlacedFacts<TopLevelFacts>[], program: string): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, Span>();
  for (const key of collect(parts, ({ keys }) => keys)) {
    const before = first.get(key.name);
    if (before !== undefined && !key.merged) {
      const message = `\`${key.name}\` stands twice at the top level, and ${program} refuses that. Put everything under the first one.`;
      const related = [{ start: before.start, end: before.end, message: `\`${key.name}\` stands here first` }];
      findings.push(structural('duplicate-key', key, message, [], related));
    }
    if (before === undefined) first.set(key.name, key);
  }
  const stray = new Set<string>();
  for (const item of collect(parts, ({ strayItems }) => strayItems)) {
    if (stray.has(item.name)) continue;
    stray.add(item.name);
    const where = item.name === '' ? 'in this file' : `under \`${item.name}\``;
    findings.push(structural('wrong-type', item, `a mapping is expected ${where}, not a list. Remove the \`-\`.`));
  }
  return findings;
}
