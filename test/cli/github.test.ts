import { describe, expect, it } from 'vitest';
import { githubReport } from '../../server/src/cli/githubReport';
import { createServices } from '../../server/src/core/services/registry';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();

describe('the report for GitHub workflows', () => {
  it('annotates each finding at its line', () => {
    cli.files({ 'prometheus.yml': BAD });
    const { stdout, status } = cli.run(['check', '--format', 'github']);
    expect(stdout).toMatch(
      /^::error file=prometheus\.yml,line=2,endLine=2,col=5,endColumn=12,title=unknown-key::`job_nam` is no key .*\n$/,
    );
    expect(status).toBe(1);
  });

  it('is empty where nothing was found', () => {
    cli.files({ 'prometheus.yml': GOOD });
    expect(cli.run(['check', '--format', 'github'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('escapes what would end a command or a property, and knows nothing below a notice', () => {
    const service = createServices([]).get('prometheus')!;
    const finding = (severity: 'info' | 'hint') => ({
      code: 'a',
      severity,
      category: 'validation' as const,
      start: 0,
      end: 3,
      message: '100%\r\n::error::x: y, z',
    });
    const checked = [{ path: 'a,b:c%.yml', service, text: 'a\nb\n', findings: [finding('info'), finding('hint')] }];
    const line = '::notice file=a%2Cb%3Ac%25.yml,line=1,endLine=2,col=1,title=a::100%25%0D%0A::error::x: y, z\n';
    expect(githubReport({ checked, skipped: [] })).toBe(line + line);
  });

  it('tells what was skipped', () => {
    cli.files({ 'a.txt': 'x' });
    const { stdout } = cli.run(['check', '--format', 'github', 'a.txt']);
    expect(stdout).toMatch(/^::notice file=a\.txt,title=skipped::Not checked, because its kind is not known/);
  });
});
