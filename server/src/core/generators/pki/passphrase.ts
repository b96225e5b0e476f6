import forge from 'node-forge';
import { integer, nothing, objectId, octetString, sequence } from '../../formats/derWriter';
import { fromForge, toForge } from './forgeBytes';

/** Object identifiers of password-based encryption (PKCS#5, RFC 8018). */
export const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
} as const;

/** The hashes by which a passphrase is stretched. */
export type StretchHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** How often a passphrase is hashed before it becomes a key: what OWASP names for PBKDF2 with HMAC-SHA-256. */
export const ITERATIONS = 600_000;

/** The random part of an encryption: never used twice. */
export interface Randomness {
  /** 16 bytes. */
  readonly salt: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
}

/** How short a new passphrase may be, in characters. */
const MIN_LENGTH = 8;

/** What is wrong with `passphrase` as a new one; undefined where nothing is. */
export function passphraseProblem(passphrase: string): string | undefined {
  if ([...passphrase].length < MIN_LENGTH) return `A passphrase has at least ${MIN_LENGTH} characters.`;
  if (/\p{Cc}/u.test(passphrase)) return 'A passphrase has no control characters: nobody could type it.';
  return undefined;
}

/** `length` bytes from a passphrase (PBKDF2), outside of this thread where the platform can. */
export function stretched(
  passphrase: string,
  salt: Uint8Array,
  { iterations, hash, length }: { readonly iterations: number; readonly hash: StretchHash; readonly length: number },
): Promise<Uint8Array> {
  const password = toForge(new TextEncoder().encode(passphrase));
  return new Promise((resolve, reject) => {
    // The hash by its name, so that forge hands it to the platform's own implementation.
    const algorithm = hash as forge.md.Algorithm;
    forge.pkcs5.pbkdf2(password, toForge(salt), iterations, length, algorithm, (error, key) => {
      if (error) reject(error);
      else resolve(fromForge(key));
    });
  });
}

/** The bytes in one block of what SHA-1 takes. */
const BLOCK = 64;
/** So often SHA-1 is computed before others have their turn: about 5 ms. */
const IN_ONE_PIECE = 4000;

/**
 * `length` bytes from a passphrase as PKCS#12 has it (RFC 7292, B.2, SHA-1): `id` 1 for keys, 2 for vectors, 3 for MACs.
 * No platform does it outside of its thread, so that it goes in small steps.
 */
export async function pkcs12Key(
  passphrase: string,
  salt: Uint8Array,
  { id, iterations, length }: { readonly id: 1 | 2 | 3; readonly iterations: number; readonly length: number },
): Promise<Uint8Array> {
  const diversifier = String.fromCharCode(id).repeat(BLOCK);
  let input = wholeBlocks(toForge(salt)) + wholeBlocks(bmpString(`${passphrase}\0`));
  let all = '';
  for (;;) {
    const digest = await hashedOften(diversifier + input, iterations);
    all += digest;
    if (all.length >= length) return fromForge(all.slice(0, length));
    input = plusOneAnd(wholeBlocks(digest), input);
  }
}

async function hashedOften(text: string, times: number): Promise<string> {
  let digest = text;
  for (let done = 1; done <= times; done++) {
    digest = forge.md.sha1.create().update(digest).digest().getBytes();
    if (done % IN_ONE_PIECE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return digest;
}

/** `text` again and again, as far as whole blocks go. */
function wholeBlocks(text: string): string {
  if (text === '') return text;
  const length = Math.ceil(text.length / BLOCK) * BLOCK;
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

/** UTF-16, the most significant byte first. */
function bmpString(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text.charCodeAt(at);
    return String.fromCharCode(unit >> 8, unit & 0xff);
  }).join('');
}

/** Each block of `input` as a number, with `addend` and one added to it; what does not fit into a block is dropped. */
function plusOneAnd(addend: string, input: string): string {
  const sums: string[] = [];
  for (let start = 0; start < input.length; start += BLOCK) {
    let [block, carry] = ['', 1];
    for (let at = BLOCK - 1; at >= 0; at--) {
      const sum = input.charCodeAt(start + at) + addend.charCodeAt(at) + carry;
      block = String.fromCharCode(sum & 0xff) + block;
      carry = sum >> 8;
    }
    sums.push(block);
  }
  return sums.join('');
}

/** An EncryptedPrivateKeyInfo (RFC 5958): `info` in AES-256-CBC, with PBKDF2 and HMAC-SHA-256 (PBES2). */
export async function encryptedInfo(
  info: Uint8Array,
  passphrase: string,
  { salt, iv }: Randomness,
  iterations: number,
): Promise<Uint8Array> {
  const key = await stretched(passphrase, salt, { iterations, hash: 'sha256', length: 32 });
  const cipher = forge.cipher.createCipher('AES-CBC', toForge(key));
  cipher.start({ iv: toForge(iv) });
  cipher.update(forge.util.createBuffer(toForge(info)));
  cipher.finish();
  const stretching = sequence(octetString(salt), integer(iterations), sequence(objectId(OID.hmacSha256), nothing()));
  const algorithm = sequence(
    objectId(OID.pbes2),
    sequence(sequence(objectId(OID.pbkdf2), stretching), sequence(objectId(OID.aes256), octetString(iv))),
  );
  return sequence(algorithm, octetString(fromForge(cipher.output.getBytes())));
}
