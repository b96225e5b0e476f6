/**
 * What a reader says of a file: `refused` when it is loaded, `crashed` while it was loaded, `accepted` otherwise, with
 * or without remarks. `unsure` is only ours: findings that may belong to a rule beyond loading.
 */
export type Outcome = 'accepted' | 'refused' | 'crashed' | 'unsure';

export interface Verdict {
  readonly outcome: Outcome;
  /** Its words, a line for each thing. */
  readonly says: string;
  /** Its words without what differs from file to file; the cause of a disagreement. */
  readonly cause: string;
  /** Ours: the errors for which the file is refused, their messages and codes. */
  readonly errors?: readonly string[];
}

/** A file on which promtool and ScrapeGuard disagree. */
export interface Disagreement {
  readonly seed: number;
  readonly text: string;
  readonly theirs: Verdict;
  readonly ours: Verdict;
}

/** Whether two verdicts say the same of whether the file loads. */
export function agree(theirs: Verdict, ours: Verdict): boolean {
  if (ours.outcome === 'unsure') return true;
  if (theirs.outcome === 'accepted') return ours.outcome !== 'refused';
  return ours.outcome === 'refused' || ours.outcome === 'crashed';
}

/** What a disagreement is grouped by. */
export function causeOf({ theirs, ours }: Pick<Disagreement, 'theirs' | 'ours'>): string {
  return theirs.outcome === 'accepted' ? `only ours: ${ours.cause}` : `only the program: ${theirs.cause}`;
}
