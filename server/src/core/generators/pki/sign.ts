import { bitString, nothing, objectId, sequence } from '../../formats/derWriter';
import { privateKeyIn } from '../../formats/keyPair';
import { pemBlock, pemBlocks } from '../../formats/pem';
import type { Problem } from './problem';

/**
 * Signs `bytes` with the private key in PEM text, hashed by SHA-256: PKCS#1 v1.5 with an RSA key, which always gives the
 * same, ECDSA (DER) with one on a curve. A parameter of everything that signs, because the platform does it in a
 * hundredth of the time that JavaScript takes, and outside of the thread that everybody waits for.
 * It rejects for a key that cannot sign so.
 */
export type Sign = (privateKey: string, bytes: Uint8Array) => Promise<Uint8Array>;

/** A private key that can sign. */
export interface SigningKey {
  /** As PEM, without a passphrase. */
  readonly pem: string;
  readonly type: 'rsa' | 'ec';
}

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** The key in PEM text, ready to sign; a problem for what is none, has a passphrase, or is of another type. */
export function signingKey(pem: string): SigningKey | Problem {
  const read = privateKeyIn(pem);
  if (read === undefined) return { problem: 'There is no private key in PEM form.' };
  if (read.isEncrypted) return { problem: 'The private key has a passphrase, which has to be taken away first.' };
  const type = read.publicKey?.type;
  const block = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
  // What else stands in the file (EC PARAMETERS, a certificate) is not everybody's to read.
  const alone = block?.bytes && pemBlock(block.label, block.bytes);
  if (alone !== undefined && (type === 'rsa' || type === 'ec')) return { pem: alone, type };
  if (type === undefined) return CANNOT_SIGN;
  return {
    problem:
      'Only RSA and EC keys can sign here, and the private key is of another type. Use such a key, or let openssl sign.',
  };
}

/** The algorithm by which `key` signs, as an AlgorithmIdentifier (RFC 4055, RFC 5758). */
export function signatureAlgorithm({ type }: Pick<SigningKey, 'type'>): Uint8Array {
  return type === 'rsa' ? sequence(objectId(SHA256_WITH_RSA), nothing()) : sequence(objectId(ECDSA_WITH_SHA256));
}

/** `body` with its algorithm and its signature by `key`: the form of certificates and of requests. */
export async function signed(
  body: Uint8Array,
  key: SigningKey,
  sign: Sign,
): Promise<{ readonly der: Uint8Array } | Problem> {
  try {
    return { der: sequence(body, signatureAlgorithm(key), bitString(await sign(key.pem, body))) };
  } catch {
    // What the platform says of it is for programmers, and may quote something.
    return CANNOT_SIGN;
  }
}

const CANNOT_SIGN: Problem = {
  problem: 'The private key cannot be read, or cannot sign. Give an RSA key or an EC key in PEM form.',
};
