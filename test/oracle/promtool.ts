import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindId } from '../../server/src/core/kinds/kindId';
import { parseVersion, type Version } from '../../server/src/core/schema/version';
import type { Verdict } from './verdict';

const COMMANDS = {
  prometheus: ['check', 'config', '--syntax-only'],
  'web-config': ['check', 'web-config'],
  rules: ['check', 'rules', '--lint=none'],
} as const satisfies Partial<Record<KindId, readonly string[]>>;

/** A kind of file that promtool judges. */
export type JudgedKind = keyof typeof COMMANDS;

/** The kinds of files that promtool judges. */
export const JUDGED_KINDS = Object.keys(COMMANDS) as readonly JudgedKind[];

/** A promtool that answers. */
export interface Promtool {
  readonly program: string;
  /** Undefined where it was built without one. */
  readonly version: Version | undefined;
}

/** The promtool that the environment variable PROMTOOL names, or the one on the PATH; undefined where there is none. */
export function findPromtool(program = process.env.PROMTOOL || 'promtool'): Promtool | undefined {
  try {
    const output = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const version = /version (\d+\.\d+(?:\.\d+)?)/.exec(output)?.[1];
    return { program, version: version === undefined ? undefined : parseVersion(version) };
  } catch {
    return undefined;
  }
}

/**
 * Asks promtool about each of `texts`, as files in a new folder below `home`. Files that make it crash are found by
 * asking again behind them.
 */
export async function askPromtool(
  { program }: Promtool,
  kind: JudgedKind,
  texts: readonly string[],
  home: string,
): Promise<readonly Verdict[]> {
  const names = texts.map((_, index) => `f${index}.yml`);
  for (const [index, text] of texts.entries()) writeFileSync(join(home, names[index] ?? ''), text);
  const verdicts: Verdict[] = [];
  while (verdicts.length < texts.length) {
    const output = await run(program, [...COMMANDS[kind], ...names.slice(verdicts.length)], home);
    const answers = ANSWERS[kind](output);
    if (answers.length === 0) throw new Error(`promtool said nothing that could be read:\n${output.slice(0, 2000)}`);
    for (const answer of answers.slice(0, texts.length - verdicts.length)) verdicts.push(answer);
  }
  return verdicts;
}

/** A folder for the files of one question at a time. */
export function createHome(parent: string, files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(join(parent, 'files-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(home, name), content);
  return home;
}

/** Runs promtool; its two outputs go to one file, so that they stay in order. */
function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const path = join(cwd, 'output.txt');
  const output = openSync(path, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', output, output] });
    child.once('error', reject);
    child.once('close', () => {
      closeSync(output);
      resolve(readFileSync(path, 'utf8'));
      rmSync(path);
    });
  });
}

function configAnswers(output: string): readonly Verdict[] {
  const parts = output.split(/^Checking f\d+\.yml\n/m).slice(1);
  return parts.map((part) => {
    if (/^(panic|fatal error|runtime):/m.test(part)) return verdict('crashed', part.split('\n', 1)[0] ?? '');
    const failed = / {2}FAILED: ([\s\S]*)/.exec(part)?.[1]?.trim();
    if (failed === undefined) return { outcome: 'accepted', says: '', cause: '' };
    // Only what config.Load says makes Prometheus refuse the file; promtool looks further.
    const loading = /^parsing YAML file f\d+\.yml: ([\s\S]*)/.exec(failed)?.[1];
    return loading === undefined ? { outcome: 'accepted', says: failed, cause: '' } : verdict('refused', loading);
  });
}

function rulesAnswers(output: string): readonly Verdict[] {
  const parts = output.split(/^Checking f\d+\.yml\n/m).slice(1);
  return parts.map((part) => {
    if (/^(panic|fatal error|runtime):/m.test(part)) return verdict('crashed', part.split('\n', 1)[0] ?? '');
    const failed = / {2}FAILED:\s*([\s\S]*)/.exec(part)?.[1]?.trim();
    if (failed === undefined) return { outcome: 'accepted', says: '', cause: '' };
    return { ...verdict('refused', failed), cause: causeIn(ruleError(failed)) };
  });
}

/** The first error of a rule file, without the places and the names in front of it. */
function ruleError(failed: string): string {
  const lines = failed.split('\n').map((line) => line.replace(/^f\d+\.yml: |^\s+line \d+: /, ''));
  const error = lines.find((line) => line !== '' && !line.endsWith('unmarshal errors:')) ?? '';
  return error.replace(/^(?:\d+:\d+: )*(?:group "(?:[^"\\]|\\.)*", rule \d+, "(?:[^"\\]|\\.)*": )?/, '');
}

function webConfigAnswers(output: string): readonly Verdict[] {
  const panic = /^panic: .*/m.exec(output);
  const read = panic === null ? output : output.slice(0, panic.index);
  const parts = read.split(/^(?=f\d+\.yml )/m).filter((part) => /^f\d+\.yml /.test(part));
  const answers = parts.map((part) => {
    const failed = /^f\d+\.yml FAILED: ([\s\S]*)/.exec(part)?.[1]?.trim();
    return failed === undefined ? ({ outcome: 'accepted', says: '', cause: '' } as const) : verdict('refused', failed);
  });
  return panic === null ? answers : [...answers, verdict('crashed', panic[0])];
}

function verdict(outcome: 'refused' | 'crashed', says: string): Verdict {
  return { outcome, says, cause: causeIn(says) };
}

/** The last line of what Go says, without the names and numbers of the file; earlier ones only lead to it. */
function causeIn(says: string): string {
  const line = says.split('\n').at(-1)?.trim() ?? '';
  return line
    .replace(/^(yaml: )?(line \d+: )?/, '')
    .replace(/`[\s\S]*?`/g, '`…`')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/(got|configured:) \[.*/, '$1 […]')
    .replace(/must begin with '\/': .*/, "must begin with '/'")
    .replace(/\b\d[\w.]*/g, '0')
    .replace(/(key|field) \S+ /, '$1 … ')
    .slice(0, 160);
}

/** How to read what promtool says of files of a kind. */
const ANSWERS: Readonly<Record<JudgedKind, (output: string) => readonly Verdict[]>> = {
  prometheus: configAnswers,
  'web-config': webConfigAnswers,
  rules: rulesAnswers,
};
