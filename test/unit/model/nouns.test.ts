import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_NOUNS, type Nouns } from '../../../server/src/core/model/nouns';
import { joinNouns, mapPlaces, shiftNouns } from '../../../server/src/core/model/nounsOf';
import { secretOf } from '../../../server/src/core/model/secretForm';
import { isSecretHeader, secretsInUrl } from '../../../server/src/core/model/urlSecrets';
import { nounsIn } from '../support/expectNouns';
import { yamlSnippet, yamlText } from '../support/yamlTexts';

const secretAt = (start: number): Nouns => ({ ...NO_NOUNS, secrets: [secretOf('k', 'v', { start, end: start + 1 })] });

describe('nouns of several parts', () => {
  test('nothing', () => expect(joinNouns([])).toBe(NO_NOUNS));
  test('in order', () =>
    expect(joinNouns([secretAt(5), secretAt(2)]).secrets.map(({ start }) => start)).toEqual([5, 2]));
  test('each place once', () => expect(joinNouns([secretAt(5), secretAt(5)]).secrets).toHaveLength(1));
  test('moved', () => expect(shiftNouns(secretAt(5), 10)).toEqual(secretAt(15)));
  test('moved by nothing', () => {
    const nouns = secretAt(5);
    expect(shiftNouns(nouns, 0)).toBe(nouns);
  });
  test('places at any depth', () => {
    const at = { start: 1, end: 2 };
    const moved = mapPlaces({ at, list: [at, 'x'], start: 'no place', none: undefined }, ({ start, end }) => ({
      start: start + 1,
      end: end + 2,
    }));
    expect(moved).toEqual({
      at: { start: 2, end: 4 },
      list: [{ start: 2, end: 4 }, 'x'],
      start: 'no place',
      none: undefined,
    });
  });
});

describe('secrets in URLs', () => {
  const found = (text: string) => secretsInUrl(text).map(({ key, start, end }) => [key, text.slice(start, end)]);
  test.each([
    ['http://u:p@a/', [['password', 'p']]],
    ['http://u:p@q@a/x@y', [['password', 'p@q']]],
    ['http://u:@a/', []],
    ['http://u@a/', []],
    ['http://a:80/x@y', []],
    ['a:b@c', []],
    ['http://a?access_token=t#x', [['access_token', 't']]],
    ['http://a?u=x&p=y', [['p', 'y']]],
    ['http://a?p=y&page=2&key=z', []],
    [
      'http://u:p@a?api_key=k&x',
      [
        ['password', 'p'],
        ['api_key', 'k'],
      ],
    ],
  ])('%s', (text, wanted) => expect(found(text)).toEqual(wanted));

  test('are inside of the text', () => {
    const url = fc.array(fc.constantFrom('://', ':', '@', '/', '?', '&', '=', 'token', 'p', 'u', '#', ' '), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(url, (pieces) =>
        secretsInUrl(pieces.join('')).every(({ start, end }) => start < end && end <= pieces.join('').length),
      ),
    );
  });

  test.each([
    ['X-Api-Key', true],
    ['Authorization', true],
    ['X-Vault-Token', true],
    ['apikey', true],
    ['X-Scope-OrgID', false],
    ['Monkey', false],
  ])('header %s: %s', (name, wanted) => expect(isSecretHeader(name)).toBe(wanted));
});

/** Every span in `value`. */
function spansOf(value: unknown): { start: number; end: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(spansOf);
  return 'start' in value && 'end' in value ? [value as { start: number; end: number }, ...inner] : inner;
}

const piece = fc.constantFrom(
  ...[
    'scrape_configs:\n- job_name: a\n',
    '  basic_auth: {username: u, password: p}\n',
    '  http_sd_configs:\n  - url: http://u:p@a\n',
  ],
  ...[
    '  authorization: &a {credentials: x}\n',
    '    authorization: *a\n',
    '  tls_config: {insecure_skip_verify: true, key: "a\\nb"}\n',
  ],
  ...[
    '  static_configs:\n  - targets: [a, "https://u:p\\x41@b"]\n',
    'remote_write:\n- url: >-\n    http://u:p@a\n    b\n',
  ],
  ...[
    'tls_server_config: {cert_file: a, min_version: TLS10}\n',
    'basic_auth_users: {a: b}\n',
    '  <<: *a\n',
    'tracing: {insecure: y}\n',
  ],
);
const configText = fc.array(fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: yamlSnippet }), {
  maxLength: 10,
});

describe('nouns of any text', () => {
  test.each(['prometheus', 'web-config'] as const)('%s: every place lies in the text', (kind) => {
    const text = fc.oneof(
      configText.map((pieces) => pieces.join('')),
      yamlText,
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const { start, end } of spansOf(nounsIn(kind, any))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(any.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
