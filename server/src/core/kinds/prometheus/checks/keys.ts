import type { CheckInfo } from '../../../findings/check';
import type { Related } from '../../../findings/finding';
import { spanOf } from '../../../schema/report';
import { type Entry, isSet, type StructValue } from '../../../schema/value';
import type { Version } from '../../../schema/version';
import { listed, removeKeysFix } from '../../fixes';
import { type CheckContext, valueSpan } from '../../walk';

/** A key and the mapping that has it. */
export interface PlacedKey {
  readonly value: StructValue;
  readonly entry: Entry;
}

/** The keys of `value` that `isThere` and that `version` knows: about others, the decoder has already spoken. */
export function keysOf(
  value: StructValue,
  keys: readonly string[],
  version: Version,
  isThere: (value: StructValue, key: string) => boolean = isSet,
): readonly PlacedKey[] {
  return keys.flatMap((key) => {
    const entry = value.entries.get(key);
    const known = entry !== undefined && (entry.field?.since ?? 0) <= version;
    return known && isThere(value, key) ? [{ value, entry }] : [];
  });
}

/**
 * Reports, where more than one of `keys` is there, that they exclude each other: once, at the last one in the text.
 * The fixes take one of two away; which one is meant, only the author knows. Tells whether there was a conflict.
 */
export function reportConflict(
  info: CheckInfo,
  keys: readonly PlacedKey[],
  advice: string,
  { report }: CheckContext<unknown>,
  program?: string,
): boolean {
  const ordered = [...keys].sort((a, b) => a.entry.keyNode.start - b.entry.keyNode.start);
  const last = ordered.at(-1);
  if (last === undefined || ordered.length < 2) return false;
  const others = ordered.slice(0, -1);
  const related: Related[] = others.map(({ entry: { key, keyNode } }) => {
    return { start: keyNode.start, end: keyNode.end, message: `\`${key}\` stands here` };
  });
  const removable = ordered.length === 2 ? [last, ...others] : [];
  const fixes = removable.flatMap(({ value, entry }) => removeKeysFix(value, [entry.key]));
  const text = `${listed(ordered.map(({ entry }) => entry.key))} cannot be used together. ${advice}`;
  report(info, last.entry.keyNode, text, { fixes, related, ...(program !== undefined && { program }) });
  return true;
}

/** Whether `key` can be called missing: it is not there, was not misspelled, and everything around was readable. */
export function isMissing(value: StructValue, key: string, { incomplete }: CheckContext<unknown>): boolean {
  return !incomplete && !value.meant.has(key) && !isSet(value, key);
}

/** Reports each of `keys` that `value` lacks, at the key without a value or at the mapping. */
export function requireKeys(
  info: CheckInfo,
  value: StructValue,
  keys: readonly string[],
  why: string,
  context: CheckContext<unknown>,
  program: (key: string) => string,
): void {
  for (const key of keys) {
    if (!isMissing(value, key, context)) continue;
    const there = value.entries.has(key);
    const span = there ? valueSpan(value, key) : spanOf(value.node);
    const text = there
      ? `\`${key}\` has no value, but ${why}. Give it one.`
      : `\`${key}\` is missing, but ${why}. Add it.`;
    context.report(info, span, text, { program: program(key) });
  }
}

/** `text` as Go's `%q` writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
