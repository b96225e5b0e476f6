// Runs the integration tests in a real VS Code that is served to Chromium:
//   node test/vscode/runTests.mjs     (after a build)
// Ends with a line "N passed, N failed, N skipped".
import { installHost, pageAddress, ROOT } from './host.mjs';
import { findChromium, INSTALL_CHROMIUM, withPage } from './page.mjs';
import { prepareSessions } from './sessions.mjs';

const SESSION_TIMEOUT = 300_000;
const SUMMARY = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;
/** What VS Code itself has to say while it runs, and a test does not. */
const OURS = /^( {2}[✓✗]| {6}|· )/;

const chromium = findChromium();
if (chromium === undefined) {
  console.log(`skipped: the suite in a real VS Code needs Chromium: ${INSTALL_CHROMIUM}`);
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  const sum = [0, 0, 0];
  const host = installHost();
  const { tests, sessions, remove } = await prepareSessions();
  try {
    for (const session of sessions) {
      const counts = await runSession(session, { host, chromium, tests });
      for (const [index, count] of counts.entries()) sum[index] += count;
    }
  } finally {
    remove();
  }
  const [passed, failed, skipped] = sum;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/**
 * @param {{ folder?: string, workspace?: string, restricted?: true }} session
 * @returns {Promise<number[]>} passed, failed, skipped
 */
async function runSession({ restricted = false, ...session }, { host, chromium, tests }) {
  const output = [];
  let counts;
  await withPage({ host, chromium, trusts: !restricted }, async (page, server) => {
    // The workbench calls these two in a page that was opened with extension tests: its console and its exit status.
    await page.exposeFunction('codeAutomationLog', (_type, words) => {
      const text = words.join(' ');
      output.push(text);
      const summary = SUMMARY.exec(text);
      // One line for each suite.
      if (summary !== null) counts = summary.slice(1).map((count, index) => Number(count) + (counts?.[index] ?? 0));
      else if (OURS.test(text)) console.log(text);
    });
    const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    const payload = { extensionDevelopmentPath: ROOT, extensionTestsPath: tests };
    await page.goto(pageAddress(server, { ...session, payload }));
    const late = new Promise((resolve) => setTimeout(resolve, SESSION_TIMEOUT, 'late').unref());
    if ((await Promise.race([ended, late])) === 'late') console.log(`  ✗ no end after ${SESSION_TIMEOUT / 1000} s`);
  });
  if (counts === undefined) {
    console.log(`  ✗ the tests of ${Object.values(session)} gave no result; VS Code said:\n${output.join('\n')}`);
  }
  return counts ?? [0, 1, 0];
}
