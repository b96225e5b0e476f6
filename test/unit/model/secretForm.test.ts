import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { said, secretForm, secretOf } from '../../../server/src/core/model/secretForm';

const HASH = 'N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

/** What may stand where a secret belongs (security-rules.md, head), by its form. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  empty: ['', '  '],
  variable: [
    ...[
      '${NAME}',
      '${NAME:-x}',
      '$NAME',
      '$db_password',
      '$token',
      '$(cat /run/x)',
      '%i',
      '%PASSWORD%',
      '{{ .Values.x }}',
    ],
    ...['{{ vault "a" }}', 'x{{y}}z', '{% raw %}', '<%= @pw %>', '$__file{/run/x}', '$__env{X}', '((prom-password))'],
    ...['${{ secrets.X }}', '#{Password}#', '%{hiera}', 'ENC[AES256_GCM,data:abc,iv:x]', '$ANSIBLE_VAULT;1.1;AES256'],
    ...['ref+vault://a/b#/c', 'vault:secret/data/x#y', 'op://vault/item/field'],
  ],
  placeholder: [
    ...[
      '<PASSWORD>',
      '<secret>',
      '<your token here>',
      '@PASSWORD@',
      '@@TOKEN@@',
      '[password]',
      '[REDACTED]',
      '{password}',
    ],
    ...['__PASSWORD__', 'xxx', 'XXXXXXXX', '***', '...', '…', '----', 'CHANGE_ME', 'changeme', 'change-me', 'ChangeMe'],
    ...[
      'change-me-please',
      'REPLACE_ME',
      'replace-with-token',
      'REPLACE_WITH_YOUR_TOKEN',
      'set-me',
      'FILL_IN',
      'fill-me-in',
    ],
    ...[
      'TODO',
      'TODO: ask ops',
      'FIXME',
      'tbd',
      'redacted',
      'your-password',
      'your_token_here',
      'yourpassword',
      'YOUR-API-KEY',
    ],
    ...[
      'my-secret',
      'some_token',
      'insert-password-here',
      'enter your key',
      'put-your-token-here',
      'password-goes-here',
    ],
    ...['TOKEN_HERE', 'example-token', 'dummy', 'secret-placeholder'],
    ...['$2y$10$...', '$2b$12$<hash>', '$2y$10$xxxxxxxx', '$2y$10$REPLACE_ME'],
  ],
  hash: [`$2y$10$${HASH}`, `$2a$04$${HASH}`, `$2b$12$${HASH}`, `$2y$10$${HASH.slice(5)}`],
  clear: [
    ...[
      'hunter2',
      'password',
      'secret',
      'prometheus',
      'S3cr3t!',
      'a b c',
      '0123',
      'pa$$word',
      '$ecret1',
      '$6$salt$abc',
      'xx',
    ],
    ...['keyboard', 'key', 'mypassword1', 'changeling', 'change', 'todos-and-more', 'settle', 'example', 'yourself'],
    ...[
      '<tag',
      '@home',
      'user@host',
      '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
      '{"type":"service_account"}',
    ],
    ...['%20abc', '50%', '$1', 'dGVzdDp0ZXN0', 'x'.repeat(5000)],
  ],
};

describe('secretForm', () => {
  const rows = Object.entries(FORMS).flatMap(([form, texts]) => texts.map((text) => [text, form] as const));
  test.each(rows)('%j is %s', (text, form) => expect(secretForm(text)).toBe(form));

  test('any text has a form, and soon', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 3000, unit: fc.constantFrom(...'y-our_ <@{$k') }),
        (text) => secretForm(text) !== ('' as string),
      ),
    );
  });

  test('a secret has nothing of its span but the place', () => {
    const at = { start: 1, end: 2, more: 'x' };
    expect(secretOf('k', 'v', at, 'f')).toEqual({ key: 'k', text: 'v', form: 'clear', start: 1, end: 2, fileKey: 'f' });
    expect(secretOf('k', 'v', at)).not.toHaveProperty('fileKey');
  });
});

describe('said', () => {
  const at = { start: 3, end: 9 };

  test.each([
    '${H}:1',
    '$HOST',
    'a-%i.conf',
    '%H',
    '{{ x }}',
    'a{% x %}',
    '@HOST@:9100',
    '__HOST__',
    '<host>:9100',
    '$(hostname)',
  ])('%s is unknown', (text) => expect(said(text, at)).toEqual({ value: undefined, start: 3, end: 9 }));

  test.each(['a:1', 'http://a/x%2Fy', 'http://a/%E4', '100%%i', 'a < b', 'x@y', '__address__', '$1', ''])(
    '%s is known',
    (text) => expect(said(text, at).value).toBe(text),
  );

  test.each(['$HOME', '${X}', '%i'])('%s is taken as it is where nothing expands', (text) =>
    expect(said(text, at, false).value).toBe(text),
  );
  test('templates are unknown all the same', () => expect(said('{{ x }}', at, false).value).toBeUndefined());
});
