// A browser page that shows the workbench of the VS Code server, driven by Playwright through the machine's Chromium.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer } from './host.mjs';

export const INSTALL_CHROMIUM =
  process.platform === 'darwin' ? 'brew install --cask chromium' : 'apt-get install chromium';

/** The page is our own server's; as root and in containers Chromium has no sandbox to offer. */
const CHROMIUM_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

/** @returns {string | undefined} the path of a Chromium: the one in CHROMIUM, or the first on the PATH */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const applications = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications].find(isExecutable);
}

function isExecutable(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a VS Code server and an empty page for it, and ends both whatever happens.
 * @template Result
 * @param {{ host: import('./host.mjs').Host, chromium: string, vsix?: string, trusts?: boolean }} programs, a package to
 *   be installed, and whether every folder is trusted
 * @param {(page: import('playwright-core').Page, server: import('./host.mjs').RunningServer) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withPage({ host, chromium: executablePath, vsix, trusts }, use) {
  const server = await startServer(host, { vsix, trusts });
  try {
    const { chromium } = await import(pathToFileURL(host.playwright).href);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
      return await use(await context.newPage(), server);
    } finally {
      await browser.close();
    }
  } finally {
    server.stop();
  }
}

/**
 * Opens the Problems view.
 * @param {import('playwright-core').Page} page that shows a workbench
 */
export async function showProblems(page) {
  await page.keyboard.press('ControlOrMeta+Shift+M');
  await page.waitForSelector('.markers-panel .monaco-list-row');
}

/**
 * What the Problems view lists, sorted by place: `3:3 unknown-key`.
 * @param {import('playwright-core').Page} page that shows the Problems view
 */
export async function problems(page) {
  const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  return rows
    .map((row) => /\nscrapeguard\n(\S+)\n\[Ln (\d+), Col (\d+)\]/.exec(row))
    .filter((row) => row !== null)
    .sort(([, , line, column], [, , otherLine, otherColumn]) => line - otherLine || column - otherColumn)
    .map(([, code, line, column]) => `${line}:${column} ${code}`);
}
