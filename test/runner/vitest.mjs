import { readFileSync } from 'node:fs';

/** A suite or a test that needs something names it: `… [needs promtool: apt-get install prometheus]`. */
const NEEDS = /\[needs ([^\]:]+)(?:: ([^\]]+))?\]/;
/** The folder of the workplace; a checkout that stands alone has no use for what is compared with it. */
const ELSEWHERE = '../shared';

/**
 * Counts what Vitest's JSON report tells.
 * @param {string} path
 * @returns {import('./step.mjs').Result} tests that need the folder `../shared` are left out, not skipped
 */
export function readVitest(path) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  const result = { passed: 0, failed: 0, skipped: 0, /** @type {string[]} */ notes: [] };
  /** The number of tests by what they lack. */
  const lacking = new Map();
  for (const { status, assertionResults } of testResults) {
    // A file that does not load has no tests to count.
    if (status === 'failed' && assertionResults.length === 0) result.failed += 1;
    for (const test of assertionResults) {
      if (test.status === 'passed') result.passed += 1;
      else if (test.status === 'failed') result.failed += 1;
      else lacking.set(lack(test.fullName), (lacking.get(lack(test.fullName)) ?? 0) + 1);
    }
  }
  for (const [what, count] of lacking) {
    const tests = count === 1 ? '1 test' : `${count} tests`;
    if (what.startsWith(ELSEWHERE)) {
      result.notes.push(`left out: ${tests}, there is no ${what}`);
    } else {
      result.skipped += count;
      result.notes.push(`skipped: ${tests}, there is no ${what}`);
    }
  }
  return result;
}

function lack(/** @type {string} */ fullName) {
  const [, program, command] = NEEDS.exec(fullName) ?? [];
  if (program === undefined) return `word why: ${fullName}`;
  return command === undefined ? program : `${program}: ${command}`;
}
