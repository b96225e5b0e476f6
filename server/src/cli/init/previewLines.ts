import type { FilePlan, PlannedFile } from '../../host/planFiles';

const SAID: Readonly<Record<PlannedFile['state'], string>> = {
  new: 'new',
  unchanged: 'unchanged',
  differs: 'replaced',
  kept: 'kept',
};

/**
 * A line for each file: what becomes of it, and who may read it.
 * @param edited a file that is there already and gets an addition
 */
export function previewLines({ files }: FilePlan, edited: string | undefined): readonly string[] {
  const lines = files.map(
    ({ file, state }) => `${SAID[state].padEnd(9)} ${file.mode.toString(8).padStart(4, '0')} ${file.path}`,
  );
  return edited === undefined ? lines : [...lines, `${'extended'.padEnd(14)} ${edited}`];
}
