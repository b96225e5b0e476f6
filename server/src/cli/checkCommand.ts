import { dirname, resolve } from 'node:path';
import type { Judge } from '../core/findings/fixAll';
import { newestTargets } from '../core/kinds/targets';
import { RULES } from '../core/rules/all';
import type { FileContent } from '../core/services/checkFile';
import { createServices } from '../core/services/registry';
import { guesser } from '../host/guesses';
import { readText } from '../host/readText';
import { type CheckRequest, SEVERITIES } from './arguments';
import { type CheckedFile, checkFile } from './checkFile';
import { brokenConfigs, projectsFor } from './configs';
import { findFiles, type Skipped } from './findFiles';
import { type FixedFile, fixFile } from './fixFile';
import { fixSecrets, type MovedFile } from './fixSecrets';

/** What a check found, in the order of the paths. */
export interface Report {
  readonly checked: readonly CheckedFile[];
  readonly skipped: readonly Skipped[];
  /** The files that were repaired, or would be. */
  readonly fixed?: readonly FixedFile[];
  /** The files whose secrets were to be moved. */
  readonly moved?: readonly MovedFile[];
  /** How many findings are left out because a baseline knows them. */
  readonly known?: number;
}

/** What came of a check: a report, or the paths that do not exist. */
export type Outcome = { readonly report: Report } | { readonly missing: readonly string[] };

const STDIN = 0;

/** Finds, reads and checks the files of `request`. */
export function check(request: CheckRequest): Outcome {
  const { stdinPath } = request;
  const services = createServices(RULES);
  const projects = projectsFor(request, services);
  if (projects === undefined) return { missing: [request.config ?? ''] };
  const found =
    stdinPath === undefined
      ? findFiles(request.paths, projects)
      : { files: [{ path: stdinPath, named: true }], skipped: [], missing: [] };
  if (found.missing.length > 0) return { missing: found.missing };
  const newest = newestTargets();
  const guess = guesser();
  const checked: CheckedFile[] = [];
  const skipped: Skipped[] = [...found.skipped];
  const fixed: FixedFile[] = [];
  const moved: MovedFile[] = [];
  for (const file of found.files) {
    const content = readText(stdinPath === undefined ? file.path : STDIN);
    const project = projects.of(dirname(resolve(file.path)));
    const result = checkFile(file, content, services, newest, request, project, guess);
    if (result === undefined) continue;
    if (!('service' in result)) {
      skipped.push(result);
      continue;
    }
    const judge: Judge = (text) => {
      const again = checkFile(file, withText(content, text), services, newest, request, project, guess);
      return again !== undefined && 'service' in again && again.service === result.service ? again.findings : undefined;
    };
    const repaired = request.fix === 'no' ? undefined : fixFile(result, request, judge);
    if (repaired !== undefined) fixed.push(repaired);
    const current = repaired?.file ?? result;
    const emptied = request.fixSecrets ? fixSecrets(current, newest, judge) : undefined;
    if (emptied !== undefined) moved.push(emptied);
    checked.push(emptied?.file ?? current);
  }
  checked.push(...brokenConfigs(projects, checked, services, newest, request));
  return {
    report: { checked: checked.sort(byPath), skipped: skipped.sort(byPath), fixed: fixed.sort(byFile), moved },
  };
}

/** `content` with another text, in the same encoding. */
function withText(content: FileContent, text: string): FileContent {
  return content.text === undefined ? { ...content, bytes: text } : { text };
}

function byFile(a: FixedFile, b: FixedFile): number {
  return byPath(a.file, b.file);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The exit status of a check: 1 where anything of at least the severity of `request` was found, otherwise 0. */
export function exitStatus({ checked }: Report, request: CheckRequest): 0 | 1 {
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(request.severity) + 1);
  return checked.some(({ findings }) => findings.some(({ severity }) => counted.includes(severity))) ? 1 : 0;
}
