import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/** From what makes the program refuse the file down to a remark. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** `syntax`: not readable as its format; `validation`: refused or misread by its program; `security`: a risk. */
export type Category = 'syntax' | 'validation' | 'security';

/** A repair of a finding: all changes together. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Whether it is the one right answer, which may be made without asking. */
  readonly preferred: boolean;
}

/** Another place that explains a finding, in the same text. */
export interface Related extends Span {
  readonly message: string;
}

/** Something to say about a stretch of a text; offsets are into that text. `code` is the id of a check or rule. */
export interface Finding extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** `finding` moved by `offset` with all that belongs to it. */
export function shiftFinding(finding: Finding, offset: number): Finding {
  return offset === 0 ? finding : moveFinding(finding, (at) => at + offset);
}

/** `finding` with all its offsets, and those of what belongs to it, where `place` puts them. */
export function moveFinding(finding: Finding, place: (offset: number) => number): Finding {
  const move = <T extends Span>(span: T): T => ({ ...span, start: place(span.start), end: place(span.end) });
  return {
    ...move(finding),
    ...(finding.related && { related: finding.related.map(move) }),
    ...(finding.fixes && { fixes: finding.fixes.map((fix) => ({ ...fix, changes: fix.changes.map(move) })) }),
  };
}

/** Orders findings by place, then code, so that reports are stable. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
