import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../server/src/core/kinds/kindId';
import sampleFindings from '../integration/sampleFindings.json';
import { useCli } from './support/cli';

interface JsonFinding {
  readonly path: string;
  readonly kind: string;
  readonly code: string;
  readonly range: { readonly start: Position; readonly end: Position };
}
interface Position {
  readonly line: number;
  readonly column: number;
}

const cli = useCli();

/** The report on a copy of the sample workspace, which is walked as a whole. */
function report(): { readonly work: string; readonly findings: readonly JsonFinding[]; readonly files: number } {
  const work = cli.files({});
  cpSync('test/workspace', work, { recursive: true });
  const { stdout } = cli.run(['check', '--format', 'json', '--severity', 'hint'], { cwd: work });
  return { work, ...JSON.parse(stdout) };
}

describe('the sample workspace', () => {
  it('has the findings that the editor shows, in a walk over its folders', () => {
    const { work, findings } = report();
    const found: Record<string, string[]> = {};
    for (const { path, code, range } of findings) {
      const line = readFileSync(join(work, path), 'utf8').split('\n')[range.start.line - 1] ?? '';
      const text = line.slice(range.start.column - 1, range.end.column - 1);
      found[path] = [...(found[path] ?? []), `${range.start.line}:${range.start.column} ${text} ${code}`];
    }
    expect(found).toEqual(sampleFindings);
  });

  it('has a file of every kind, and leaves those of other programs alone', () => {
    const { work, findings, files } = report();
    const others = ['docker-compose.yml', 'values.yaml', 'how-tos/README.md'];
    const all = readdirSync(work, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toBe(all.length - others.length);
    const clean = ['blackbox', 'alertmanager', 'otel-collector', 'scrapeguard'];
    expect([...new Set(findings.map(({ kind }) => kind)), ...clean].sort()).toEqual([...KINDS].sort());
  });
});
