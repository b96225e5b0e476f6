// Tries the package as a user gets it: installed into a fresh VS Code, in a folder that nobody has trusted yet.
//   node test/vscode/packed.mjs     (after npm run package)
// Ends with a line "N passed, N failed, N skipped".
import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installHost, pageAddress, ROOT } from './host.mjs';
import { findChromium, INSTALL_CHROMIUM, problems, showProblems, withPage } from './page.mjs';

const LARGEST = 2 * 1024 * 1024;
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const vsix = join(ROOT, `scrapeguard-${manifest.version}.vsix`);
const expected = JSON.parse(readFileSync(join(ROOT, 'test/integration/sampleFindings.json'), 'utf8'));
const counts = { passed: 0, failed: 0, skipped: 0 };

await test('the package is small', () => {
  const { size } = statSync(vsix);
  ok(size < LARGEST, `${size} bytes`);
});

await test('the package holds what the allow-list of the manifest names, and nothing else', () => {
  const list = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { cwd: ROOT, encoding: 'utf8' });
  const others = list.split('\n').filter((path) => path !== '' && !isAllowed(path));
  deepEqual(others, []);
});

const chromium = findChromium();
if (chromium === undefined) {
  counts.skipped += 1;
  console.log(`skipped: the package in a real VS Code needs Chromium: ${INSTALL_CHROMIUM}`);
} else {
  await inVSCode(chromium);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function inVSCode(/** @type {string} */ executable) {
  const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-packed-'));
  cpSync(join(ROOT, 'test/workspace'), folder, { recursive: true });
  try {
    await withPage({ host: installHost(), chromium: executable, vsix }, async (page, server) => {
      await page.goto(pageAddress(server, { folder, payload: { openFile: join(folder, 'prometheus.yml') } }));
      await testPage(page);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testPage(/** @type {import('playwright-core').Page} */ page) {
  await test('in Restricted Mode the Problems view lists what Prometheus would refuse', async () => {
    await page.getByText('Restricted Mode is intended').waitFor();
    await page.waitForSelector('.squiggly-error', { timeout: 60_000 });
    await showProblems(page);
    deepEqual(await problems(page), places(expected['prometheus.yml']));
  });

  await test('the status bar tells the kind and the number of findings', async () => {
    const entry = page.locator('.statusbar-item', { hasText: 'prometheus:' });
    equal((await entry.textContent())?.trim(), `prometheus: ${expected['prometheus.yml'].length} findings`);
  });

  await test('the code of a problem opens its page of the documentation inside the editor', async () => {
    await page.locator('.markers-panel a', { hasText: 'unknown-key' }).first().click();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    const heading = preview.locator('#unknown-key');
    await heading.waitFor({ timeout: 30_000 });
    await eventually(() => heading.evaluate(isInView));
  });
}

/** Whether the page is scrolled to an element; runs in the page. */
function isInView(/** @type {Element} */ element) {
  const { top } = element.getBoundingClientRect();
  return top > -element.clientHeight && top < element.ownerDocument.documentElement.clientHeight;
}

async function eventually(/** @type {() => Promise<boolean>} */ condition) {
  for (const end = Date.now() + 5000; !(await condition()); await sleep(50)) ok(Date.now() < end, 'too late');
}

/** `3:3 scrape_intervall unknown-key` as the Problems view tells it, which leaves out the text. */
function places(/** @type {string[]} */ findings) {
  return findings.map((finding) => finding.replace(/^(\S+) .* (\S+)$/, '$1 $2'));
}

function isAllowed(/** @type {string} */ path) {
  const always = ['package.json', 'README.md', 'LICENSE'];
  const allowed = manifest.files.map(
    (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '[^/]*')}(/|$)`),
  );
  return always.includes(path) || allowed.some((pattern) => pattern.test(path));
}

async function test(/** @type {string} */ name, /** @type {() => void | Promise<void>} */ body) {
  try {
    await body();
    counts.passed += 1;
    console.log(`  ✓ ${name}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`  ✗ ${name}\n${String(error.stack).replace(/^/gm, '      ')}`);
  }
}
