// npm run oracle: bundles the oracle, with the product as it is, and runs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compileSchemas } from '../../server/build/compileSchemas.mjs';

const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-oracle-'));
try {
  await compileSchemas();
  const outfile = join(folder, 'main.cjs');
  const entryPoints = ['test/oracle/main.ts'];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
