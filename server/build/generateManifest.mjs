// Writes what the tables of settings and of file names say into package.json and the README, or tells whether they
// are stale.
//   node server/build/generateManifest.mjs [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadTypeScript } from './load.mjs';

const { values: options } = parseArgs({ options: { check: { type: 'boolean' } } });
const { SETTINGS } = await loadTypeScript('server/src/core/settings.ts');
const { LIKELY_NAMES, OUR_NAMES } = await loadTypeScript('client/src/fileNames.ts');
const { LANGUAGES } = await loadTypeScript('client/src/selector.ts');
const settings = Object.entries(SETTINGS);

const stale = [
  ['package.json', manifest],
  ['README.md', readme],
].filter(([path, generate]) => {
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  const fresh = generate(text);
  if (fresh !== text && !options.check) writeFileSync(path, fresh);
  return fresh !== text;
});

if (options.check && stale.length > 0) {
  console.error(`${stale.map(([path]) => path).join(' and ')} stale: run npm run generate`);
  process.exitCode = 1;
}

/** @param {string} text of package.json; printed the way npm and Biome print it */
function manifest(text) {
  const json = JSON.parse(text);
  const properties = Object.fromEntries(
    settings.map(([name, { schema, default: standard, description }]) => [
      `scrapeguard.${name}`,
      { ...schema, default: standard, markdownDescription: link(description), scope: 'resource' },
    ]),
  );
  json.activationEvents = [
    ...LANGUAGES.map((language) => `onLanguage:${language}`),
    'onLanguage:plaintext',
    'onLanguage:properties',
    'onLanguage:ini',
    'onUri',
    ...OUR_NAMES.map((name) => `workspaceContains:**/${name}`),
  ];
  json.contributes = {
    ...json.contributes,
    yamlValidation: [{ fileMatch: LIKELY_NAMES, url: './schemas/left-to-scrapeguard.schema.json' }],
    configuration: { title: json.displayName, properties },
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** The settings editor makes a link of a setting's name between `#`. */
function link(/** @type {string} */ description) {
  return description.replace(/`(scrapeguard\.\w+)`/g, '`#$1#`');
}

/** @param {string} text of the README; without the markers nothing is written */
function readme(text) {
  const rows = settings.map(
    ([name, setting]) =>
      `| \`scrapeguard.${name}\` | \`${JSON.stringify(setting.default)}\` | ${setting.description} |`,
  );
  const table = ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  return text.replace(
    /(<!-- settings:start -->\n)[\s\S]*?(<!-- settings:end -->)/,
    (_, start, end) => `${start}${table}\n${end}`,
  );
}
