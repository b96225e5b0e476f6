import { describe, expect, it, test } from 'vitest';
import { evenedOut, explainScrapeError } from '../../../../server/src/core/generators/scrapeErrors/explain';
import { SCRAPE_ERRORS } from '../../../../server/src/core/generators/scrapeErrors/table';
import { RULES } from '../../../../server/src/core/rules/all';
import { SAMPLES } from './errorSamples';

const idsIn = (text: string) => explainScrapeError(text).map(({ error }) => error.id);

describe('what errors of scrapes mean', () => {
  test.each(SAMPLES)('$id: $text', ({ id, text }) => {
    expect(idsIn(text)).toEqual([id]);
  });

  it('has a sample of every entry', () => {
    expect(SCRAPE_ERRORS.map(({ id }) => id).filter((id) => !SAMPLES.some((sample) => sample.id === id))).toEqual([]);
  });

  it('has each id once, and names rules that there are', () => {
    const ids = SCRAPE_ERRORS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rules = new Set(RULES.map(({ id }) => id));
    expect(SCRAPE_ERRORS.flatMap((error) => error.rules ?? []).filter((id) => !rules.has(id))).toEqual([]);
  });

  test.each(['', 'hello', 'level=info msg="TLS is enabled."', 'GET /metrics 200', 'LEOFORD', 'connected to 10.0.0.1'])(
    'is silent on what it does not know: %j',
    (text) => {
      expect(explainScrapeError(text)).toEqual([]);
    },
  );

  it('finds them in whole logs, the telling and frequent ones first', () => {
    const log = [
      'ts=2026-11-27T09:04:29.575Z level=info msg="Starting node_exporter"',
      '2026/11/27 09:03:26 http: TLS handshake error from 10.0.0.9:46876: EOF',
      "2026/11/27 09:03:27 http: TLS handshake error from 10.0.0.7:46900: tls: client didn't provide a certificate",
      "2026/11/27 09:03:28 http: TLS handshake error from 10.0.0.7:46902: tls: client didn't provide a certificate",
      '2026/11/27 09:03:29 http: TLS handshake error from 10.0.0.7:46904: something new',
    ].join('\r\n');
    expect(explainScrapeError(log).map(({ error, line, count }) => [error.id, line, count])).toEqual([
      ['client-without-certificate', 3, 2],
      ['client-hung-up', 2, 1],
      ['handshake', 5, 1],
    ]);
  });

  test.each([
    ['colours', '\u001b[31mGet "https://a:1/": remote error: tls: certificate required\u001b[0m'],
    ['JSON', '{"err":"Get \\"https://a:1/\\": remote error: tls: certificate required"}'],
    ['JSON with colours', '{"log":"\\u001b[31mremote error: tls: certificate required\\u001b[0m\\n"}'],
    ['logfmt', 'level=debug err="Get \\"https://a:1/\\": remote error: tls: certificate required" target=https://a:1'],
    ['HTML', 'Get &#34;https://a:1/&#34;: remote error: tls: certificate required'],
    ['a narrow column', 'Get "https://a:1/": remote\nerror: tls: certificate\nrequired'],
  ])('reads through %s', (_, text) => {
    expect(idsIn(text)).toEqual(['certificate-required']);
  });

  test.each([
    ["cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs", ['10.0.0.5']],
    ["cannot validate certificate for 2001:db8::7 because it doesn't contain any IP SANs", ['2001:db8::7']],
    ['x509: certificate is valid for web-1.example.org, not web-2', ['web-2']],
    ['x509: certificate is not valid for any names, but wanted to match web-2.example.com', ['web-2.example.com']],
    ['x509: certificate is valid for a, not $(reboot)', undefined],
  ])('says for which names a certificate is needed: %s', (text, names) => {
    const [first] = explainScrapeError(text);
    expect(first?.issue).toEqual(names && { names, purpose: 'server' });
  });

  it('is quick with a large and ugly text', () => {
    const begun = performance.now();
    explainScrapeError(
      `${'certificate is valid for '.repeat(40_000)}\n${'x509: TLS handshake error from '.repeat(20_000)}`,
    );
    explainScrapeError('http: TLS handshake error from a: EOF\n'.repeat(20_000));
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('evens out quotes and spaces', () => {
    expect(evenedOut('  a \\"b\\"\t&quot;c&quot; it’s  ')).toBe('a "b" "c" it\'s');
  });

  it('speaks in whole sentences without a secret place', () => {
    const odd = SCRAPE_ERRORS.flatMap(({ id, cause, remedy }) =>
      [cause, remedy].filter((text) => !/^[A-Z`0-9a-z].*[.]$/.test(text)).map((text) => `${id}: ${text}`),
    );
    expect(odd).toEqual([]);
  });
});
