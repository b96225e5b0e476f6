import { describe, expect, it } from 'vitest';
import { linesOf } from '../../server/src/cli/lines';
import { newestPrometheus, newestToolkit, newestVersion } from '../../server/src/core/schema/newest';
import { formatVersion, release } from '../../server/src/core/schema/version';
import { docsAddress, helpAddress } from '../../server/src/core/services/help';

describe('the newest version', () => {
  it('is the largest that the schema mentions', () => {
    expect(formatVersion(newestVersion({ a: { 'x-since': '2.53', b: [{ 'x-since': '2.9' }] } }))).toBe('2.53');
    expect(formatVersion(newestVersion({ 'x-since-values': { a: '3.1', b: '2.0' } }))).toBe('3.1');
    expect(newestVersion({ 'x-since': 5, 'x-since-prometheus': '9.9' })).toBe(0);
  });

  it('is not below the versions that the schemas were written for', () => {
    expect(newestPrometheus()).toBeGreaterThanOrEqual(release('3.15'));
    expect(newestToolkit()).toBeGreaterThanOrEqual(release('0.17'));
  });
});

describe('the address of a check', () => {
  it('is made from the repository of the package', () => {
    const docs = docsAddress('git+https://example.net/a/b.git');
    expect(helpAddress('unknown-key', docs)).toBe('https://example.net/a/b/blob/main/docs/checks.md#unknown-key');
  });

  it('of a rule is that of its own page', () => {
    const docs = docsAddress('https://example.net/a/b.git');
    expect(helpAddress('insecure-skip-verify', docs)).toBe(
      'https://example.net/a/b/blob/main/docs/rules/insecure-skip-verify.md',
    );
  });

  it('in an editor has no ending', () => {
    const docs = 'vscode://scrapeguard.scrapeguard/docs';
    expect(helpAddress('unknown-key', docs)).toBe(`${docs}/checks#unknown-key`);
    expect(helpAddress('insecure-skip-verify', docs)).toBe(`${docs}/rules/insecure-skip-verify`);
  });
});

describe('lines and columns', () => {
  it('are counted from 1 behind each kind of line break', () => {
    const lines = linesOf('a\nbc\r\nd\re');
    expect([0, 1, 2, 4, 6, 8].map(lines.positionAt)).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 3 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
    expect([1, 2, 3, 4].map(lines.spanOf)).toEqual([
      { start: 0, end: 1 },
      { start: 2, end: 4 },
      { start: 6, end: 7 },
      { start: 8, end: 9 },
    ]);
  });
});
