import type { Diagnostic } from 'vscode-languageserver';
import type { Report } from '../core/services/service';
import { toDiagnostic } from './convert';
import { type OpenFile, reportOn, type Workshop } from './openFile';
import { sameUri } from './root';

/** What is told of a file in the report on the workspace. */
export interface Result {
  /** Another one whenever something else is told of the file. */
  readonly resultId: string;
  /** That of the document, where an editor has it open. */
  readonly version: number | null;
  readonly items: readonly Diagnostic[];
}

/** What is told of the open documents, by the one way of writing their URIs; undefined for one that is none of ours. */
export type OpenResults = () => ReadonlyMap<string, Result | undefined>;

/**
 * Tells of open documents what their own pulls tell. An editor may have documents open that nobody sees: VS Code keeps
 * one for a while after its tab was closed, and asks no more for it.
 */
export function openResults(files: ReadonlyMap<string, OpenFile>, workshop: Workshop, helpBase: string): OpenResults {
  const known = new WeakMap<Report, Result>();
  let results = 0;

  function resultOf(file: OpenFile): Result | undefined {
    const report = reportOn(file, workshop);
    if (report === undefined) return undefined;
    const before = known.get(report);
    if (before?.version === file.text.version) return before;
    const items = report.findings.map((finding) => toDiagnostic(finding, file.text, helpBase));
    const result = { resultId: `open-${Date.now().toString(36)}-${++results}`, version: file.text.version, items };
    known.set(report, result);
    return result;
  }
  return () => new Map([...files.values()].map((file) => [sameUri(file.uri), resultOf(file)]));
}
