import { expect } from 'vitest';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import type { Nouns } from '../../../server/src/core/model/nouns';
import { parseTarget } from '../../../server/src/core/schema/version';
import { createServices } from '../../../server/src/core/services/registry';
import type { Span } from '../../../server/src/core/text/span';
import { unmark } from './expectFindings';

const services = createServices([]);

/** The nouns of `text` as a file of `kind`, for the newest versions. */
export function nounsIn(kind: KindId, text: string): Nouns {
  const service = services.get(kind);
  const version = parseTarget('99.0');
  if (service === undefined || version === undefined) throw new Error(`There is no kind ${kind}.`);
  return service
    .check(service.open(text), { targets: { prometheus: version, toolkit: version, stunnel: version } })
    .nouns();
}

/** One row of a table of nouns: what `of` takes out of those of `text` says `is`, and stands where ‹ › mark it. */
export interface NounCase {
  readonly name: string;
  readonly text: string;
  readonly of: (nouns: Nouns) => readonly (Span | undefined)[];
  /** What each of them must have at least. */
  readonly is?: readonly object[];
}

/** Expects exactly what `row` says: no place less, none more. */
export function expectNouns(kind: KindId, { text: marked, of, is }: NounCase): void {
  const { text, spans } = unmark(marked);
  const found = of(nounsIn(kind, text)).filter((noun) => noun !== undefined);
  const shown = ({ start, end }: Span) => `${start} ‹${text.slice(start, end)}›`;
  expect([...found].sort((a, b) => a.start - b.start).map(shown)).toEqual(spans.map(shown));
  if (is !== undefined) expect(found).toEqual(is.map((one) => expect.objectContaining(one)));
}
