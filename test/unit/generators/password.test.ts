import { randomBytes } from 'node:crypto';
import { compareSync } from 'bcryptjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isCompleteBcrypt } from '../../../server/src/core/formats/bcrypt';
import { generatePassword, hashInSteps, hashOf, passwordProblem } from '../../../server/src/core/generators/password';

const SALT = Uint8Array.from({ length: 16 }, (_, index) => index);

describe('a generated password', () => {
  test('is made of its random bytes alone, five bits of each', () => {
    expect(generatePassword((count) => new Uint8Array(count))).toBe('aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa');
    expect(generatePassword((count) => Uint8Array.from({ length: count }, (_, index) => index + 32))).toBe(
      'abcd-efgh-ijkm-npqr-stuv-wxyz-2345',
    );
  });

  test('is one that is accepted, and the same text in YAML, in a URL and in a shell without quotes', () => {
    const bytes = fc.uint8Array({ minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(bytes, (random) => {
        const password = generatePassword(() => random);
        expect(passwordProblem(password)).toBeUndefined();
        expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){6}$/);
        for (const version of ['1.1', '1.2'] as const) expect(parse(password, { version })).toBe(password);
        expect(encodeURIComponent(password)).toBe(password);
      }),
    );
  });

  test('is another one each time', () => {
    const all = Array.from({ length: 500 }, () => generatePassword(randomBytes));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a password', () => {
  test.each([
    'x',
    'correct horse battery staple',
    'a:b"c\'d\\e$f`g{{h}}#i',
    'é'.repeat(36),
    '🔑'.repeat(18),
    'x'.repeat(72),
  ])('may be %j', (text) => {
    expect(passwordProblem(text)).toBeUndefined();
  });

  test.each([
    ['', /^An empty password/],
    ['x'.repeat(73), /^bcrypt reads 72 bytes/],
    ['é'.repeat(37), /^bcrypt reads 72 bytes/],
    ['a\nb', /control characters/],
    ['ab\n', /control characters/],
    ['a\0b', /control characters/],
    ['a\u007fb', /control characters/],
    ['a\u2028b', /control characters/],
    ['a\ud800b', /control characters/],
    [' ab', /drops blanks/],
    ['ab\u00a0', /drops blanks/],
  ])('may not be %j', (text, problem) => {
    expect(passwordProblem(text)).toMatch(problem);
    expect(() => hashOf(text, 10, SALT)).toThrow(RangeError);
  });

  test('that is refused is in no message', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (text) => {
        expect(passwordProblem(text) ?? '').not.toContain(text);
      }),
    );
  });
});

describe('a hash', () => {
  test('is the same for the same salt, at once and in steps, and of version 2b', async () => {
    const hash = hashOf('correct-horse', 10, SALT);
    // As libxcrypt makes it.
    expect(hash).toBe('$2b$10$..CA.uOD/eaGAOmJB.yMBurW.xYSXrQPjwmmrvqtL980uQS394dCK');
    expect(await hashInSteps('correct-horse', 10, SALT)).toBe(hash);
    expect(isCompleteBcrypt(hash)).toBe(true);
    expect(hashOf('correct-horse', 10, SALT.toReversed())).not.toBe(hash);
  });

  test('is one of its password, of all 72 bytes of it', () => {
    const password = `${'é'.repeat(35)}ab`;
    const hash = hashOf(password, 10, SALT);
    expect(compareSync(password, hash)).toBe(true);
    expect(compareSync(`${'é'.repeat(35)}ac`, hash)).toBe(false);
  });

  test.each([9, 15, 10.5, Number.NaN])('is not made with the cost %d', (cost) => {
    expect(() => hashOf('x', cost, SALT)).toThrow(RangeError);
  });

  test('is not made with half a salt', () => {
    expect(() => hashOf('x', 10, SALT.subarray(8))).toThrow(RangeError);
  });

  test('in steps lets others have their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await hashInSteps('correct-horse', 12, SALT);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
