import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();

describe('the exit status', () => {
  it('is 0 for clean files and for no files', () => {
    cli.files({ 'prometheus.yml': GOOD });
    expect(cli.run(['check']).status).toBe(0);
    expect(cli.run(['check', 'prometheus.yml']).status).toBe(0);
    cli.files({});
    expect(cli.run(['check'])).toEqual({ status: 0, stdout: expect.stringContaining('No file'), stderr: '' });
  });

  it('is 1 for errors', () => {
    cli.files({ 'prometheus.yml': BAD });
    expect(cli.run(['check']).status).toBe(1);
    expect(cli.run(['check', '--severity', 'error']).status).toBe(1);
  });

  it('goes by --severity, while the report holds everything', () => {
    // What stands behind the end of the document is ignored, which is a warning.
    cli.files({ 'prometheus.yml': `${GOOD}---\na: 1\n` });
    const statuses = ['error', 'warning', 'info', 'hint'].map((severity) => {
      const { status, stdout } = cli.run(['check', '--severity', severity]);
      expect(stdout).toContain('warning');
      return status;
    });
    expect(statuses).toEqual([0, 1, 1, 1]);
    expect(cli.run(['check']).status).toBe(1);
  });
});

describe('a wrong command line', () => {
  it.each([
    [[], 'No command was given'],
    [['chek'], 'There is no command `chek`'],
    [['check', '--kind', 'apache'], 'Use one of: prometheus, web-config, scrape-config, stunnel'],
    [['check', '--format', 'xml'], 'Use one of: text, json'],
    [['check', '--severity', 'fatal'], 'Use one of: error, warning, info, hint'],
    [['check', '--prometheus-version', 'new'], 'is no version'],
    [['check', '--toolkit-version', '0'], 'is no version'],
    [['check', '--stdin'], 'needs `--path NAME`'],
    [['check', '--path', 'a.yml'], 'belongs to `--stdin`'],
    [['check', '--stdin', '--path', 'a.yml', 'b.yml'], 'Remove one of the two'],
    [['check', ''], 'An empty path'],
    [['check', '--colour'], '--colour'],
    [['check', '--kind'], '--kind'],
  ])('is status 2 with what to do: %j', (args, says) => {
    const { status, stdout, stderr } = cli.run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr).toContain('scrapeguard --help');
  });
});

describe('what the command line tells of itself', () => {
  it('is its help, with every option', () => {
    for (const args of [['--help'], ['check', '-h']]) {
      const { status, stdout } = cli.run(args);
      expect(status).toBe(0);
      for (const option of ['kind', 'format', 'severity', 'prometheus-version', 'toolkit-version', 'stdin', 'path']) {
        expect(stdout).toContain(`--${option}`);
      }
    }
  });

  it('is its version', () => {
    expect(cli.run(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe('standard input', () => {
  it('is checked under its name', () => {
    cli.files({});
    const run = cli.run(['check', '--stdin', '--path', 'a/prometheus.yml', '--quiet'], { stdin: BAD });
    expect(run.stdout).toMatch(/^a\/prometheus\.yml:2:5: error .* \[unknown-key\]\n/);
    expect(run.status).toBe(1);
    expect(cli.run(['check', '--stdin', '--path', 'prometheus.yml'], { stdin: GOOD }).status).toBe(0);
    expect(cli.run(['check', '--stdin', '--path', 'prometheus.yml'], { stdin: '' }).status).toBe(0);
  });

  it('may have a kind that its name does not tell', () => {
    cli.files({});
    const run = cli.run(['check', '--stdin', '--path', 'x', '--kind', 'prometheus', '-q'], { stdin: 'globl: {}\n' });
    expect(run.stdout).toContain('x:1:1: error');
  });

  it('sees the files beside the name', () => {
    cli.files({ 'a/jobs.yml': GOOD });
    const stdin = `scrape_config_files: [jobs.yml]\n${GOOD}`;
    const run = cli.run(['check', '--stdin', '--path', 'a/prometheus.yml', '-q'], { stdin });
    expect(run.stdout).toContain('[duplicate-job-name]');
  });
});

describe('versions', () => {
  const newer = `${GOOD}    native_histogram_bucket_limit: 160\n`;

  it('are the newest that are known where none is named', () => {
    cli.files({ 'prometheus.yml': `remote_write:\n  - url: http://a/\n    failed_request_logging: {}\n` });
    expect(cli.run(['check', '-q']).stdout).not.toContain('newer-version-needed');
  });

  it('make a newer key an error', () => {
    cli.files({ 'prometheus.yml': newer });
    expect(cli.run(['check']).status).toBe(0);
    const { stdout, status } = cli.run(['check', '--prometheus-version', '2.30', '-q']);
    expect(stdout).toContain('[newer-version-needed]');
    expect(status).toBe(1);
  });

  it('of the toolkit make a newer key of a web configuration an error, and those of Prometheus do not', () => {
    cli.files({ 'web-config.yml': 'rate_limit:\n  burst: 1\n  interval: 1s\n' });
    expect(cli.run(['check', '-q', '--prometheus-version', '2.30']).stdout).not.toContain('newer-version-needed');
    expect(cli.run(['check', '-q', '--toolkit-version', '0.8']).stdout).toContain('[newer-version-needed]');
  });
});
