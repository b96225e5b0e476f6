// What the integration tests are run on: each session is a VS Code of its own that has one folder or workspace open.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './host.mjs';

/** Two folders in one window, each with its own version of Prometheus, and a key that only one of them has. */
const KEY_OF_2_55 = 'scrape_failure_log_file: failures.log\n';
const MULTI_ROOT = {
  'several.code-workspace': JSON.stringify({ folders: [{ path: 'old' }, { path: 'new' }] }),
  'old/.vscode/settings.json': JSON.stringify({ 'scrapeguard.prometheusVersion': '2.42' }),
  'old/prometheus.yml': `global:\n  ${KEY_OF_2_55}`,
  'new/prometheus.yml': `global:\n  ${KEY_OF_2_55}`,
};

/** @typedef {{ folder?: string, workspace?: string, restricted?: true }} Session `restricted`: nobody trusts the folder */

/**
 * Compiles the tests and lays out what they open, in a temporary folder, so that no test changes the checkout.
 * @returns {Promise<{ tests: string, sessions: Session[], remove: () => void }>}
 *   `tests` is the compiled file; it knows by what is open which of its suites to run
 */
export async function prepareSessions() {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-sessions-'));
  const tests = join(home, 'tests.cjs');
  await build({
    entryPoints: [join(ROOT, 'test/integration/zzIndex.ts')],
    outfile: tests,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
  });
  cpSync(join(ROOT, 'test/workspace'), join(home, 'workspace'), { recursive: true });
  lay(join(home, 'unrelated'), { 'values.yaml': 'replicaCount: 2\n' });
  lay(join(home, 'several'), MULTI_ROOT);
  return {
    tests,
    sessions: [
      { folder: join(home, 'workspace') },
      { folder: join(home, 'unrelated'), restricted: true },
      { workspace: join(home, 'several/several.code-workspace') },
    ],
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function lay(/** @type {string} */ folder, /** @type {Record<string, string>} */ files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
