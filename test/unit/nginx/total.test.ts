import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nginxKind } from '../../../server/src/core/kinds/nginx/kind';
import { expectTotal } from '../support/expectTotal';

/** What sites are made of, and what breaks them. */
const PIECES = [
  'http ',
  'server ',
  'location ',
  'upstream p ',
  '{',
  '}',
  ';',
  '\n',
  ' ',
  '"',
  "'",
  '#',
  '\\',
  '$',
  '${',
  '{{',
  '= ',
  '~ ',
  '/metrics ',
  '/node ',
  '/node/ ',
  '@a ',
  'proxy_pass ',
  'http://n:9100',
  'https://n:9100',
  '/',
  '/x',
  'listen ',
  '443 ',
  'ssl',
  'ssl_verify_client ',
  'on',
  'off',
  'optional',
  'satisfy ',
  'any',
  'allow ',
  'deny ',
  'all',
  'auth_basic ',
  'auth_basic_user_file h',
  'stub_status',
  'include x',
  'proxy_ssl_verify on',
  'ssl_certificate a',
  'ssl_protocols TLSv1',
  'if ($a) ',
  'limit_except GET ',
  '\0',
  'ü',
  '𝄞',
  '__proto__ ',
];

describe('reading sites', () => {
  test('any text gives a reading with places in it', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 80 });
    const around = fc.constantFrom(
      (text: string) => text,
      (text: string) => `server { location /metrics { proxy_pass https://n:9100/; ${text}`,
    );
    fc.assert(
      fc.property(texts, around, (pieces, wrap) => expectTotal(nginxKind(), wrap(pieces.join('')))),
      { numRuns: 500 },
    );
  });

  test('the work is bounded', () => {
    const site = 'server { location /metrics { proxy_pass https://n:9100/; allow 1.1.1.1; } }\n';
    for (const text of [
      '{'.repeat(30_000),
      'server {'.repeat(2_000),
      'location / {'.repeat(5_000),
      '"'.repeat(30_001),
      '\\'.repeat(30_001),
      '${'.repeat(5_000),
      site.repeat(2_000),
      `server {${'location /metrics { proxy_pass http://n:9100; }'.repeat(2_000)}`,
    ]) {
      expectTotal(nginxKind(), text);
    }
  }, 60_000);
});

describe('the outline of a site', () => {
  test('servers and locations', () => {
    const [server] = nginxKind().outline(
      'server {\n  server_name a.example.com;\n  location = /metrics { proxy_pass http://n:9100; }\n}\n',
    );
    expect([server?.name, server?.children.map(({ name }) => name)]).toEqual([
      'server a.example.com',
      ['location = /metrics'],
    ]);
  });
});
