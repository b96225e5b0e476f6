// npm run bench [-- --sizes 10,100 --repetitions 3 --write]: builds the product and measures it next to
// yaml-language-server. Takes some minutes; the machine should have nothing else to do.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

execFileSync(process.execPath, ['server/build/bundle.mjs'], { stdio: 'inherit' });
// In the checkout, where Node finds the packages that stay outside of the bundle.
const outfile = 'dist/bench.cjs';
try {
  await build({
    entryPoints: ['test/bench/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(outfile, { force: true });
}
