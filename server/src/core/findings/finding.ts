import type { GeneratorPreset } from '../generators/preset';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/** From what makes the program refuse the file down to a remark. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** `syntax`: not readable as its format; `validation`: refused or misread by its program; `security`: a risk. */
export type Category = 'syntax' | 'validation' | 'security';

/**
 * What only a host can do, because files are written, permissions set, or somebody is asked: `move-secret` moves the
 * secret at `at` into a file (0600) and names that instead, `hash-password` puts a bcrypt hash in the place of the
 * password at `at`, `make-private` takes the file `path` from everybody but its owner; `issue-certificate` and
 * `secure-job` start a generator with what the text tells already. The host works on the text that it has: no secret
 * crosses the protocol.
 */
export type HostAct =
  | { readonly does: 'move-secret' | 'hash-password'; readonly at: Span }
  | { readonly does: 'make-private'; readonly path: string }
  | { readonly does: 'issue-certificate' | 'secure-job'; readonly preset: GeneratorPreset };

/** A repair of a finding: all changes together, or one act of the host. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Whether it is the one right answer, which an editor may offer first. */
  readonly preferred: boolean;
  /** Whether it may run in fix-all and in `check --fix`: it needs no choice, and what worked before works after it. */
  readonly safe?: true;
  /** `refactor` for one of several ways to go on; a quick fix where absent. */
  readonly kind?: 'refactor';
  /** Set where the host does it; then there are no changes. */
  readonly act?: HostAct;
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
    ...(finding.fixes && { fixes: finding.fixes.map((fix) => moveFix(fix, move)) }),
  };
}

function moveFix(fix: Fix, move: <T extends Span>(span: T) => T): Fix {
  const { act, changes } = fix;
  const isPlaced = act !== undefined && 'at' in act;
  return { ...fix, changes: changes.map(move), ...(isPlaced && { act: { ...act, at: move(act.at) } }) };
}

/** Orders findings by place, then code, so that reports are stable. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
