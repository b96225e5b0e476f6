// Writes the list of the security rules from the files in server/src/core/rules/<category>/; with --check it only
// tells whether the list is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const FOLDER = 'server/src/core/rules';
const LIST = `${FOLDER}/all.ts`;
const CATEGORIES = ['auth', 'network', 'privilege', 'tls'];
const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const rules = CATEGORIES.flatMap((category) =>
  readdirSync(`${FOLDER}/${category}`)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ category, id: basename(file, '.ts') })),
).sort((a, b) => (a.category + a.id < b.category + b.id ? -1 : 1));
const name = (/** @type {string} */ id) =>
  id.replace(/-(.)/g, (_, /** @type {string} */ letter) => letter.toUpperCase());
const text = `// Written by server/build/generateRuleList.mjs from the files beside it. Not to be edited.
${rules.map(({ category, id }) => `import ${name(id)} from './${category}/${id}';`).join('\n')}
import type { Rule } from './rule';

/** Every security rule, by category and id. */
export const RULES: readonly Rule[] = [
${rules.map(({ id }) => `  ${name(id)},`).join('\n')}
];
`;
if (readFileSync(LIST, 'utf8') !== text) {
  if (options.check) {
    console.error(`${LIST} is stale. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  } else writeFileSync(LIST, text);
}
