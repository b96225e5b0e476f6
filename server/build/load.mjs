import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles one TypeScript module and imports it, so that build scripts read the same tables as the product.
 * @param {string} entry path of the module, relative to the working directory
 * @returns {Promise<Record<string, unknown>>} the module's exports; rejects where it does not compile
 */
export async function loadTypeScript(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-build-'));
  try {
    const outfile = join(folder, 'module.mjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      // Libraries that ship UMD files, whose `require` a bundler cannot follow, have ESM twins that can be.
      mainFields: ['module', 'main'],
      loader: { '.json': 'json' },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
