// Builds dist/ for npm: in a checkout, before the package is packed, and where it is installed from git, as pre-commit
// does. Then npm has left out what the build needs (an installation with -g knows no development dependencies).
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const npm = process.env.npm_execpath;
if (!isInstalled('esbuild') && npm !== undefined) {
  run(npm, 'ci', '--global=false', '--include=dev', '--ignore-scripts');
}
run('server/build/bundle.mjs');

function isInstalled(/** @type {string} */ name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program of Node; what it prints goes to where errors do, because npm's own output is read by programs. */
function run(/** @type {string[]} */ ...args) {
  execFileSync(process.execPath, args, { stdio: ['ignore', process.stderr, process.stderr] });
}
