import type { ClosedFiles } from './closedFiles';
import type { ScanCounts } from './workspaceScan';

/** What came of a scan, for the user and for whoever asked for it. */
export interface ScanOutcome extends ScanCounts {
  readonly findings: number;
  readonly filesWithFindings: number;
  readonly isCancelled: boolean;
  /** All of it as a sentence. */
  readonly summary: string;
}

/** What came of a scan that has counted `counts` and knows `files`. */
export function outcomeOf(counts: ScanCounts, files: ClosedFiles['all'], isCancelled: boolean): ScanOutcome {
  const found = [...files.values()].map(({ items }) => items.length).filter((length) => length > 0);
  const findings = found.reduce((sum, length) => sum + length, 0);
  const what =
    findings === 0
      ? `no findings in ${numberOf(counts.ours, 'file')}`
      : `${numberOf(findings, 'finding')} in ${numberOf(found.length, 'file')} of ${counts.ours.toLocaleString('en')}`;
  const summary =
    counts.ours === 0 && findings === 0
      ? `ScrapeGuard looked at ${numberOf(counts.looked, 'file')}: none of them belongs to a Prometheus set-up.`
      : `ScrapeGuard: ${what}.`;
  return {
    ...counts,
    findings,
    filesWithFindings: found.length,
    isCancelled,
    summary: isCancelled ? `The scan was cancelled. ${summary}` : summary,
  };
}

function numberOf(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
