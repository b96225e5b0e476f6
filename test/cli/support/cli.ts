import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** What a run of the command line gave. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The working directory; default: the folder of the files. */
  readonly cwd?: string;
}

/** A command line in a folder of its own. */
export interface TestCli {
  /** Writes files, by their path below the folder of this test file; removes those of the test before. */
  readonly files: (files: Readonly<Record<string, string | Uint8Array>>) => string;
  readonly run: (args: readonly string[], options?: RunOptions) => Run;
}

/** Builds the command line as the package holds it, for the tests of one file; to be called at its top. */
export function useCli(): TestCli {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-cli-'));
  const program = join(home, 'cli.js');
  const work = join(home, 'work');
  beforeAll(async () => {
    await build({
      entryPoints: ['server/src/cli/main.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return {
    files: (files) => {
      rmSync(work, { recursive: true, force: true });
      mkdirSync(work);
      for (const [path, content] of Object.entries(files)) {
        const file = join(work, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      return work;
    },
    run: (args, options = {}) => {
      const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: options.cwd ?? work,
        env: { ...env, ...options.env },
        input: options.stdin ?? '',
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    },
  };
}

/** A configuration that Prometheus takes, and one with an error in line 2. */
export const GOOD = 'scrape_configs:\n  - job_name: node\n';
export const BAD = 'scrape_configs:\n  - job_nam: node\n';
