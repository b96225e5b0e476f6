import { generateKeyPair as generate, randomBytes as random } from 'node:crypto';
import type { KeyPair } from '../core/generators/pki/keyPair';
import type { Randomness } from '../core/generators/pki/passphrase';

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
