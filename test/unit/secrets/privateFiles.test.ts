import {
  chmodSync,
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
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPrivateFiles, makePrivate, Refusal } from '../../../server/src/host/writing/privateFiles';

let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'scrapeguard-private-'));
  folder = join(home, 'workspace/conf');
  mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const root = () => join(home, 'workspace');
const SECRET = { path: 'node-password', content: 'correct-horse' };

describe('private files', () => {
  test('have the rights of their owner alone, whatever the umask', () => {
    const before = process.umask(0);
    try {
      createPrivateFiles(folder, root(), [SECRET]);
    } finally {
      process.umask(before);
    }
    expect(statSync(join(folder, SECRET.path)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, SECRET.path), 'utf8')).toBe(SECRET.content);
  });

  test.each([
    ['a file', () => writeFileSync(join(folder, SECRET.path), 'theirs')],
    ['a link, even one that leads nowhere', () => symlinkSync(join(home, 'nowhere'), join(folder, SECRET.path))],
  ])('are not written over %s', (_name, put) => {
    put();
    expect(() => createPrivateFiles(folder, root(), [SECRET])).toThrow(Refusal);
    expect(readdirSync(home)).toEqual(['workspace']);
  });

  test('are not written where a link leads out of the workspace', () => {
    mkdirSync(join(home, 'outside'));
    symlinkSync(join(home, 'outside'), join(root(), 'link'));
    expect(() => createPrivateFiles(join(root(), 'link'), root(), [SECRET])).toThrow(/out of the workspace/);
    expect(readdirSync(join(home, 'outside'))).toEqual([]);
  });

  test('are all written or none, and .gitignore is as it was', () => {
    mkdirSync(join(root(), '.git'));
    writeFileSync(join(folder, 'second'), 'theirs');
    const files = [SECRET, { path: 'second', content: 'x' }];
    expect(() => createPrivateFiles(folder, root(), files)).toThrow(/nothing is overwritten/);
    expect(readdirSync(folder)).toEqual(['second']);
    writeFileSync(join(folder, '.gitignore'), '*.tmp\n');
    expect(() => createPrivateFiles(folder, root(), files)).toThrow();
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*.tmp\n');
  });

  test('are ignored by git at the real place of a folder that a link leads to', () => {
    mkdirSync(join(root(), '.git'));
    symlinkSync('conf', join(root(), 'link'));
    createPrivateFiles(join(root(), 'link'), root(), [SECRET]);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('/node-password\n');
  });

  test('can be taken back', () => {
    mkdirSync(join(root(), '.git'));
    const takeBack = createPrivateFiles(folder, root(), [SECRET]);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('/node-password\n');
    takeBack();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are added to no .gitignore where git ignores them, or where there is no repository', () => {
    createPrivateFiles(folder, root(), [SECRET]);
    expect(readdirSync(folder)).toEqual([SECRET.path]);
    mkdirSync(join(root(), '.git'));
    writeFileSync(join(root(), '.gitignore'), '*-token\n');
    createPrivateFiles(folder, root(), [{ path: 'node-token', content: 'x' }]);
    expect(readdirSync(folder)).toEqual([SECRET.path, 'node-token']);
  });
});

describe('making a file private', () => {
  test('takes it from everybody but its owner', () => {
    writeFileSync(join(folder, 'tls.key'), '');
    chmodSync(join(folder, 'tls.key'), 0o644);
    makePrivate(join(folder, 'tls.key'), root());
    expect(statSync(join(folder, 'tls.key')).mode & 0o777).toBe(0o600);
  });

  test('is done to no folder, and to nothing out of the workspace', () => {
    writeFileSync(join(home, 'theirs'), '');
    chmodSync(join(home, 'theirs'), 0o644);
    symlinkSync(join(home, 'theirs'), join(folder, 'link.key'));
    expect(() => makePrivate(join(folder, 'link.key'), root())).toThrow(Refusal);
    expect(() => makePrivate(join(home, 'theirs'), root())).toThrow(Refusal);
    expect(() => makePrivate(folder, root())).toThrow(Refusal);
    expect(() => makePrivate(join(folder, 'absent'), root())).toThrow(/there is no such file/);
    expect(statSync(join(home, 'theirs')).mode & 0o777).toBe(0o644);
  });
});
