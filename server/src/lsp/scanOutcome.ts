import type { ClosedFiles } from './closedFiles';
import type { ScanCounts } from './workspaceScan';

/** What came of a scan, for the user and for whoever asked for it. */
export interface ScanOutcome extends Omit<ScanCounts, 'isComplete'> {
  readonly findings: number;
  readonly filesWithFindings: number;
  readonly isCancelled: boolean;
  /** All of it as a sentence. */
  readonly summary: string;
}

/** What came of a scan that has counted `counts` and knows `files`. */
export function outcomeOf({ looked, ours, isComplete }: ScanCounts, files: ClosedFiles['all']): ScanOutcome {
  const found = [...files.values()].map(({ items }) => items.length).filter((length) => length > 0);
  const findings = found.reduce((sum, length) => sum + length, 0);
  const what =
    findings === 0
      ? `no findings in ${numberOf(ours, 'file')}`
      : `${numberOf(findings, 'finding')} in ${numberOf(found.length, 'file')} of ${ours.toLocaleString('en')}`;
  const summary =
    ours === 0 && findings === 0
      ? `ScrapeGuard looked at ${numberOf(looked, 'file')}: none of them belongs to a Prometheus set-up.`
      : `ScrapeGuard: ${what}.`;
  return {
    looked,
    ours,
    findings,
    filesWithFindings: found.length,
    isCancelled: !isComplete,
    summary: isComplete ? summary : `The scan was cancelled. ${summary}`,
  };
}

function numberOf(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
