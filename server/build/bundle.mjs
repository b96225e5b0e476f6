// Builds dist/: compiles the schemas, then bundles the client, the server and the command line.
//   node server/build/bundle.mjs [--watch] [--debug]
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { compileSchemas } from './compileSchemas.mjs';

const { values: options } = parseArgs({ options: { watch: { type: 'boolean' }, debug: { type: 'boolean' } } });

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !options.debug,
  // The package's allow-list leaves the maps out; they serve debugging from the checkout.
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  // The language server libraries ship UMD files whose `require` a bundler cannot follow; their ESM twins can be.
  mainFields: ['module', 'main'],
};
const bundles = [
  { ...common, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  // Certificates and hashes: loaded with the first command that needs them.
  { ...common, entryPoints: ['client/src/generators/main.ts'], outfile: 'dist/generators.js', external: ['vscode'] },
  { ...common, entryPoints: ['server/src/node.ts'], outfile: 'dist/server.js' },
  { ...common, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

await compileSchemas();
if (options.watch) {
  const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, logLevel: 'info' })));
  await Promise.all(contexts.map((watched) => watched.watch()));
} else {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
