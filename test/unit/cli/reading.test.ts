import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bytesAt } from '../../../server/src/cli/reading';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-reading-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a file that is named on the command line', () => {
  test.skipIf(process.platform === 'win32')('may be a pipe, as a shell makes them of the output of a program', () => {
    const pipe = join(home, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    spawn('sh', ['-c', 'echo "correct horse" > "$0"', pipe]);
    expect(bytesAt(pipe).toString()).toBe('correct horse\n');
  });

  test.each(['/dev/zero', home, join(home, 'nowhere')])('is refused where it is none: %s', (path) => {
    expect(() => bytesAt(path)).toThrow(/is no file|cannot be read/);
  });
});
