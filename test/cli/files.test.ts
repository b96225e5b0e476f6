import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();

/** The files a run looked at, by the findings in them: every file here is bad. */
function found(args: readonly string[], cwd?: string): readonly string[] {
  const { stdout } = cli.run(['check', '--format', 'json', ...args], cwd === undefined ? {} : { cwd });
  return JSON.parse(stdout).findings.map((finding: { path: string }) => finding.path);
}

function skipped(args: readonly string[]): readonly { path: string; reason: string }[] {
  return JSON.parse(cli.run(['check', '--format', 'json', ...args]).stdout).skipped;
}

describe('the files that are checked', () => {
  it.each([
    ['Latin-1', Buffer.from('; caf\xe9\n[a]\nclinet = yes\n', 'latin1'), '3:1'],
    ['UTF-16', Buffer.from('\ufeffclient = yes\n', 'utf16le'), '1:1'],
  ])('are read byte by byte where their program does it: a stunnel.conf in %s', (_name, bytes, place) => {
    cli.files({ 'stunnel.conf': bytes, 'prometheus.yml': Buffer.from('global: {a: caf\xe9}\n', 'latin1') });
    const { stdout } = cli.run(['check', '--quiet', '--severity', 'error', '.']);
    expect(stdout).toContain(`stunnel.conf:${place}: error`);
    expect(skipped(['prometheus.yml'])).toEqual([{ path: 'prometheus.yml', reason: 'it is not valid UTF-8' }]);
  });

  it('are those below the current folder where no path is given', () => {
    cli.files({ 'prometheus.yml': BAD, 'a/b/prometheus.yaml': BAD, 'values.yaml': 'a: 1\n', 'notes.txt': BAD });
    expect(found([])).toEqual(['a/b/prometheus.yaml', 'prometheus.yml']);
  });

  it('are named the way they were given', () => {
    const work = cli.files({ 'a/prometheus.yml': BAD });
    expect(found(['a'])).toEqual(['a/prometheus.yml']);
    expect(found(['a/'])).toEqual(['a/prometheus.yml']);
    expect(found(['./a'])).toEqual(['./a/prometheus.yml']);
    expect(found(['../a/prometheus.yml'], join(work, 'a'))).toEqual(['../a/prometheus.yml']);
    expect(found([work])).toEqual([join(work, 'a/prometheus.yml').replaceAll('\\', '/')]);
  });

  it('are checked once, however often they are given', () => {
    cli.files({ 'prometheus.yml': BAD });
    expect(found(['.', 'prometheus.yml', './prometheus.yml'])).toEqual(['./prometheus.yml']);
  });

  it('are not those that .gitignore names, nested ones included', () => {
    cli.files({
      '.gitignore': 'out/\n*.gen.yml\n!keep.gen.yml\n',
      'out/prometheus.yml': BAD,
      'prometheus.gen.yml': BAD,
      'keep.gen.yml': BAD,
      'a/.gitignore': '/prometheus.yml\n!prometheus.gen.yml\n',
      'a/prometheus.yml': BAD,
      'a/prometheus.gen.yml': BAD,
      'a/b/prometheus.yml': BAD,
    });
    expect(found([])).toEqual(['a/b/prometheus.yml', 'a/prometheus.gen.yml', 'keep.gen.yml']);
  });

  it('are not those that a .gitignore further up in the repository names', () => {
    const work = cli.files({ '.gitignore': 'b/\n', 'a/b/prometheus.yml': BAD, 'a/prometheus.yml': BAD });
    mkdirSync(join(work, '.git'));
    expect(found(['a'])).toEqual(['a/prometheus.yml']);
    expect(found(['.'], join(work, 'a'))).toEqual(['prometheus.yml']);
  });

  it('are those that are named although git ignores them, and those in a folder that is', () => {
    const work = cli.files({ '.gitignore': 'out/\n', 'out/prometheus.yml': BAD });
    mkdirSync(join(work, '.git'));
    expect(found(['out/prometheus.yml'])).toEqual(['out/prometheus.yml']);
    expect(found(['out'])).toEqual(['out/prometheus.yml']);
  });

  it('are never those of git and of node_modules', () => {
    cli.files({ '.git/prometheus.yml': BAD, 'a/node_modules/b/prometheus.yml': BAD, 'a/prometheus.yml': BAD });
    expect(found([])).toEqual(['a/prometheus.yml']);
  });

  it('are found behind links to files, not behind links to folders', () => {
    const work = cli.files({ 'a/prometheus.yml': BAD });
    symlinkSync('a', join(work, 'link'));
    symlinkSync('a/prometheus.yml', join(work, 'linked-prometheus.yml'));
    symlinkSync('nowhere.yml', join(work, 'dangling-prometheus.yml'));
    expect(found([])).toEqual(['a/prometheus.yml', 'linked-prometheus.yml']);
  });

  it('have the kind that --kind or a comment names', () => {
    const text = 'scrape_interval: 1\n';
    cli.files({ 'a.yml': text, 'b.txt': `# scrapeguard: kind=prometheus\n${text}` });
    expect(found(['--kind', 'prometheus', 'a.yml'])).toEqual(['a.yml']);
    expect(found(['b.txt'])).toEqual(['b.txt']);
  });

  it('include what the configuration includes', () => {
    cli.files({ 'prometheus.yml': `scrape_config_files: [jobs/*.yml]\n${GOOD}`, 'jobs/a.yml': GOOD });
    const { stdout, status } = cli.run(['check', '-q', 'prometheus.yml']);
    expect(stdout).toMatch(/^prometheus\.yml:\d+:\d+: error .*node.* \[duplicate-job-name\]\n$/);
    expect(status).toBe(1);
  });
});

describe('what cannot be checked', () => {
  it('is listed when it was named and is of no kind', () => {
    cli.files({ 'values.yaml': 'a: 1\n' });
    expect(skipped(['values.yaml'])).toEqual([
      { path: 'values.yaml', reason: 'its kind is not known; name one with --kind' },
    ]);
    expect(skipped(['.'])).toEqual([]);
  });

  it('is listed with the reason when it is too large, binary, not UTF-8 or unreadable', () => {
    const work = cli.files({
      'large/prometheus.yml': `${GOOD}${'#'.repeat(10 * 1024 * 1024)}`,
      'binary/prometheus.yml': 'scrape_configs:\0',
      'latin/prometheus.yml': Uint8Array.of(0x23, 0xe4, 0x0a),
      'other.yml': Uint8Array.of(0xe4),
    });
    expect(skipped(['.'])).toEqual([
      { path: 'binary/prometheus.yml', reason: 'it is binary' },
      { path: 'large/prometheus.yml', reason: 'it is larger than 10 MB' },
      { path: 'latin/prometheus.yml', reason: 'it is not valid UTF-8' },
    ]);
    expect(skipped(['other.yml'])).toEqual([{ path: 'other.yml', reason: 'it is not valid UTF-8' }]);
    chmodSync(join(work, 'binary/prometheus.yml'), 0);
    if (process.getuid?.() !== 0) {
      expect(skipped(['binary/prometheus.yml'])[0]?.reason).toBe('permission denied');
    }
  });

  it('ends the run with status 2 when there is nothing at the path', () => {
    cli.files({ 'prometheus.yml': GOOD });
    const { status, stdout, stderr } = cli.run(['check', 'prometheus.yml', 'nope.yml', 'nope/']);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('There is no file or folder nope.yml. Check the path.');
    expect(stderr).toContain('nope/');
  });
});
