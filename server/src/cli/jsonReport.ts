import { type Category, compareFindings, type Finding, type Severity } from '../core/findings/finding';
import { helpAddress } from '../core/services/help';
import type { Report } from './checkCommand';
import type { CheckedFile } from './checkFile';
import type { Skipped } from './findFiles';
import { type Lines, linesOf, type Position } from './lines';

/** A finding as schemas/report.schema.json describes it. */
interface JsonFinding {
  readonly path: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly help: string;
  readonly fixes: readonly string[];
}

/** A report as schemas/report.schema.json describes it; that schema is a contract. */
interface JsonReport {
  readonly version: 1;
  readonly findings: readonly JsonFinding[];
  readonly files: number;
  readonly skipped: readonly Skipped[];
}

/** The report for programs, as one JSON text with a line break behind it. `docs` is the address of the folder of the pages. */
export function jsonReport(report: Report, docs: string): string {
  const json: JsonReport = {
    version: 1,
    findings: report.checked.flatMap((file) => findingsOf(file, docs)),
    files: report.checked.length,
    skipped: report.skipped.map(({ path, reason }) => ({ path, reason })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function findingsOf(file: CheckedFile, docs: string): readonly JsonFinding[] {
  if (file.findings.length === 0) return [];
  const lines = linesOf(file.text);
  return [...file.findings].sort(compareFindings).map((finding) => toJson(finding, file, lines, docs));
}

function toJson(finding: Finding, { path, service }: CheckedFile, lines: Lines, docs: string): JsonFinding {
  const { severity, category, code, message, start, end, fixes = [] } = finding;
  return {
    path,
    kind: service.kind,
    severity,
    category,
    code,
    message,
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    help: helpAddress(code, docs),
    fixes: fixes.map(({ title }) => title),
  };
}
