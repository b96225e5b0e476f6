import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { _ } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const OUT = 'server/src/generated';
const SCHEMAS = {
  prometheus: 'schemas/prometheus.schema.json',
  webConfig: 'schemas/web-config.schema.json',
  scrapeConfig: 'schemas/scrape-config.schema.json',
  rules: 'schemas/rules.schema.json',
  fileSd: 'schemas/file-sd.schema.json',
  scrapeguard: 'schemas/scrapeguard.schema.json',
};

/** Keywords the decoder settles before the compiled code runs: keys and types, and everything that only documents. */
const SETTLED = new Set([
  'type',
  'additionalProperties',
  'unevaluatedProperties',
  'description',
  'title',
  'default',
  'examples',
  'deprecated',
]);

/**
 * Compiles the values' constraints of every schema (enum, format, required, lengths) to plain functions, one for each
 * definition, so that nothing is compiled or evaluated at run time. Writes server/src/generated/.
 */
export async function compileSchemas() {
  mkdirSync(OUT, { recursive: true });
  for (const [name, path] of Object.entries(SCHEMAS)) {
    const schema = strip(JSON.parse(readFileSync(path, 'utf8')));
    const ajv = new Ajv2020.default({
      allErrors: true,
      strict: false,
      ownProperties: true,
      validateFormats: true,
      // A definition that is used a dozen times is one function, not a dozen copies.
      inlineRefs: false,
      // Findings have words of their own.
      messages: false,
      // The functions are imported by the generated file; here only the names are needed.
      code: { source: true, esm: true, lines: true, formats: _`formats` },
    });
    for (const format of formatsOf(schema)) ajv.addFormat(format, () => true);
    ajv.addSchema(schema, 'schema');
    const exports = { root: 'schema' };
    for (const definition of Object.keys(schema.$defs)) exports[definition] = `schema#/$defs/${definition}`;
    // Ajv asks for its one helper with `require`, which an ECMAScript module does not have.
    const code = standaloneCode
      .default(ajv, exports)
      .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'textLength');
    writeFileSync(
      `${OUT}/${name}.validators.mjs`,
      `// Generated from ${path}. Not to be edited.\nimport { formats, textLength } from '../core/schema/formats';\n${code}\n`,
    );
    const declarations = Object.keys(exports).map((key) => `export declare const ${key}: Validator;`);
    writeFileSync(
      `${OUT}/${name}.validators.d.mts`,
      `import type { Validator } from '../core/schema/validate';\n${declarations.join('\n')}\n`,
    );
  }
}

/** The schema without what the decoder settles; free-form values of a map keep their schema. */
function strip(node) {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  const kept = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' || key === '$defs') {
      kept[key] = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, strip(inner)]));
    } else if (key === 'additionalProperties' && typeof value === 'object') kept[key] = strip(value);
    else if (!SETTLED.has(key) && !key.startsWith('x-') && key !== '$id' && key !== '$schema') kept[key] = strip(value);
  }
  return kept;
}

function formatsOf(node, found = new Set()) {
  if (typeof node !== 'object' || node === null) return found;
  if (typeof node.format === 'string') found.add(node.format);
  for (const value of Object.values(node)) formatsOf(value, found);
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await compileSchemas();
