import { expect } from 'vitest';
import type { Finding, Severity } from '../../../server/src/core/findings/finding';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { parseTarget } from '../../../server/src/core/schema/version';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';

const services = createServices([]);

/** One row of a table of checks: what is found in `text`, at exactly the places marked with ‹ ›. */
export interface CheckCase {
  /** The numbers of the spec's rules that this row proves. */
  readonly rules: readonly (number | string)[];
  readonly name: string;
  /** The file; each ‹marked› stretch is where a finding of `code` must be, and no other finding may be anywhere. */
  readonly text: string;
  readonly code?: string;
  /** Default: error. */
  readonly severity?: Severity;
  /** A part of the message that must be there. */
  readonly says?: string | RegExp;
  /** The text after the first fix of the first finding, which must be clean unless `stillFound`. */
  readonly fixed?: string;
  /** Version of Prometheus (of the toolkit for web-config, of stunnel for stunnel); default newest. */
  readonly version?: string;
  readonly neighbours?: ReadonlyMap<string, readonly NeighbourFile[]>;
  readonly path?: string;
  /** See `Surroundings.section`. */
  readonly section?: string;
  /** See `Surroundings.now`. */
  readonly now?: number;
}

/** A text with the places that ‹ and › mark in it. */
export function unmark(marked: string): { text: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '‹') open.push(text.length);
    else if (character === '›') {
      const start = open.pop();
      if (start === undefined) throw new Error('A › has no ‹ before it.');
      spans.push({ start, end: text.length });
    } else text += character;
  }
  if (open.length > 0) throw new Error('A ‹ has no › behind it.');
  return { text, spans: spans.sort((a, b) => a.start - b.start) };
}

/** All findings in `text` as a file of `kind`. */
export function findingsIn(
  kind: KindId,
  text: string,
  options: Pick<CheckCase, 'version' | 'neighbours' | 'path' | 'section' | 'now'> = {},
): readonly Finding[] {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const version = parseTarget(options.version ?? '99.0');
  if (version === undefined) throw new Error(`${options.version} is no version.`);
  const surroundings = {
    targets: { prometheus: version, toolkit: version, stunnel: version },
    ...(options.path !== undefined && { path: options.path }),
    ...(options.section !== undefined && { section: options.section }),
    ...(options.neighbours && { neighbours: options.neighbours }),
    ...(options.now !== undefined && { now: options.now }),
  };
  return service.check(service.open(text), surroundings).findings;
}

/** Expects exactly what `row` says: no finding less, none more. */
export function expectCase(kind: KindId, row: CheckCase): void {
  const { text, spans } = unmark(row.text);
  const found = findingsIn(kind, text, row);
  const shown = (finding: { start: number; end: number }) => text.slice(finding.start, finding.end);
  const actual = found.map((finding) => `${finding.severity} ${finding.code} at ${finding.start} ‹${shown(finding)}›`);
  const expected = spans.map((span) => `${row.severity ?? 'error'} ${row.code} at ${span.start} ‹${shown(span)}›`);
  expect(actual, found.map((finding) => finding.message).join('\n')).toEqual(expected);
  if (row.says !== undefined) expect(found[0]?.message).toMatch(row.says);
  if (row.fixed !== undefined) {
    const changes = found[0]?.fixes?.[0]?.changes ?? [];
    const repaired = applyChanges(text, changes);
    expect(repaired).toBe(row.fixed);
    expect(findingsIn(kind, repaired, row).map((finding) => finding.message)).toEqual([]);
  }
}
