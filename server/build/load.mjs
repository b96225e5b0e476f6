import { build } from 'esbuild';

/**
 * Bundles one TypeScript module and imports it, so that build scripts read the same tables as the product.
 * @param {string} entry path of the module, relative to the working directory
 * @returns {Promise<Record<string, unknown>>} the module's exports; rejects where it does not compile
 */
export async function loadTypeScript(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    loader: { '.json': 'json' },
  });
  const [file] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}
