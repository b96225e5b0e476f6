import { expect } from 'vitest';
import type { Finding } from '../../../../server/src/core/findings/finding';
import type { NeighbourFile } from '../../../../server/src/core/kinds/kind';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { findingsIn, unmark } from '../../support/expectFindings';

/** One row of a table: what makes stunnel refuse `text`, at exactly the places marked with ‹ ›. */
export interface StunnelCase {
  readonly name: string;
  /** Each ‹marked› stretch is where an error of `code` must be; no other error may be anywhere. */
  readonly text: string;
  readonly code?: string;
  readonly severity?: Finding['severity'];
  readonly says?: string | RegExp;
  /** The text after the first fix, which must be taken. */
  readonly fixed?: string;
  /** Default: 5.75. */
  readonly version?: string;
  readonly neighbours?: Readonly<Record<string, Partial<NeighbourFile>>>;
  readonly path?: string;
}

/** A server that lacks nothing; `more` are further lines of it. */
export function server(more = '', global = ''): string {
  return `${global}[web]\naccept = 127.0.0.1:8443\nconnect = 127.0.0.1:9100\ncert = /srv/tls/web.pem\n${more}`;
}

/** A client that lacks nothing; `more` are further lines of it. */
export function client(more = '', global = ''): string {
  return `${global}[up]\nclient = yes\naccept = 127.0.0.1:9101\nconnect = up.example.test:9443\n${more}`;
}

/** What stunnel refuses in `text`: errors of validation, and their warnings for versions that nobody knows. */
export function refusals(text: string, row: Omit<StunnelCase, 'name' | 'text'> = {}): readonly Finding[] {
  const files = Object.entries(row.neighbours ?? {}).map(
    ([path, file]) => [path, [{ path, text: undefined, ...file }]] as const,
  );
  const found = findingsIn('stunnel', text, {
    version: row.version ?? '5.75',
    ...(row.neighbours && { neighbours: new Map(files) }),
    ...(row.path !== undefined && { path: row.path }),
  });
  return found.filter(({ category, severity }) => category === 'validation' && severity === (row.severity ?? 'error'));
}

/** Expects exactly what `row` says of refusals: none less, none more. */
export function expectRefusals(row: StunnelCase): void {
  const { text, spans } = unmark(row.text);
  const found = refusals(text, row);
  const show = (code: string | undefined, { start, end }: { start: number; end: number }) =>
    `${code} at ${start} ‹${text.slice(start, end)}›`;
  expect(
    found.map((finding) => show(finding.code, finding)),
    found.map(({ message }) => message).join('\n'),
  ).toEqual(spans.map((span) => show(row.code, span)));
  if (row.says !== undefined) expect(found[0]?.message).toMatch(row.says);
  if (row.fixed === undefined) return;
  const repaired = applyChanges(text, found[0]?.fixes?.[0]?.changes ?? []);
  expect(repaired).toBe(row.fixed);
  expect(refusals(repaired, row).map(({ message }) => message)).toEqual([]);
}
