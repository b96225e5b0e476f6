import { deepEqual } from 'node:assert/strict';

/** A suite is a list of named tests that run one after the other, in a real VS Code. */
export interface Suite {
  test(name: string, body: () => Promise<void>): void;
  /** Runs the tests, prints a line for each and their number; rejects where one failed. */
  run(): Promise<void>;
}

const TEST_TIMEOUT = 30_000;
const POLL = 25;

export function createSuite(title: string): Suite {
  const tests: { readonly name: string; readonly body: () => Promise<void> }[] = [];

  return {
    test: (name, body) => void tests.push({ name, body }),
    run: async () => {
      console.log(`· ${title}`);
      let failed = 0;
      for (const { name, body } of tests) {
        const started = Date.now();
        try {
          await inTime(body(), TEST_TIMEOUT);
          console.log(`  ✓ ${name} (${Date.now() - started} ms)`);
        } catch (error) {
          failed += 1;
          console.log(`  ✗ ${name}\n${indented(error)}`);
        }
      }
      console.log(`${tests.length - failed} passed, ${failed} failed, 0 skipped`);
      if (failed > 0) throw new Error(`${failed} failed`);
    },
  };
}

/**
 * Waits until `actual` gives exactly `expected`; a test of what comes to be, such as diagnostics after an edit.
 * @throws what is different, when the time is over
 */
export async function eventually<T>(actual: () => T | Promise<T>, expected: T, timeout = 10_000): Promise<void> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      deepEqual(await actual(), expected);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(POLL);
  }
}

/** For what shall not happen: there is no event to wait for. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function inTime(work: Promise<void>, milliseconds: number): Promise<void> {
  const late = pause(milliseconds).then(() => Promise.reject(new Error(`no end after ${milliseconds / 1000} s`)));
  return Promise.race([work, late]);
}

function indented(error: unknown): string {
  return String(error instanceof Error ? error.stack : error).replace(/^/gm, '      ');
}
