import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_FILE_SIZE, readNeighbours } from '../../server/src/host/neighbours';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-neighbours-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

mkdirSync(join(home, 'jobs/deeper'), { recursive: true });
mkdirSync(join(home, 'jobs/folder.yml'));
for (const name of ['a.yml', 'b.yml', 'c.yaml', '[x].yml', 'deeper/d.yml']) {
  writeFileSync(join(home, 'jobs', name), `# ${name}`);
}
writeFileSync(join(home, 'jobs/large.yml'), '#'.repeat(MAX_FILE_SIZE + 1));

function pathsOf(pattern: string): readonly string[] | undefined {
  return readNeighbours(home, [pattern])
    .get(pattern)
    ?.map(({ path }) => path);
}

describe('the files that a config names', () => {
  it('are read relative to its folder, by pattern', () => {
    const found = readNeighbours(home, ['jobs/a.yml', './jobs/b.*']);
    expect([...found]).toEqual([
      ['jobs/a.yml', [{ path: 'jobs/a.yml', text: '# a.yml' }]],
      ['./jobs/b.*', [{ path: './jobs/b.yml', text: '# b.yml' }]],
    ]);
  });

  it('may be absolute', () => {
    const pattern = join(home, 'jobs', '*.yaml');
    expect(readNeighbours('/nowhere', [pattern]).get(pattern)).toEqual([
      { path: join(home, 'jobs', 'c.yaml'), text: '# c.yaml' },
    ]);
  });

  it.each([
    ['jobs/*.yml', ['jobs/[x].yml', 'jobs/a.yml', 'jobs/b.yml', 'jobs/large.yml']],
    ['jobs/?.yml', ['jobs/a.yml', 'jobs/b.yml']],
    ['jobs/[a-b].yml', ['jobs/a.yml', 'jobs/b.yml']],
    ['jobs/[^a].yml', ['jobs/b.yml']],
    ['jobs/\\[x].yml', ['jobs/[x].yml']],
    ['jobs/[.yml', []],
    ['*/a.yml', []],
    ['nowhere/*.yml', []],
  ])('match %s the way Go matches it', (pattern, expected) => {
    expect(pathsOf(pattern)).toEqual(expected);
  });

  it('have no text where they are not there, too large or a folder', () => {
    for (const path of ['nope.yml', 'jobs/large.yml', 'jobs/folder.yml']) {
      expect(readNeighbours(home, [path]).get(path)).toEqual([{ path, text: undefined }]);
    }
  });
});
