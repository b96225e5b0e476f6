import { constants, generateKeyPair as generate, randomBytes as random, sign as signBytes } from 'node:crypto';
import type { KeyPair } from '../../core/generators/pki/keyPair';
import type { Randomness } from '../../core/generators/pki/passphrase';
import type { Sign } from '../../core/generators/pki/sign';

/**
 * Makes a pair of RSA keys of `bits`, outside of this thread. Node cannot stop that once it has begun: after an abort the promise
 * rejects at once, and what comes of it later is dropped.
 * @throws the reason of `signal`, where that aborts
 */
export function generateKeyPair(bits: number, signal?: AbortSignal): Promise<KeyPair> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const options = {
      modulusLength: bits,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    } as const;
    generate('rsa', options, (error, publicKey, privateKey) => {
      signal?.removeEventListener('abort', onAbort);
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  });
}

/** Signs outside of this thread. An RSA-PSS key is refused: it would sign in another way than certificates say here. */
export const sign: Sign = (key, bytes) =>
  new Promise((resolve, reject) => {
    signBytes('sha256', bytes, { key, padding: constants.RSA_PKCS1_PADDING }, (error, signature) => {
      if (error) reject(error);
      else resolve(Uint8Array.from(signature));
    });
  });

/** The random bytes of a serial number. */
export function newSerial(): Uint8Array {
  return randomBytes(16);
}

/** The random part of an encryption. */
export function newRandomness(): Randomness {
  return { salt: randomBytes(16), iv: randomBytes(16) };
}

/** `count` bytes that nobody can guess. */
export function randomBytes(count: number): Uint8Array {
  return Uint8Array.from(random(count));
}
