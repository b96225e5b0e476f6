import forge from 'node-forge';
import { childrenOf, contentOf, type DerElement, elementAt, objectIdOf, sequenceIn, TAG } from '../../formats/der';
import { fromForge, toForge } from './forgeBytes';
import { OID, pkcs12Key, type StretchHash, stretched } from './passphrase';
import type { Problem } from './problem';

/** A cipher in CBC mode: its name in forge, and how long its key is. */
type Cipher = readonly ['AES-CBC' | '3DES-CBC' | 'DES-CBC', number];

const CIPHERS: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['2.16.840.1.101.3.4.1.2', ['AES-CBC', 16]],
  ['2.16.840.1.101.3.4.1.22', ['AES-CBC', 24]],
  ['2.16.840.1.101.3.4.1.42', ['AES-CBC', 32]],
  ['1.2.840.113549.3.7', ['3DES-CBC', 24]],
  ['1.3.14.3.2.7', ['DES-CBC', 8]],
]);
/** The same by the names that stand in PEM headers. */
const NAMED_CIPHERS: ReadonlyMap<string, Cipher> = new Map<string, Cipher>([
  ['AES-128-CBC', ['AES-CBC', 16]],
  ['AES-192-CBC', ['AES-CBC', 24]],
  ['AES-256-CBC', ['AES-CBC', 32]],
  ['DES-EDE3-CBC', ['3DES-CBC', 24]],
  ['DES-CBC', ['DES-CBC', 8]],
]);
const HASHES: ReadonlyMap<string, StretchHash> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);
/** PBES1 with SHA-1 and triple DES (RFC 7292), which old versions of openssl write. */
const PBE_SHA1_3DES = '1.2.840.113549.1.12.1.3';
/** A file that asks for more would keep the machine busy for minutes. */
const MAX_ITERATIONS = 10_000_000;

const WRONG: Problem = { problem: 'The passphrase is wrong. Nothing was written.' };
const UNKNOWN: Problem = {
  problem:
    'The private key is encrypted in a way that is not known here. Rewrite it: openssl pkcs8 -topk8 -v2 aes-256-cbc.',
};

/** The PrivateKeyInfo (DER) in the EncryptedPrivateKeyInfo `der`; a problem for a wrong passphrase. */
export async function decryptedInfo(der: Uint8Array, passphrase: string): Promise<Uint8Array | Problem> {
  const [algorithm, encrypted] = sequenceIn(der) ?? [];
  const [id, parameters] = algorithm === undefined ? [] : childrenOf(der, algorithm);
  if (id?.tag !== TAG.objectId || parameters === undefined || encrypted?.tag !== TAG.octetString) return UNKNOWN;
  const data = contentOf(der, encrypted);
  if (objectIdOf(der, id) === OID.pbes2) return byPbes2(der, parameters, data, passphrase);
  if (objectIdOf(der, id) === PBE_SHA1_3DES) return byPkcs12(der, parameters, data, passphrase);
  return UNKNOWN;
}

/** The key in a PEM block of the old form (RFC 1421), whose header `DEK-Info` is `cipher,iv`. */
export function decryptedByHeader(data: Uint8Array, dekInfo: string, passphrase: string): Uint8Array | Problem {
  const [name = '', hex = ''] = dekInfo.split(',').map((part) => part.trim());
  const cipher = NAMED_CIPHERS.get(name);
  if (cipher === undefined || !/^([0-9a-f]{2}){8,16}$/i.test(hex)) return UNKNOWN;
  const iv = fromForge(forge.util.hexToBytes(hex));
  return decrypted(cipher, md5Key(passphrase, iv.subarray(0, 8), cipher[1]), iv, data);
}

async function byPbes2(
  der: Uint8Array,
  parameters: DerElement,
  data: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | Problem> {
  const [stretching, encryption] = childrenOf(der, parameters).map((part) => childrenOf(der, part));
  const [kind, how] = stretching ?? [];
  const [id, iv] = encryption ?? [];
  const cipher = id && CIPHERS.get(objectIdOf(der, id));
  if (kind === undefined || how === undefined || cipher === undefined || iv?.tag !== TAG.octetString) return UNKNOWN;
  if (objectIdOf(der, kind) !== OID.pbkdf2) return UNKNOWN;
  const [salt, count, ...optional] = childrenOf(der, how);
  const iterations = count && numberOf(contentOf(der, count));
  const hash = hashOf(
    der,
    optional.find(({ tag }) => tag === TAG.sequence),
  );
  if (salt?.tag !== TAG.octetString || iterations === undefined || hash === undefined) return UNKNOWN;
  const key = await stretched(passphrase, contentOf(der, salt), { iterations, hash, length: cipher[1] });
  return decrypted(cipher, key, contentOf(der, iv), data);
}

async function byPkcs12(
  der: Uint8Array,
  parameters: DerElement,
  data: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | Problem> {
  const [salt, count] = childrenOf(der, parameters);
  const iterations = count && numberOf(contentOf(der, count));
  if (salt?.tag !== TAG.octetString || iterations === undefined) return UNKNOWN;
  const derive = (id: 1 | 2, length: number) => pkcs12Key(passphrase, contentOf(der, salt), { id, iterations, length });
  return decrypted(['3DES-CBC', 24], await derive(1, 24), await derive(2, 8), data);
}

/** The hash of HMAC that stretches: SHA-1 where nothing is said (RFC 8018). */
function hashOf(der: Uint8Array, algorithm: DerElement | undefined): StretchHash | undefined {
  if (algorithm === undefined) return 'sha1';
  const [id] = childrenOf(der, algorithm);
  return id && HASHES.get(objectIdOf(der, id));
}

/** A number of iterations; undefined for none, and for too many. */
function numberOf(bytes: Uint8Array): number | undefined {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return number >= 1 && number <= MAX_ITERATIONS ? number : undefined;
}

function decrypted([name]: Cipher, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | Problem {
  if (iv.length !== (name === 'AES-CBC' ? 16 : 8)) return UNKNOWN;
  const decipher = forge.cipher.createDecipher(name, toForge(key));
  decipher.start({ iv: toForge(iv) });
  decipher.update(forge.util.createBuffer(toForge(data)));
  const bytes = decipher.finish() ? fromForge(decipher.output.getBytes()) : new Uint8Array();
  return isKey(bytes) ? bytes : WRONG;
}

/** A wrong passphrase gives noise, whose padding is right once in 256 times: a key begins with its version. */
function isKey(bytes: Uint8Array): boolean {
  const whole = elementAt(bytes, 0, bytes.length);
  return whole?.tag === TAG.sequence && whole.end === bytes.length && sequenceIn(bytes)?.[0]?.tag === TAG.integer;
}

/** How openssl made keys of passphrases before PKCS#8: EVP_BytesToKey with MD5. */
function md5Key(passphrase: string, salt: Uint8Array, length: number): Uint8Array {
  const seed = toForge(new TextEncoder().encode(passphrase)) + toForge(salt);
  let [last, all] = ['', ''];
  while (all.length < length) {
    last = forge.md.md5
      .create()
      .update(last + seed)
      .digest()
      .getBytes();
    all += last;
  }
  return fromForge(all.slice(0, length));
}
