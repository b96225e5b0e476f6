import forge from 'node-forge';
import { isSameBytes } from '../../formats/der';
import { element, integer, nothing, objectId, octetString, sequence, set } from '../../formats/derWriter';
import { privateKeyIn } from '../../formats/keyPair';
import { pemBlocks } from '../../formats/pem';
import { isSameKey, readPublicKey } from '../../formats/publicKey';
import { certificateParts } from '../../formats/x509Parts';
import { fromForge, toForge } from './forgeBytes';
import { encryptedInfo, passphraseProblem, pkcs12Key, type Randomness } from './passphrase';
import type { Problem } from './problem';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  /** The leaf as PEM, and behind it the certificates between it and the authority. */
  readonly certificate: string;
  /** The certificate of the authority as PEM, for browsers that are to trust it; may be left out. */
  readonly authority?: string;
  /** The leaf's private key as PEM (PKCS#8), without a passphrase. */
  readonly privateKey: string;
  readonly passphrase: string;
  /** How the browser lists it: `Prometheus`. */
  readonly name: string;
  readonly randomness: Randomness;
  /** 16 bytes for the checksum, never used before. */
  readonly macSalt: Uint8Array;
}

/** Object identifiers (RFC 7292, RFC 2985). */
const OID = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  sha1: '1.3.14.3.2.26',
} as const;

/** How often the passphrase is hashed for the key and for the checksum: whoever guesses takes the cheaper of the two. */
const ITERATIONS = 100_000;

/**
 * A certificate with its key as a PKCS#12 file (RFC 7292), for a browser: the key in AES-256 (PBES2), the certificates in the
 * clear. The checksum is HMAC with SHA-1, the only one that all browsers and key stores of today read; it has to be
 * forged without the passphrase, for which SHA-1's collisions are of no use.
 */
export async function exportPkcs12(content: Pkcs12Content): Promise<{ readonly pkcs12: Uint8Array } | Problem> {
  const { passphrase, name, randomness, macSalt } = content;
  const wrong = passphraseProblem(passphrase);
  if (wrong !== undefined) return { problem: wrong };
  const read = readContent(content);
  if ('problem' in read) return read;
  const [leaf, ...others] = read.certificates;
  const attributes = leafAttributes(leaf, name);
  const key = await encryptedInfo(read.keyInfo, passphrase, randomness, ITERATIONS);
  const certificates = sequence(certificateBag(leaf, attributes), ...others.map((other) => certificateBag(other)));
  const keys = sequence(bag(OID.keyBag, key, attributes));
  const safe = sequence(dataOf(certificates), dataOf(keys));
  return { pkcs12: sequence(integer(3), dataOf(safe), await macData(safe, passphrase, macSalt)) };
}

interface Read {
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  readonly keyInfo: Uint8Array;
}

function readContent({ certificate, authority = '', privateKey }: Pkcs12Content): Read | Problem {
  const all = pemBlocks(`${certificate}\n${authority}`).flatMap(({ label, bytes }) =>
    label === 'CERTIFICATE' && bytes !== undefined ? [bytes] : [],
  );
  // An intermediate authority stands behind the leaf, and in the file of the authority.
  const [leaf, ...others] = all.filter((one, at) => !all.slice(0, at).some((before) => isSameBytes(before, one)));
  const publicKey = leaf && certificateParts(leaf)?.publicKey;
  const shown = publicKey && readPublicKey(publicKey);
  if (leaf === undefined || shown === undefined)
    return { problem: 'The certificate cannot be read. Give one in PEM form.' };
  const key = privateKeyIn(privateKey);
  const keyInfo = pemBlocks(privateKey).find(({ label }) => label === 'PRIVATE KEY')?.bytes;
  if (key?.isEncrypted === true) return { problem: 'The private key has a passphrase of its own. Remove it first.' };
  if (keyInfo === undefined) return { problem: 'There is no private key in PEM form (PKCS#8, PRIVATE KEY).' };
  if (key?.publicKey !== undefined && isSameKey(shown, key.publicKey) === false) {
    return { problem: 'The private key is not the one of the certificate. Give the two that belong together.' };
  }
  return { certificates: [leaf, ...others], keyInfo };
}

/** The name, and what tells a reader which key belongs to which certificate. */
function leafAttributes(leaf: Uint8Array, name: string): Uint8Array {
  const id = fromForge(forge.md.sha1.create().update(toForge(leaf)).digest().getBytes());
  const friendly = Uint8Array.from(
    [...name].flatMap(([unit = '']) => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff]),
  );
  return set(
    sequence(objectId(OID.friendlyName), set(element(0x1e, friendly))),
    sequence(objectId(OID.localKeyId), set(octetString(id))),
  );
}

function certificateBag(certificate: Uint8Array, attributes?: Uint8Array): Uint8Array {
  return bag(OID.certificateBag, sequence(objectId(OID.x509), element(0xa0, octetString(certificate))), attributes);
}

function bag(kind: string, content: Uint8Array, attributes?: Uint8Array): Uint8Array {
  return sequence(objectId(kind), element(0xa0, content), ...(attributes === undefined ? [] : [attributes]));
}

/** Bytes as a ContentInfo that says nothing more of them (RFC 5652). */
function dataOf(content: Uint8Array): Uint8Array {
  return sequence(objectId(OID.data), element(0xa0, octetString(content)));
}

async function macData(safe: Uint8Array, passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  const mac = forge.hmac.create();
  mac.start('sha1', toForge(await pkcs12Key(passphrase, salt, { id: 3, iterations: ITERATIONS, length: 20 })));
  mac.update(toForge(safe));
  const digest = octetString(fromForge(mac.getMac().getBytes()));
  return sequence(sequence(sequence(objectId(OID.sha1), nothing()), digest), octetString(salt), integer(ITERATIONS));
}
