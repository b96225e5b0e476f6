import type { FilePlan, PlannedFile } from '../../host/writing/planFiles';

const SAID: Readonly<Record<PlannedFile['state'], string>> = {
  new: 'new',
  unchanged: 'unchanged',
  differs: 'replaced',
  kept: 'kept',
};

/**
 * A line for each file: what becomes of it, and who may read it.
 * @param edited files that are there already and get an addition
 */
export function previewLines({ files }: FilePlan, edited: readonly string[]): readonly string[] {
  const lines = files.map(
    ({ file, state }) => `${SAID[state].padEnd(9)} ${file.mode.toString(8).padStart(4, '0')} ${file.path}`,
  );
  return [...lines, ...edited.map((path) => `${'extended'.padEnd(14)} ${path}`)];
}
