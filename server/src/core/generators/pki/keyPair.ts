import { pemBlocks } from '../../formats/pem';
import { type PublicKey, readPublicKey } from '../../formats/publicKey';
import type { Problem } from './problem';

/** A pair of keys as PEM, made outside of the core. */
export interface KeyPair {
  /** SubjectPublicKeyInfo (`PUBLIC KEY`). */
  readonly publicKey: string;
  /** PKCS#8 without a passphrase (`PRIVATE KEY`). */
  readonly privateKey: string;
}

/** A public key that a certificate can be made for. */
export interface UsableKey {
  /** Its SubjectPublicKeyInfo. */
  readonly info: Uint8Array;
  readonly key: PublicKey;
}

/** RSA keys below this length (bits) are refused by TLS libraries of today at their usual level. */
const MIN_RSA_BITS = 2048;
/** Go's TLS, and so Prometheus and its exporters, refuses longer ones. */
const MAX_RSA_BITS = 8192;

/** The public key in PEM text; a problem for one that cannot be read or is too short. */
export function usablePublicKey(text: string): UsableKey | Problem {
  const block = pemBlocks(text).find(({ label }) => label === 'PUBLIC KEY');
  if (block?.bytes === undefined) return { problem: 'This is no public key in PEM form (PUBLIC KEY).' };
  return usableKey(block.bytes);
}

/** As {@link usablePublicKey}, from a SubjectPublicKeyInfo. */
export function usableKey(info: Uint8Array): UsableKey | Problem {
  const key = readPublicKey(info);
  if (key === undefined) return { problem: 'The public key cannot be read.' };
  if (key.type === 'rsa' && (key.bits ?? 0) < MIN_RSA_BITS) {
    return { problem: `The RSA key has ${key.bits ?? 0} bits, which is too short. Make one of 3072 bits.` };
  }
  if (key.type === 'rsa' && (key.bits ?? 0) > MAX_RSA_BITS) {
    return { problem: `The RSA key has ${key.bits ?? 0} bits, and Prometheus takes ${MAX_RSA_BITS} at most.` };
  }
  return { info, key };
}
