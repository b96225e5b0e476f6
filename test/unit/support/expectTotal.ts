import { expect } from 'vitest';
import type { ReaderKind } from '../../../server/src/core/kinds/reader';
import type { OutlineItem } from '../../../server/src/core/text/outline';

/** Expects that `kind` reads `text`, and that all places in what comes back lie in it. */
export function expectTotal(kind: ReaderKind, text: string, path?: string): void {
  const targets = { prometheus: 99_000_000, toolkit: 99_000_000, stunnel: 99_000_000 };
  const { findings, nouns } = kind.read(text, { targets, ...(path !== undefined && { path }) });
  expectPlaces([findings, nouns], text.length);
  expectPlaces(kind.outline(text) satisfies readonly OutlineItem[], text.length);
  const codes = new Set(kind.checks.map(({ code }) => code));
  for (const { code } of findings) expect(code === 'template' || codes.has(code)).toBe(true);
}

/** Expects every object with a start and an end in `value`, however deep, to lie within `length` characters. */
export function expectPlaces(value: unknown, length: number): void {
  if (typeof value !== 'object' || value === null) return;
  const { start, end } = value as { start?: unknown; end?: unknown };
  if (typeof start === 'number' && typeof end === 'number' && !(start >= 0 && start <= end && end <= length)) {
    throw new Error(`${start} to ${end} is no place in ${length} characters: ${JSON.stringify(value).slice(0, 300)}`);
  }
  for (const inner of Object.values(value)) expectPlaces(inner, length);
}
