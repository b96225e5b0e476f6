import { generateKeyPairSync } from 'node:crypto';
import { createAuthority, type NewAuthority } from '../../../../server/src/core/generators/pki/authority';
import type { KeyPair } from '../../../../server/src/core/generators/pki/keyPair';
import { issueCertificate, type NewLeaf } from '../../../../server/src/core/generators/pki/leaf';
import type { Problem } from '../../../../server/src/core/generators/pki/problem';
import type { Authority } from '../../../../server/src/core/generators/pki/signer';
import { sign } from '../../../../server/src/host/credentials/keys';

/** The time at which the tests make their certificates. */
export const NOW = Date.UTC(2026, 10, 27, 12, 0, 0, 123);
/** A day, in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;
/** The random bytes of a serial number, which tests know. */
export const SERIAL = Uint8Array.from({ length: 16 }, (_, index) => 0xf0 - index);
/** The random part of an encryption, which tests know. */
export const RANDOMNESS = { salt: new Uint8Array(16).fill(1), iv: new Uint8Array(16).fill(2) };

/** An RSA key pair, made now. */
export function rsaPair(bits = 2048): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** A key pair on a curve, made now. */
export function curvePair(type: 'ec' | 'ed25519' = 'ec'): KeyPair {
  const { publicKey, privateKey } =
    type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) : generateKeyPairSync('ed25519');
  return {
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

/** What was made; fails the test where it was a problem. */
export function made<T extends object>(outcome: T | Problem): T {
  if ('problem' in outcome) throw new Error(String(outcome.problem));
  return outcome;
}

/** An authority with these keys. */
export async function authorityOf(keyPair: KeyPair, more: Partial<NewAuthority> = {}): Promise<Authority> {
  const { certificate } = made(
    await createAuthority({ name: 'Test CA', keyPair, sign, serial: SERIAL, now: NOW, ...more }),
  );
  return { certificate, privateKey: keyPair.privateKey };
}

/** What is said of a leaf for these keys, signed by `authority`. */
export function leafOf(authority: Authority, { publicKey }: KeyPair, more: Partial<NewLeaf> = {}): NewLeaf {
  return {
    purpose: 'server',
    names: ['web-1.example.com'],
    publicKey,
    authority,
    sign,
    serial: SERIAL,
    now: NOW,
    ...more,
  };
}

/** The certificate of a leaf. */
export async function issued(...args: Parameters<typeof leafOf>): Promise<string> {
  return made(await issueCertificate(leafOf(...args))).certificate;
}
