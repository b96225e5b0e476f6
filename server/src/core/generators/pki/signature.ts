import forge from 'node-forge';
import { fromForge, toForge } from './forgeBytes';
import type { UsableKey } from './keyPair';

/** Hashes of RSA signatures (PKCS#1 v1.5) that count today, by object identifier. */
const HASHES: ReadonlyMap<string, (bytes: string) => string> = new Map([
  ['1.2.840.113549.1.1.11', (bytes) => forge.md.sha256.create().update(bytes).digest().getBytes()],
  ['1.2.840.113549.1.1.12', (bytes) => forge.md.sha384.create().update(bytes).digest().getBytes()],
  ['1.2.840.113549.1.1.13', (bytes) => forge.md.sha512.create().update(bytes).digest().getBytes()],
]);

/**
 * Whether `key` has signed `bytes`.
 * @param algorithm the object identifier of the signature's algorithm
 * @returns undefined where that cannot be told: other keys than RSA, old hashes, RSA-PSS
 */
export function isSignedBy(
  key: Pick<UsableKey, 'info' | 'key'>,
  algorithm: string,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const hash = HASHES.get(algorithm);
  if (hash === undefined || key.key.type !== 'rsa') return undefined;
  const publicKey = rsaKeyOf(key.info);
  if (publicKey === undefined) return undefined;
  try {
    return publicKey.verify(hash(toForge(bytes)), toForge(signature));
  } catch {
    // Forge throws for a signature of the wrong length or padding.
    return false;
  }
}

/** The key as forge has it; undefined for RSA-PSS, and for an exponent with which verifying would take for ever. */
function rsaKeyOf(info: Uint8Array): forge.pki.rsa.PublicKey | undefined {
  try {
    const key = forge.pki.publicKeyFromAsn1(forge.asn1.fromDer(toForge(info))) as forge.pki.rsa.PublicKey;
    return key.e.bitLength() > 64 ? undefined : key;
  } catch {
    return undefined;
  }
}

/** The SHA-256 of `bytes`. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return fromForge(forge.md.sha256.create().update(toForge(bytes)).digest().getBytes());
}
