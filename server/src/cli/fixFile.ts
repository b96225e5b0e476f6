import { fixAll, type Judge, type Repair } from '../core/findings/fixAll';
import { replaceText } from '../host/writing/replaceText';
import type { CheckRequest } from './arguments';
import type { CheckedFile } from './checkFile';

/** A file that was repaired, or would be. */
export interface FixedFile {
  readonly file: CheckedFile;
  /** The text that it had. */
  readonly before: string;
  readonly done: readonly Repair[];
  /** Why the file still has the text that it had. */
  readonly problem?: string;
}

/**
 * Makes the safe fixes of `file`, which is written unless `request` only wants to see them.
 * @param judge gives the findings in a text of the file
 * @returns undefined where there is nothing to fix
 */
export function fixFile(file: CheckedFile, request: CheckRequest, judge: Judge): FixedFile | undefined {
  const { path, text: before } = file;
  const { text, findings, done } = fixAll(before, file.findings, judge);
  if (text === before) return undefined;
  const problem = request.fix === 'write' ? replaceText(path, before, text) : undefined;
  if (problem !== undefined) return { file, before, done: [], problem };
  return { file: { ...file, text, findings }, before, done };
}

/** What was done to the files, a line for each repair of a file. */
export function fixLines(fixed: readonly FixedFile[]): readonly string[] {
  return fixed.flatMap(({ file: { path }, done, problem }) => {
    if (problem !== undefined) return [`${path}: not fixed, because ${problem}`];
    const counts = new Map<string, number>();
    for (const { finding, fix } of done) {
      const what = `${fix.title} [${finding.code}]`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    return [...counts].map(([what, count]) => `${path}: fixed: ${what}${count > 1 ? `, ${count} times` : ''}`);
  });
}
