import { privateKeyIn } from '../../formats/keyPair';
import { type PemBlock, pemBlock, pemBlocks } from '../../formats/pem';
import { decryptedByHeader, decryptedInfo } from './encryptedKey';
import { encryptedInfo, ITERATIONS, passphraseProblem, type Randomness } from './passphrase';
import type { Problem } from './problem';

/** A private key without a passphrase. */
export interface PlainKey {
  /** As PEM. */
  readonly privateKey: string;
}

const NO_KEY: Problem = { problem: 'There is no private key in PEM form. Give the file of the key.' };

/** Whether the private key in PEM text has a passphrase; a problem where there is no key. */
export function hasPassphrase(text: string): boolean | Problem {
  const key = privateKeyIn(text);
  if (key === undefined) return NO_KEY;
  return key.isBroken
    ? { problem: 'The private key is broken: its PEM block does not end, or is no base64.' }
    : key.isEncrypted;
}

/**
 * The private key `text` (PKCS#8 as PEM, not encrypted) under a passphrase: PKCS#8 in AES-256-CBC, the passphrase
 * stretched by PBKDF2 with HMAC-SHA-256.
 * @param randomness a salt and a vector that were never used before
 */
export async function encryptKey(
  text: string,
  passphrase: string,
  randomness: Randomness,
  iterations = ITERATIONS,
): Promise<{ readonly encryptedKey: string } | Problem> {
  const wrong = passphraseProblem(passphrase);
  if (wrong !== undefined) return { problem: wrong };
  const info = pemBlocks(text).find(({ label }) => label === 'PRIVATE KEY')?.bytes;
  if (info === undefined) return { problem: 'There is no private key in PEM form (PKCS#8, PRIVATE KEY) to encrypt.' };
  const encrypted = await encryptedInfo(info, passphrase, randomness, iterations);
  return { encryptedKey: pemBlock('ENCRYPTED PRIVATE KEY', encrypted) };
}

/**
 * The private key in PEM text without its passphrase, in the form that it has: PKCS#8, or the older one of its type. One
 * without a passphrase comes back as it is. Reads what openssl writes by itself (PBES2 with PBKDF2, PBES1 with triple DES,
 * headers of RFC 1421), for keys of every type.
 */
export async function decryptKey(text: string, passphrase: string): Promise<PlainKey | Problem> {
  const block = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (block === undefined) return NO_KEY;
  if (block.bytes === undefined)
    return { problem: 'The private key is broken: its PEM block does not end, or is no base64.' };
  if (!block.isEncrypted) return { privateKey: pemBlock(block.label, block.bytes) };
  const outcome = await decryptedBlock(text, block, block.bytes, passphrase);
  if ('problem' in outcome) return outcome;
  return { privateKey: pemBlock(block.label.replace(/^ENCRYPTED /, ''), outcome) };
}

/** A leaf's key without its passphrase, which nobody can type when an exporter starts. */
export async function removePassphrase(text: string, passphrase: string): Promise<PlainKey | Problem> {
  const encrypted = hasPassphrase(text);
  if (typeof encrypted !== 'boolean') return encrypted;
  if (!encrypted) return { problem: 'The private key has no passphrase, so there is nothing to do.' };
  return decryptKey(text, passphrase);
}

function decryptedBlock(
  text: string,
  { label }: PemBlock,
  bytes: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | Problem> | Uint8Array | Problem {
  if (label === 'ENCRYPTED PRIVATE KEY') return decryptedInfo(bytes, passphrase);
  const dekInfo = /^DEK-Info:[ \t]*(\S.*?)[ \t\r]*$/m.exec(text)?.[1] ?? '';
  return decryptedByHeader(bytes, dekInfo, passphrase);
}
