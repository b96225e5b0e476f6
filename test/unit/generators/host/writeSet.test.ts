import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedFile,
  plainFile,
  script,
  secretFile,
} from '../../../../server/src/core/generators/generatedFile';
import { planFiles } from '../../../../server/src/host/writing/planFiles';
import { Refusal } from '../../../../server/src/host/writing/refusal';
import { writeSet } from '../../../../server/src/host/writing/writeFiles';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'scrapeguard-set-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const out = (path = '') => join(home, 'work/set', path);
const KEY = 'this is a secret';
const SET: readonly GeneratedFile[] = [
  plainFile('README.md', '# The set\n'),
  secretFile('pki/ca.key', KEY),
  plainFile('hosts/web-1/web-config.yml', 'tls_server_config: {}\n'),
  script('hosts/web-1/deploy.sh', '#!/bin/sh\n'),
  secretFile('hosts/web-1/server.key', `${KEY} 2`),
  secretFile('prometheus/browser.p12', new Uint8Array([0, 255, 128])),
  plainFile('docs/notes.md', 'notes\n'),
];
const GITIGNORE = '/pki/ca.key\n/hosts/web-1/server.key\n/prometheus/browser.p12\n';

/** Everything below `folder`: its rights, its content, the targets of links. */
function tree(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const at = join(folder, path);
    const { mode, ino } = lstatSync(at);
    const rights = (mode & 0o777).toString(8);
    found[path] = lstatSync(at).isFile() ? `${rights} ${ino} ${readFileSync(at, 'latin1')}` : rights;
  }
  return found;
}

