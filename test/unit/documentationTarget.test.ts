import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentationTarget } from '../../client/src/documentationTarget';

describe('a link to the documentation', () => {
  it('names a page and a heading', () => {
    expect(documentationTarget({ path: '/docs/checks', fragment: 'unknown-key' })).toEqual({
      file: 'checks.md',
      anchor: 'unknown-key',
    });
  });

  it('names the page of a rule', () => {
    expect(documentationTarget({ path: '/docs/rules/insecure-skip-verify', fragment: '' })).toEqual({
      file: 'rules/insecure-skip-verify.md',
      anchor: '',
    });
  });

  it.each(['"><script>', 'a/../b', 'A B'])('loses the odd anchor %j', (fragment) => {
    expect(documentationTarget({ path: '/docs/checks', fragment })).toEqual({ file: 'checks.md', anchor: '' });
  });

  it.each([
    '',
    '/',
    '/docs',
    '/docs/',
    '/docs/.',
    '/docs/..',
    '/docs/../package',
    '/docs/../../secrets',
    '/docs//checks',
    '/docs/checks/',
    '/docs/checks.md',
    '/docs/sub/checks',
    '/docs/rules/',
    '/docs/rules/..',
    '/docs/rules/../checks',
    '/docs/rules/sub/checks',
    '/docs/rules/README',
    '/docs/%2e%2e',
    '/docs/check\u0000',
    '/docs/\\..\\x',
    '/docs/checks\n',
    '/other/checks',
    'docs/checks',
  ])('names no page by %j', (path) => {
    expect(documentationTarget({ path, fragment: '' })).toBeUndefined();
  });

  it('never leaves the folder, whatever the path', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, fragment) => {
        const target = documentationTarget({ path: `/docs/${path}`, fragment });
        if (target !== undefined) expect(target.file).toMatch(/^(rules\/)?[a-z][a-z0-9-]*\.md$/);
      }),
    );
  });
});
