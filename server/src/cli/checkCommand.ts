import { newestTargets } from '../core/kinds/targets';
import { RULES } from '../core/rules/all';
import { createServices } from '../core/services/registry';
import { type CheckRequest, SEVERITIES } from './arguments';
import { type CheckedFile, checkFile } from './checkFile';
import { findFiles, type Skipped } from './findFiles';
import { readText } from './readText';

/** What a check found, in the order of the paths. */
export interface Report {
  readonly checked: readonly CheckedFile[];
  readonly skipped: readonly Skipped[];
}

/** What came of a check: a report, or the paths that do not exist. */
export type Outcome = { readonly report: Report } | { readonly missing: readonly string[] };

const STDIN = 0;

/** Finds, reads and checks the files of `request`. */
export function check(request: CheckRequest): Outcome {
  const { stdinPath } = request;
  const found =
    stdinPath === undefined
      ? findFiles(request.paths)
      : { files: [{ path: stdinPath, named: true }], skipped: [], missing: [] };
  if (found.missing.length > 0) return { missing: found.missing };
  const services = createServices(RULES);
  const newest = newestTargets();
  const checked: CheckedFile[] = [];
  const skipped: Skipped[] = [...found.skipped];
  for (const file of found.files) {
    const result = checkFile(file, readText(stdinPath === undefined ? file.path : STDIN), services, newest, request);
    if (result === undefined) continue;
    if ('service' in result) checked.push(result);
    else skipped.push(result);
  }
  return { report: { checked: checked.sort(byPath), skipped: skipped.sort(byPath) } };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The exit status of a check: 1 where anything of at least the severity of `request` was found, otherwise 0. */
export function exitStatus({ checked }: Report, request: CheckRequest): 0 | 1 {
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(request.severity) + 1);
  return checked.some(({ findings }) => findings.some(({ severity }) => counted.includes(severity))) ? 1 : 0;
}
