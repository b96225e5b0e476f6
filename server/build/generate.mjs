// Writes everything that is made from tables: the list of rules, the manifest's settings, the README's, the pages in docs.
//   node server/build/generate.mjs [--check]    with --check it only tells what is stale, and fails then
await import('./generateRuleList.mjs');
await import('./generateManifest.mjs');
await import('./generateDocs.mjs');
