import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();
const job = (name: string) => `  - job_name: ${name}\n    honor_labels: maybe\n`;
const write = () => cli.run(['check', '--write-baseline', 'baseline.json']);
const compare = (...args: string[]) => cli.run(['check', '--baseline', 'baseline.json', '-q', ...args]);

describe('a baseline', () => {
  it('holds everything that is found, and then nothing is new', () => {
    cli.files({ 'prometheus.yml': BAD, 'a/prometheus.yml': BAD });
    expect(write()).toEqual({ status: 0, stdout: '2 findings written to baseline.json.\n', stderr: '' });
    expect(compare()).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(cli.run(['check', '--baseline', 'baseline.json']).stdout).toBe(
      'Nothing new found in 2 files. 2 more are in the baseline.\n',
    );
  });

  it('knows a line wherever it moves, and however it is indented', () => {
    const work = cli.files({ 'prometheus.yml': `scrape_configs:\n${job('a')}` });
    write();
    const moved = `global: {}\n\nscrape_configs:\n${job('b').replace('maybe', 'true')}${job('a').replaceAll(/^/gm, '  ')}`;
    writeFileSync(join(work, 'prometheus.yml'), moved.trimEnd());
    expect(compare()).toEqual({ status: 1, stdout: expect.stringContaining('bad-indentation'), stderr: '' });
    writeFileSync(
      join(work, 'prometheus.yml'),
      `global: {}\n\nscrape_configs:\n${job('b').replace('maybe', 'true')}${job('a')}`,
    );
    expect(compare()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('counts: a second one that is equal is new', () => {
    const work = cli.files({ 'prometheus.yml': `scrape_configs:\n${job('a')}` });
    write();
    writeFileSync(join(work, 'prometheus.yml'), `scrape_configs:\n${job('a')}${job('b')}`);
    const { stdout, status } = compare();
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringContaining('prometheus.yml:5:19: error'),
    ]);
    expect(status).toBe(1);
  });

  it('does not know the same line of another file, nor another finding of the same line', () => {
    const work = cli.files({ 'prometheus.yml': BAD });
    write();
    writeFileSync(join(work, 'prometheus.yaml'), BAD);
    expect(compare().stdout).toMatch(/^prometheus\.yaml:2:5: .*\n$/);
    writeFileSync(join(work, 'prometheus.yaml'), GOOD);
    writeFileSync(join(work, 'prometheus.yml'), 'scrape_configs:\n  - job_nam: node2\n');
    expect(compare().status).toBe(1);
  });

  it('takes its paths from its own folder, wherever the check is run', () => {
    const work = cli.files({ 'a/prometheus.yml': BAD });
    write();
    const run = cli.run(['check', '--baseline', '../baseline.json', '-q'], { cwd: join(work, 'a') });
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('counts in every form of the report', () => {
    cli.files({ 'prometheus.yml': BAD });
    write();
    expect(JSON.parse(compare('--format', 'json').stdout).findings).toEqual([]);
    expect(JSON.parse(compare('--format', 'sarif').stdout).runs[0].results).toEqual([]);
    expect(compare('--format', 'github').stdout).toBe('');
  });

  it('holds neither a secret nor what could be found by trying', () => {
    const leaky = (secret: string) => `remote_write:\n  - url: "http://user:${secret}@host:port/"\n`;
    const work = cli.files({ 'prometheus.yml': leaky('hunter2') });
    write();
    const first = readFileSync(join(work, 'baseline.json'), 'utf8');
    expect(JSON.parse(first).findings.length).toBeGreaterThan(0);
    expect(first).not.toContain('hunter2');
    expect(first).not.toContain('user');
    cli.files({ 'prometheus.yml': leaky('hunter3') });
    write();
    expect(readFileSync(join(work, 'baseline.json'), 'utf8')).toBe(first);
  });

  it.each([
    ['that is not there', undefined, 'there is no such file'],
    ['that is no JSON', '{', 'it is none'],
    ['of another version', '{"version":2,"findings":[]}', 'it is none'],
    ['with an odd entry', '{"version":1,"findings":[{"path":"a","code":"b","line":"c","count":0}]}', 'it is none'],
  ])('%s is status 2', (_, text, says) => {
    cli.files({ 'prometheus.yml': BAD, ...(text !== undefined && { 'baseline.json': text }) });
    const { status, stdout, stderr } = compare();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('that cannot be written is status 2', () => {
    cli.files({ 'prometheus.yml': BAD });
    const { status, stderr } = cli.run(['check', '--write-baseline', 'no/baseline.json']);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be written');
  });
});
