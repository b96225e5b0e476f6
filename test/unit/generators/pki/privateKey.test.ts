import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  decryptKey,
  encryptKey,
  hasPassphrase,
  removePassphrase,
} from '../../../../server/src/core/generators/pki/privateKey';
import { made, RANDOMNESS, rsaPair } from './support';

const PASSPHRASE = 'correct hörse';
const { privateKey } = rsaPair();
const rsa = createPrivateKey(privateKey);
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const { encryptedKey } = made(await encryptKey(privateKey, PASSPHRASE, RANDOMNESS));

describe('a key under a passphrase', () => {
  test('is read by others', () => {
    const read = createPrivateKey({ key: encryptedKey, passphrase: PASSPHRASE });
    expect(read.export({ type: 'pkcs8', format: 'pem' })).toBe(privateKey);
  });

  test('is the same for the same salt and vector', async () => {
    expect(await encryptKey(privateKey, PASSPHRASE, RANDOMNESS)).toEqual({ encryptedKey });
    const other = { ...RANDOMNESS, salt: RANDOMNESS.iv };
    expect(await encryptKey(privateKey, PASSPHRASE, other)).not.toEqual({ encryptedKey });
  });

  test.each([
    ['a short passphrase', privateKey, 'seven77', /at least 8 characters/],
    ['what nobody can type', privateKey, 'correct\0horse', /no control characters/],
    ['what is no key', 'x', PASSPHRASE, /no private key in PEM form/],
    ['a key that has one', encryptedKey, PASSPHRASE, /no private key in PEM form/],
  ])('is not made with %s', async (_name, key, passphrase, problem) => {
    expect(await encryptKey(key, passphrase, RANDOMNESS)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe('a key comes back from', () => {
  const options = { format: 'pem', passphrase: PASSPHRASE } as const;
  test.each([
    ['our own form', encryptedKey, privateKey],
    ['PKCS#8 in AES-128', rsa.export({ type: 'pkcs8', cipher: 'aes-128-cbc', ...options }), privateKey],
    [
      'PKCS#8 of a curve',
      ec.export({ type: 'pkcs8', cipher: 'aes-256-cbc', ...options }),
      ec.export({ type: 'pkcs8', format: 'pem' }),
    ],
    [
      'the old form in AES-256',
      rsa.export({ type: 'pkcs1', cipher: 'aes-256-cbc', ...options }),
      rsa.export({ type: 'pkcs1', format: 'pem' }),
    ],
    [
      'the old form in triple DES',
      rsa.export({ type: 'pkcs1', cipher: 'des-ede3-cbc', ...options }),
      rsa.export({ type: 'pkcs1', format: 'pem' }),
    ],
    [
      'the old form of a curve',
      ec.export({ type: 'sec1', cipher: 'aes-192-cbc', ...options }),
      ec.export({ type: 'sec1', format: 'pem' }),
    ],
  ])('%s', async (_name, text, plain) => {
    expect(await removePassphrase(String(text), PASSPHRASE)).toEqual({ privateKey: plain });
    expect(await removePassphrase(String(text).replaceAll('\n', '\r\n'), PASSPHRASE)).toEqual({ privateKey: plain });
    const wrong = await removePassphrase(String(text), 'wrong horse');
    expect(wrong).toEqual({ problem: 'The passphrase is wrong. Nothing was written.' });
  });
});

describe('a key', () => {
  test('without a passphrase stays as it is, and has none to remove', async () => {
    expect(await decryptKey(privateKey, '')).toEqual({ privateKey });
    expect(await removePassphrase(privateKey, '')).toEqual({ problem: expect.stringMatching(/has no passphrase/) });
  });

  test('says whether it has one', () => {
    expect([hasPassphrase(privateKey), hasPassphrase(encryptedKey)]).toEqual([false, true]);
    expect(hasPassphrase('x')).toEqual({ problem: expect.stringMatching(/no private key/) });
  });

  test.each([
    ['is cut off', encryptedKey.slice(0, 300), /broken/],
    [
      'is no DER',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n',
      /not known here/,
    ],
    [
      'has a header of an unknown cipher',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: CAMELLIA-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
      /not known here/,
    ],
    ['is none', 'x', /no private key/],
  ])('that %s is a problem', async (_name, text, problem) => {
    expect(await removePassphrase(text, PASSPHRASE)).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('that was damaged never gives a fault', async () => {
    const quick = made(await encryptKey(privateKey, PASSPHRASE, RANDOMNESS, 1000)).encryptedKey;
    const body = Buffer.from(quick.split('\n').slice(1, -2).join(''), 'base64');
    for (let at = 0; at < 110; at++) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 0x11;
      const text = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${changed.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
      // The cipher protects what nobody can read, and not what nobody can change: a few bytes go unnoticed.
      const outcome = await decryptKey(text, PASSPHRASE);
      expect('problem' in outcome || outcome.privateKey.length === privateKey.length).toBe(true);
    }
  });
});
