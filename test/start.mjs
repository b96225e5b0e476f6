// npm start: builds, then opens the sample workspace with the extension loaded. In the desktop VS Code where `code` is
// on the PATH, otherwise in a VS Code that is served to the browser.
//   npm start [-- --screenshot FILE.png [--open FILE]]   saves what a user would see, and ends; of a file that is
//                                                        named, with what is said of its last error
//   … --secure wizard|preview                            of a step of *Secure an Exporter…*, or of what it would write
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installHost, pageAddress, ROOT, startServer } from './vscode/host.mjs';
import { findChromium, INSTALL_CHROMIUM, showProblems, withPage } from './vscode/page.mjs';
import { secureAnExporter } from './vscode/wizard.mjs';

const { values: options } = parseArgs({
  options: { screenshot: { type: 'string' }, open: { type: 'string' }, secure: { type: 'string' } },
});
const isSecuring = options.secure !== undefined;
/** The wizard has files of its own, since it may come to write some. */
const workspace = isSecuring ? copyOfHowTos() : join(ROOT, 'test/workspace');
/** What the page shows; the extension is loaded from the checkout. */
const sample = {
  folder: workspace,
  payload: {
    extensionDevelopmentPath: ROOT,
    openFile: join(workspace, options.open ?? (isSecuring ? 'self-signed/prometheus.yml' : 'prometheus.yml')),
  },
};

if (options.screenshot !== undefined) await saveScreenshot(resolve(options.screenshot));
else if (hasDesktop()) openDesktop();
else await serve();

async function saveScreenshot(/** @type {string} */ file) {
  const chromium = findChromium();
  if (chromium === undefined) {
    console.error(`A screenshot needs Chromium, on the PATH or named by CHROMIUM: ${INSTALL_CHROMIUM}`);
    process.exitCode = 1;
    return;
  }
  build();
  await withPage({ host: installHost(), chromium, trusts: true }, async (page, server) => {
    await page.goto(pageAddress(server, sample));
    await page.locator('.statusbar-item', { hasText: /\w: \d+ findings/ }).waitFor({ timeout: 60_000 });
    await page.locator('.squiggly-error').first().waitFor();
    if (isSecuring) {
      await secureAnExporter(page, options.secure === 'wizard' ? /Which job/ : /^Secure an Exporter\n/, {
        'From which addresses': '203.0.113.9',
      });
      await page.waitForTimeout(3000);
      await page.screenshot({ path: file });
      return;
    }
    await showProblems(page);
    // The light bulb comes a little later than the list.
    await page.waitForTimeout(1000);
    if (options.open !== undefined) {
      await page.locator('.squiggly-error').last().hover({ force: true });
      await page.locator('.monaco-hover').first().waitFor();
      await page.waitForTimeout(1000);
    }
    await page.screenshot({ path: file });
  });
  console.log(`Saved ${file}`);
}

function copyOfHowTos() {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-start-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const copy = join(home, 'monitoring');
  cpSync(join(ROOT, 'test/workspace/how-tos'), copy, { recursive: true });
  return copy;
}

function openDesktop() {
  build();
  const args = [`--extensionDevelopmentPath=${ROOT}`, workspace];
  execFileSync('code', onWindows() ? args.map((arg) => `"${arg}"`) : args, { stdio: 'inherit', shell: onWindows() });
}

async function serve() {
  build();
  const server = await startServer(installHost(), { trusts: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  const address = pageAddress(server, sample);
  console.log(`VS Code with ScrapeGuard and its sample workspace (Ctrl-C ends it):\n\n  ${address}\n`);
}

function build() {
  execFileSync(process.execPath, ['server/build/bundle.mjs'], { cwd: ROOT, stdio: 'inherit' });
}

function hasDesktop() {
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: onWindows() }).status === 0;
}

/** There `code` is a batch file, which only a shell can run. */
function onWindows() {
  return process.platform === 'win32';
}
