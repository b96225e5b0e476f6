import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { generateKeyPair, newRandomness, newSerial } from '../../../../server/src/host/credentials/keys';

describe('keys', () => {
  test('are a pair of the length that was asked for, in the forms that certificates are made of', async () => {
    const { publicKey, privateKey } = await generateKeyPair(2048);
    expect([publicKey.split('\n')[0], privateKey.split('\n')[0]]).toEqual([
      '-----BEGIN PUBLIC KEY-----',
      '-----BEGIN PRIVATE KEY-----',
    ]);
    expect(createPublicKey(privateKey).equals(createPublicKey(publicKey))).toBe(true);
    expect(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  test('are given up at once', async () => {
    const abort = new AbortController();
    const keys = generateKeyPair(4096, abort.signal);
    abort.abort(new Error('cancelled'));
    await expect(keys).rejects.toThrow('cancelled');
    await expect(generateKeyPair(2048, abort.signal)).rejects.toThrow('cancelled');
  });

  test('have randomness that is new each time', () => {
    expect(newSerial()).toHaveLength(16);
    expect(newSerial()).not.toEqual(newSerial());
    expect(newRandomness().salt).not.toEqual(newRandomness().salt);
  });
});
