import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  chmodSync(join(home, 'jobs', name), 0o640);
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
      ['jobs/a.yml', [{ path: 'jobs/a.yml', text: '# a.yml', mode: 0o640 }]],
      ['./jobs/b.*', [{ path: './jobs/b.yml', text: '# b.yml', mode: 0o640 }]],
    ]);
  });

  it('may be absolute', () => {
    const pattern = join(home, 'jobs', '*.yaml');
    expect(readNeighbours('/nowhere', [pattern]).get(pattern)).toEqual([
      { path: join(home, 'jobs', 'c.yaml'), text: '# c.yaml', mode: 0o640 },
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

  it.each([
    ['that is not there', 'nope.yml', { inKnownFolder: true }],
    ['whose folder is not there', 'nowhere/nope.yml', { inKnownFolder: false }],
    ['that is too large', 'jobs/large.yml', { is: 'unreadable' }],
    ['that is a folder', 'jobs/folder.yml', { is: 'folder' }],
    ['that is a device', '/dev/null', { is: 'unreadable' }],
  ])('have no text but what can be told of one %s', (_name, path, told) => {
    const [found] = readNeighbours(home, [path]).get(path) ?? [];
    expect(found).toMatchObject({ path, text: undefined, ...told });
  });
});
