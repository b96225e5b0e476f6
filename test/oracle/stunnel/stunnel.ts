import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseVersion, type Version } from '../../../server/src/core/schema/version';
import type { Verdict } from '../verdict';

/** A stunnel that answers. */
export interface Stunnel {
  readonly program: string;
  readonly version: Version;
}

const NAMESPACES = ['--mount', '--pid', '--net', '--fork', '--kill-child', '--mount-proc'];
/** From the root of the project, where npm starts its scripts. */
const INSIDE = resolve('test/oracle/stunnel/inside.mjs');

/**
 * The stunnel that the environment variable STUNNEL names, or the one on the PATH; undefined where there is none, or
 * where namespaces, in which it can do no harm, may not be made.
 */
export function findStunnel(program = process.env.STUNNEL || 'stunnel'): Stunnel | undefined {
  try {
    execFileSync('unshare', [...NAMESPACES, 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    // Without a configuration to check it has something to complain about, after it has said its version.
    const output = execFileSync('sh', ['-c', `"$0" -version 2>&1 || true`, program], { encoding: 'utf8' });
    const version = parseVersion(/stunnel (\d+\.\d+) on/.exec(output)?.[1] ?? '');
    return version === undefined ? undefined : { program, version };
  } catch {
    return undefined;
  }
}

/** What stunnel says of a file; `runtime` where it takes the file and then cannot bind a port or write a file. */
export interface Answer extends Verdict {
  readonly isRuntime: boolean;
}

/** Starts stunnel with each of `texts`, as files in `home`, and tells what came of it. */
export async function askStunnel(
  { program }: Stunnel,
  texts: readonly string[],
  home: string,
): Promise<readonly Answer[]> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true, mode: 0o777 });
  for (const [index, text] of texts.entries()) writeFileSync(join(home, `f${index}.conf`), text);
  await promisify(execFile)('unshare', [...NAMESPACES, process.execPath, INSIDE, program, home]);
  const results = JSON.parse(readFileSync(join(home, 'results.json'), 'utf8')) as Readonly<Record<string, Result>>;
  return texts.map((_, index) => answerOf(results[`f${index}.conf`]));
}

interface Result {
  readonly status?: number | null;
  readonly signal?: string | null;
  readonly says: string;
}

function answerOf(result: Result | undefined): Answer {
  if (result === undefined) throw new Error('stunnel was not asked about a file.');
  const { status, signal, says } = result;
  if (signal != null) return { outcome: 'crashed', says: signal, cause: signal, isRuntime: false };
  const isStarted = status === undefined || status === 0;
  const hasLoaded = /Configuration successful/.test(says);
  if (isStarted || hasLoaded) {
    const words = isStarted ? '' : errorsIn(says).join(' ; ');
    return { outcome: 'accepted', says: words, cause: '', isRuntime: !isStarted };
  }
  const errors = errorsIn(says);
  return { outcome: 'refused', says: errors.join(' ; '), cause: causeIn(errors), isRuntime: false };
}

/** What stunnel complains about; a server without a CA is one of its own inventions. */
function errorsIn(says: string): readonly string[] {
  return says
    .split('\n')
    .flatMap((line) => /^\[!\] (.*)/.exec(line)?.[1] ?? [])
    .filter((line) => !/^(Configuration failed|No trusted certificates found)/.test(line));
}

/** The last complaint, without the names and numbers of the file. */
function causeIn(errors: readonly string[]): string {
  const last = errors.findLast((line) => !/Failed to initialize TLS( context)?$/.test(line)) ?? errors.at(-1) ?? '';
  return last
    .replace(/^\S+:\d+: ".*":/, '')
    .replace(/Service \[[^\n]*\]: /, '')
    .replace(/".*"/g, '"…"')
    .replace(/\/[^\s:]+/g, '…')
    .replace(/\d+/g, '0')
    .trim()
    .slice(0, 160);
}
