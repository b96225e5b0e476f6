import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Result `notes` are the lines
 *   `skipped: WHAT: COMMAND THAT INSTALLS IT` and `left out: WHAT`
 * @typedef {{ name: string, command: string[], report?: string, read?: (report: string) => Result }} Step
 */

const SUMMARY = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;

/**
 * Runs a command and shows its output while it runs.
 * @param {Step} step
 * @param {string} cwd
 * @returns {Promise<Result>} what the step's report says; without one, what the last line says that sums up; without
 *   such a line the command is one test. A command that fails has failed at least once.
 */
export async function runStep({ name, command, report, read }, cwd) {
  console.log(`\n# ${name}`);
  if (report !== undefined) rmSync(report, { force: true });
  const { status, output } = await run(command, cwd);
  const result =
    report !== undefined && read !== undefined && existsSync(report) ? read(report) : summary(output, status);
  return status !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/** @returns {Result} */
function summary(/** @type {string} */ output, /** @type {number | null} */ status) {
  const notes = output.split('\n').filter((line) => /^(skipped|left out): /.test(line));
  const last = [...output.matchAll(SUMMARY)].at(-1);
  if (last === undefined) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, notes };
  const [passed = 0, failed = 0, skipped = 0] = last.slice(1).map(Number);
  return { passed, failed, skipped, notes };
}

/** @returns {Promise<{ status: number | null, output: string }>} */
function run(/** @type {string[]} */ [program, ...args], /** @type {string} */ cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}
