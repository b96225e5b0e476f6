// Writes docs/checks.md and docs/rules/ from the tables of the checks and the files of the rules, and removes pages of
// rules that are gone; with --check it only tells what is stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { compileSchemas } from './compileSchemas.mjs';
import { loadTypeScript } from './load.mjs';

const RULES = 'docs/rules';
const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

await compileSchemas();
const { checksPage } = await loadTypeScript('server/src/core/services/checksPage.ts');
const { rulePages } = await loadTypeScript('server/src/core/services/rulePages.ts');
/** @type {Map<string, string>} by path */
const pages = new Map([['docs/checks.md', checksPage()]]);
for (const [file, text] of rulePages()) pages.set(`${RULES}/${file}`, text);

const stale = [...pages].filter(([path, text]) => read(path) !== text);
const gone = list(RULES).filter((path) => !pages.has(path));
if (!options.check) {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of gone) rmSync(path);
} else if (stale.length + gone.length > 0) {
  const paths = [...stale.map(([path]) => path), ...gone];
  console.error(`${paths.join(', ')}: stale. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
}

/** The text of a page; undefined where there is none, which is stale. */
function read(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The paths of the files in `folder`; none where there is no such folder. */
function list(/** @type {string} */ folder) {
  try {
    return readdirSync(folder).map((file) => `${folder}/${file}`);
  } catch {
    return [];
  }
}
