import { describe, expect, test } from 'vitest';
import { exportPkcs12 } from '../../../../server/src/core/generators/pki/pkcs12';
import { encryptKey } from '../../../../server/src/core/generators/pki/privateKey';
import { authorityOf, issued, made, RANDOMNESS, rsaPair } from './support';

const [caKeys, leafKeys] = [rsaPair(), rsaPair()];
const authority = await authorityOf(caKeys);
const content = {
  certificate: await issued(authority, leafKeys, { purpose: 'client' }),
  authority: authority.certificate,
  privateKey: leafKeys.privateKey,
  passphrase: 'correct horse',
  name: 'Prometheus',
  randomness: RANDOMNESS,
  macSalt: new Uint8Array(16).fill(3),
};

const { encryptedKey } = made(await encryptKey(leafKeys.privateKey, 'correct horse', RANDOMNESS));

describe('a PKCS#12 file', () => {
  test('is the same for the same content, salts and vector', async () => {
    const { pkcs12 } = made(await exportPkcs12(content));
    expect(await exportPkcs12(content)).toEqual({ pkcs12 });
  });

  test('keeps nobody waiting while it is made', async () => {
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    await exportPkcs12(content);
    clearInterval(turn);
    expect(turns).toBeGreaterThan(10);
  });

  test('holds each certificate once, wherever it was given', async () => {
    const { pkcs12 } = made(
      await exportPkcs12({ ...content, certificate: content.certificate + authority.certificate }),
    );
    expect(await exportPkcs12(content)).toEqual({ pkcs12 });
  });

  test.each([
    ['a short passphrase', { passphrase: '' }, /at least 8 characters/],
    ['the key of another certificate', { privateKey: caKeys.privateKey }, /not the one of the certificate/],
    ['a key that has a passphrase', { privateKey: encryptedKey }, /a passphrase of its own/],
    ['no key', { privateKey: '' }, /no private key/],
    ['no certificate', { certificate: '', authority: '' }, /cannot be read/],
  ])('is not made with %s', async (_name, more, problem) => {
    expect(await exportPkcs12({ ...content, ...more })).toEqual({ problem: expect.stringMatching(problem) });
  });
});