function put(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

/** The refusal with which writing fails, after which everything is as it was. */
function refusalOf(files: readonly GeneratedFile[], options?: Parameters<typeof writeSet>[2]): string {
  const before = tree(home);
  let message = 'nothing was refused';
  try {
    writeSet(out(), files, options);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    message = error.message;
  }
  expect(tree(home)).toEqual(before);
  expect(message).not.toContain(KEY);
  return message;
}

describe('a set of files', () => {
  test('is written with its rights whatever the umask, secrets and their folders for the owner alone', () => {
    const before = process.umask(0);
    try {
      writeSet(out(), SET);
    } finally {
      process.umask(before);
    }
    const rights = Object.entries(tree(out())).map(([path, found]) => `${found.split(' ')[0]} ${path}`);
    expect(rights).toEqual([
      '644 .gitignore',
      '644 README.md',
      '755 docs',
      '644 docs/notes.md',
      '700 hosts',
      '700 hosts/web-1',
      '755 hosts/web-1/deploy.sh',
      '600 hosts/web-1/server.key',
      '644 hosts/web-1/web-config.yml',
      '700 pki',
      '600 pki/ca.key',
      '700 prometheus',
      '600 prometheus/browser.p12',
    ]);
    expect(statSync(out()).mode & 0o777).toBe(0o700);
    for (const { path, content } of SET) expect(readFileSync(out(path))).toEqual(Buffer.from(content));
  });

  test.each([
    ['in a repository', () => mkdirSync(join(home, '.git'))],
    ['outside of one', () => undefined],
  ])('has a .gitignore that names its secrets, %s', (_name, prepare) => {
    prepare();
    writeSet(out(), SET);
    expect(readFileSync(out('.gitignore'), 'utf8')).toBe(GITIGNORE);
  });

  test('adds to a .gitignore what it does not cover, and nothing where one around it does', () => {
    put('work/set/.gitignore', 'pki/\r\n*.p12');
    writeSet(out(), SET);
    expect(readFileSync(out('.gitignore'), 'utf8')).toBe('pki/\r\n*.p12\r\n/hosts/web-1/server.key\r\n');
    rmSync(out(), { recursive: true });
    mkdirSync(join(home, '.git'));
    put('.gitignore', '*.key\n*.p12\n');
    writeSet(out(), SET);
    expect(existsSync(out('.gitignore'))).toBe(false);
  });

  test('without secrets has none, and folders that others may enter', () => {
    const before = process.umask(0o022);
    try {
      writeSet(out(), [plainFile('a/b.md', 'b\n')]);
    } finally {
      process.umask(before);
    }
    expect(Object.keys(tree(out()))).toEqual(['a', 'a/b.md']);
    expect(statSync(out('a')).mode & 0o777).toBe(0o755);
  });

  test('that is there already changes nothing', () => {
    const first = writeSet(out(), SET);
    expect(first.created).toEqual(SET.map(({ path }) => path));
    const before = tree(home);
    const { created, replaced, madePrivate } = writeSet(out(), SET, { replace: true });
    expect([created, replaced, madePrivate]).toEqual([[], [], []]);
    expect(tree(home)).toEqual(before);
  });

  test('can be taken back', () => {
    put('work/set/README.md', 'mine\n');
    const before = tree(home);
    const { takeBack } = writeSet(out(), SET, { replace: true });
    takeBack();
    expect(Object.keys(tree(home))).toEqual(Object.keys(before));
    expect(readFileSync(out('README.md'), 'utf8')).toBe('mine\n');
  });

  test('has no moment in which others could read a secret, or git take it', () => {
    const steps: string[][] = [];
    const look = () => {
      const there = Object.entries(tree(out())).filter(([path]) =>
        SET.some((file) => file.isSecret && file.path === path),
      );
      for (const [, found] of there) expect(found).toMatch(/^600 /);
      expect(readFileSync(out('.gitignore'), 'utf8')).toBe(GITIGNORE);
      steps.push(there.map(([path]) => path));
      return false;
    };
    writeSet(out(), SET, { signal: Object.create(AbortSignal.prototype, { aborted: { get: look } }) as AbortSignal });
    expect(steps.map(({ length }) => length)).toEqual([0, 0, 1, 1, 1, 2, 3]);
  });

  test('that is taken back leaves what somebody has put into its folders', () => {
    const { takeBack } = writeSet(out(), SET);
    writeFileSync(out('pki/theirs'), 'theirs');
    rmSync(out('README.md'));
    writeFileSync(out('README.md'), 'another file');
    takeBack();
    expect(Object.keys(tree(out()))).toEqual(['README.md', 'pki', 'pki/theirs']);
  });

  test('makes a secret that is there private, and takes that back too', () => {
    writeSet(out(), SET);
    chmodSync(out('pki/ca.key'), 0o644);
    const { madePrivate, takeBack } = writeSet(out(), SET);
    expect(madePrivate).toEqual(['pki/ca.key']);
    expect(statSync(out('pki/ca.key')).mode & 0o777).toBe(0o600);
    takeBack();
    expect(statSync(out('pki/ca.key')).mode & 0o777).toBe(0o644);
  });
});

describe('files that are there already', () => {
  test('are replaced where that was asked for, with the rights that they have', () => {
    put('work/set/README.md', 'mine\n');
    chmodSync(out('README.md'), 0o640);
    expect(refusalOf(SET)).toBe(
      'Other files of these names are there already: README.md. Have them replaced with `--replace`, or choose another folder.',
    );
    expect(writeSet(out(), SET, { replace: true }).replaced).toEqual(['README.md']);
    expect(readFileSync(out('README.md'), 'utf8')).toBe('# The set\n');
    expect(statSync(out('README.md')).mode & 0o777).toBe(0o640);
  });

  test.each([{}, { replace: true }])('are never overwritten where they are secrets: %j', (options) => {
    put('work/set/pki/ca.key', 'another secret');
    expect(refusalOf(SET, options)).toMatch(/^pki\/ca\.key is there already, with another secret in it/);
  });

  test('are planned for a preview that holds no secret', () => {
    put('work/set/README.md', 'mine\n');
    put('work/set/pki/ca.key', KEY);
    put('work/set/docs/notes.md', 'notes\n');
    const plan = planFiles(out(), SET);
    expect(plan.files.map(({ file, state, before }) => [file.path, state, before?.toString()])).toEqual([
      ['README.md', 'differs', 'mine\n'],
      ['pki/ca.key', 'kept', undefined],
      ['hosts/web-1/web-config.yml', 'new', undefined],
      ['hosts/web-1/deploy.sh', 'new', undefined],
      ['hosts/web-1/server.key', 'new', undefined],
      ['prometheus/browser.p12', 'new', undefined],
      ['docs/notes.md', 'unchanged', undefined],
    ]);
    expect(plan.ignored).toEqual(['pki/ca.key', 'hosts/web-1/server.key', 'prometheus/browser.p12']);
  });
});

describe('nothing at all is written', () => {
  test.each<[string, () => void, RegExp]>([
    ['where a folder is in the place of a file', () => put('work/set/docs/notes.md/x', ''), /notes\.md is no file/],
    ['where a file is in the place of a folder', () => put('work/set/docs', ''), /^docs is no folder/],
    ['where a file is in the place of the set', () => put('work/set', ''), /./],
    [
      'where a link is in the place of a file',
      () => {
        put('theirs', 'theirs');
        put('work/set/x', '');
        symlinkSync(join(home, 'theirs'), out('README.md'));
      },
      /^README\.md is a link/,
    ],
    [
      'where a link that leads nowhere is in the place of a secret',
      () => {
        put('work/set/pki/x', '');
        symlinkSync(join(home, 'nowhere'), out('pki/ca.key'));
      },
      /^pki\/ca\.key is a link/,
    ],
    [
      'where a link is in the place of a folder',
      () => {
        put('theirs/x', '');
        put('work/set/x', '');
        symlinkSync(join(home, 'theirs'), out('prometheus'));
      },
      /^prometheus is a link/,
    ],
    [
      'where a link leads out of the workspace',
      () => {
        put('theirs/x', '');
        put('work/x', '');
        symlinkSync(join(home, 'theirs'), out());
      },
      /out of the workspace/,
    ],
    [
      'where the .gitignore is a link',
      () => {
        put('theirs', '');
        put('work/set/x', '');
        symlinkSync(join(home, 'theirs'), out('.gitignore'));
      },
      /\.gitignore is no file of its own/,
    ],
    [
      'where a .gitignore further inside tells git to take a secret',
      () => put('work/set/pki/.gitignore', '!*.key\n'),
      /^A \.gitignore beside pki\/ca\.key tells git to take it/,
    ],
  ])('%s', (_name, prepare, refusal) => {
    prepare();
    mkdirSync(join(home, 'work'), { recursive: true });
    expect(refusalOf(SET, { root: join(home, 'work'), replace: true })).toMatch(refusal);
  });

  test('into a folder below a link out of the workspace, even one that is not there yet', () => {
    put('theirs/x', '');
    put('work/x', '');
    symlinkSync(join(home, 'theirs'), join(home, 'work/link'));
    expect(() => writeSet(join(home, 'work/link/a/b'), SET, { root: join(home, 'work') })).toThrow(
      /out of the workspace/,
    );
    expect(readdirSync(join(home, 'theirs'))).toEqual(['x']);
  });

  // Whoever runs the tests may write everywhere, so the disk is made to fail by what is in the way of the last file.
  test.each(SET.map((_, index) => index))(
    'when it is cancelled before file %i, and what was replaced is back',
    (index) => {
      put('work/set/README.md', 'mine\n');
      put('work/set/.gitignore', '*.tmp');
      const before = readFileSync(out('README.md'), 'utf8');
      let asked = 0;
      const signal = Object.create(AbortSignal.prototype, { aborted: { get: () => asked++ === index } }) as AbortSignal;
      expect(() => writeSet(out(), SET, { replace: true, signal })).toThrow(/cancelled/);
      expect(readFileSync(out('README.md'), 'utf8')).toBe(before);
      expect(readFileSync(out('.gitignore'), 'utf8')).toBe('*.tmp');
      expect(readdirSync(out()).sort()).toEqual(['.gitignore', 'README.md']);
    },
  );

  test.each([
    ['../x', 'is no name'],
    ['a/../../x', 'is no name'],
    ['/etc/passwd', 'is no name'],
    ['a//b', 'is no name'],
    ['', 'is no name'],
    ['a/', 'is no name'],
    ['./a', 'is no name'],
    ['a\\b', 'is no name'],
    ['C:x', 'is no name'],
    ['a\0b', 'is no name'],
    ['a*', 'is no name'],
    ['a b', 'is no name'],
    ['!a', 'is no name'],
    ['#a', 'is no name'],
    ['nul.txt', 'is no name'],
    ['.git/hooks/post-checkout', 'is no name'],
    ['.GIT/config', 'is no name'],
    ['.gitignore', 'is no name'],
    ['readme.md', 'are the same on file systems that know no case'],
    ['HOSTS/web-2/x', 'are the same on file systems that know no case'],
    ['README.md', 'would be written twice'],
    ['README.md/x', 'would be a file and a folder'],
    ['hosts', 'would be a file and a folder'],
  ])('for a set with the path %j', (path, refusal) => {
    expect(refusalOf([...SET, plainFile(path, '')])).toContain(refusal);
  });

  test('outside of the folder, whatever the paths are', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'B', 'b', '.git', '\\', 'x.key', '~', '$x', '\n', '-rf', 'é');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    put('work/other', '');
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.boolean()), { minLength: 1, maxLength: 4 }), (paths) => {
        const files = paths.map(([at, isSecret]) => (isSecret ? secretFile(at, 'x') : plainFile(at, 'x')));
        try {
          writeSet(out(), files).takeBack();
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        expect(readdirSync(home, { recursive: true }).sort()).toEqual(['work', 'work/other']);
      }),
      { numRuns: 300 },
    );
  });
});
