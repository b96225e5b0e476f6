// Writes docs/checks.md from the tables of the checks; with --check it only tells whether the page is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileSchemas } from './compileSchemas.mjs';
import { loadTypeScript } from './load.mjs';

const PAGE = 'docs/checks.md';
const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

await compileSchemas();
const { checksPage } = await loadTypeScript('server/src/core/services/checksPage.ts');
const page = checksPage();
let written = '';
try {
  written = readFileSync(PAGE, 'utf8');
} catch {
  // A page that is not there is stale.
}
if (options.check) {
  if (written !== page) {
    console.error(`${PAGE} is stale. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
} else if (written !== page) {
  mkdirSync('docs', { recursive: true });
  writeFileSync(PAGE, page);
}
