import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { compareFindings, type Finding } from '../core/findings/finding';
import { reasonOf } from '../host/reasonOf';
import type { Report } from './checkCommand';
import type { CheckedFile } from './checkFile';
import { fingerprinter } from './fingerprint';
import type { SecretsOf } from './namesOfFile';

/** Findings of one file that cannot be told apart: same code, same line. The line is hashed, without its secrets. */
interface Entry {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly path: string;
  readonly code: string;
  readonly line: string;
  readonly count: number;
}

/** The findings that are known, as a file of JSON. */
interface Baseline {
  readonly version: 1;
  readonly findings: readonly Entry[];
}

/** What came of an action on a baseline: a report, or why it failed. */
export type Compared = { readonly report: Report } | { readonly problem: string };

/** `report` without what the baseline at `path` knows, and with the number of that. */
export function withoutKnown(report: Report, path: string, secretsOf: SecretsOf): Compared {
  const baseline = read(path);
  if (typeof baseline === 'string') return { problem: `The baseline ${path} cannot be used: ${baseline}.` };
  const left = new Map(baseline.findings.map((entry) => [keyOf(entry), entry.count]));
  let known = 0;
  const isNew = (entry: Omit<Entry, 'count'>): boolean => {
    const count = left.get(keyOf(entry)) ?? 0;
    if (count === 0) return true;
    left.set(keyOf(entry), count - 1);
    known += 1;
    return false;
  };
  const checked = report.checked.map((file) => {
    const entry = entriesIn(file, dirname(path), secretsOf);
    return { ...file, findings: inOrder(file).filter((finding) => isNew(entry(finding))) };
  });
  return { report: { ...report, checked, known } };
}

/** Writes everything that `report` found to the baseline at `path`; gives the number, or why it cannot be written. */
export function writeBaseline({ checked }: Report, path: string, secretsOf: SecretsOf): number | string {
  const entries = new Map<string, Entry>();
  for (const file of checked) {
    const entry = entriesIn(file, dirname(path), secretsOf);
    for (const finding of file.findings.map(entry)) {
      const count = (entries.get(keyOf(finding))?.count ?? 0) + 1;
      entries.set(keyOf(finding), { ...finding, count });
    }
  }
  const findings = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const baseline: Baseline = { version: 1, findings };
  try {
    writeFileSync(path, `${JSON.stringify(baseline, undefined, 2)}\n`);
  } catch (error) {
    return `The baseline ${path} cannot be written: ${reasonOf(error)}.`;
  }
  return findings.reduce((sum, { count }) => sum + count, 0);
}

function inOrder({ findings }: CheckedFile): readonly Finding[] {
  return [...findings].sort(compareFindings);
}

function entriesIn(
  file: CheckedFile,
  folder: string,
  secretsOf: SecretsOf,
): (finding: Finding) => Omit<Entry, 'count'> {
  const path = relative(resolve(folder), resolve(file.path)).split(sep).join('/');
  // Reading the secrets of a file takes longer than most files need here: many have no findings.
  let fingerprint: ((finding: Finding) => string) | undefined;
  return (finding) => {
    fingerprint ??= fingerprinter(file, secretsOf(file));
    return { path, code: finding.code, line: fingerprint(finding) };
  };
}

function keyOf({ path, code, line }: Omit<Entry, 'count'>): string {
  return JSON.stringify([path, code, line]);
}

/** The baseline at `path`, or what is wrong with it. */
function read(path: string): Baseline | string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return reasonOf(error);
  }
  try {
    const json: unknown = JSON.parse(text);
    if (isBaseline(json)) return json;
  } catch {
    // Said below.
  }
  return 'it is none. Write one with `--write-baseline`';
}

function isBaseline(json: unknown): json is Baseline {
  return isRecord(json) && json.version === 1 && Array.isArray(json.findings) && json.findings.every(isEntry);
}

function isEntry(entry: unknown): entry is Entry {
  if (!isRecord(entry)) return false;
  const { path, code, line, count } = entry;
  return [path, code, line].every((text) => typeof text === 'string') && Number.isInteger(count) && Number(count) > 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
