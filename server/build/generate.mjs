// Writes everything that is made from tables: the manifest's settings, the README's, docs/checks.md.
//   node server/build/generate.mjs [--check]    with --check it only tells what is stale, and fails then
await import('./generateManifest.mjs');
await import('./generateDocs.mjs');
