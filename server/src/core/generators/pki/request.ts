import { childrenOf, contentOf, elementAt, objectIdOf, sequenceIn, TAG, wholeOf } from '../../formats/der';
import { element, integer, objectId, sequence, set } from '../../formats/derWriter';
import { pemBlock, pemBlocks } from '../../formats/pem';
import type { PublicKey } from '../../formats/publicKey';
import { type Extension, extensionsIn } from '../../formats/x509Parts';
import type { Certified } from './certificate';
import { nameText } from './distinguishedName';
import { extendedKeyUsage, leafKeyUsage, type Purpose, subjectAltName } from './extensions';
import { type KeyPair, type UsableKey, usableKey, usablePublicKey } from './keyPair';
import { type Issuing, signLeaf, subjectOf } from './leaf';
import { certificateNames } from './names';
import type { Problem } from './problem';
import { type FoundName, namesIn, purposeIn } from './said';
import { type Sign, signed, signingKey } from './sign';
import { isSignedBy } from './signature';

/** What is said of a request that is to be made. */
export interface NewRequest {
  readonly purpose: Purpose;
  /** As for a certificate: at least one. */
  readonly names: readonly string[];
  readonly keyPair: KeyPair;
  readonly sign: Sign;
}

/** What a request asks for. */
export interface RequestContent {
  /** The subject as people write it. */
  readonly subject: string;
  readonly names: readonly FoundName[];
  /** Undefined where it does not ask for one. */
  readonly purpose: Purpose | undefined;
  readonly key: PublicKey;
  /** Its SubjectPublicKeyInfo. */
  readonly keyInfo: Uint8Array;
}

/** What is said of a request that is to be signed. */
export interface Signing extends Issuing {
  /** The request, as PEM. */
  readonly request: string;
  /** The names that somebody has confirmed. What else the request asks for is not taken over. */
  readonly names: readonly string[];
  readonly purpose: Purpose;
}

/** Object identifiers: the attribute of PKCS#9 that holds extensions. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const REQUEST_LABELS = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'];

/** A request for a certificate (PKCS#10), as PEM, which another authority can sign. */
export async function createRequest({
  purpose,
  names,
  keyPair,
  sign,
}: NewRequest): Promise<{ readonly request: string } | Problem> {
  const read = certificateNames(names);
  if ('problem' in read) return read;
  const publicKey = usablePublicKey(keyPair.publicKey);
  if ('problem' in publicKey) return publicKey;
  const signer = signingKey(keyPair.privateKey);
  if ('problem' in signer) return signer;
  const subject = subjectOf(read.names);
  const extensions = sequence(
    leafKeyUsage(purpose, publicKey.key.type),
    extendedKeyUsage(purpose),
    subjectAltName(read.names, subject.length > 2 ? 'named' : 'empty'),
  );
  const attributes = element(TAG.context0, sequence(objectId(EXTENSION_REQUEST), set(extensions)));
  const body = sequence(integer(0), subject, publicKey.info, attributes);
  const whole = await signed(body, signer, sign);
  return 'problem' in whole ? whole : { request: pemBlock('CERTIFICATE REQUEST', whole.der) };
}

/** What the request in PEM text asks for; a problem where it cannot be read, or its own key has not signed it. */
export function readRequest(text: string): RequestContent | Problem {
  const block = pemBlocks(text).find(({ label }) => REQUEST_LABELS.includes(label));
  const der = block?.bytes;
  const [body, algorithm, signature] = (der && sequenceIn(der)) ?? [];
  if (der === undefined || body === undefined || algorithm === undefined || signature?.tag !== TAG.bitString) {
    return { problem: 'This is no certificate request in PEM form (CERTIFICATE REQUEST).' };
  }
  const [, subject, info, attributes] = childrenOf(der, body);
  if (subject === undefined || info === undefined) return { problem: 'The certificate request cannot be read.' };
  const key = usableKey(wholeOf(der, info));
  if ('problem' in key) return { problem: `The request cannot be signed. ${key.problem}` };
  const [id] = childrenOf(der, algorithm);
  const wrong = wrongSignature(
    key,
    id === undefined ? '' : objectIdOf(der, id),
    wholeOf(der, body),
    contentOf(der, signature).subarray(1),
  );
  if (wrong !== undefined) return { problem: wrong };
  const extensions =
    attributes === undefined ? new Map<string, Extension>() : requestedExtensions(contentOf(der, attributes));
  return {
    subject: nameText(wholeOf(der, subject)),
    names: namesIn(extensions),
    purpose: purposeIn(extensions),
    key: key.key,
    keyInfo: key.info,
  };
}

/** The certificate for a request, with the names that were confirmed. Nothing else is taken from it but its key. */
export async function signRequest({ request, names, purpose, ...issuing }: Signing): Promise<Certified | Problem> {
  const asked = readRequest(request);
  if ('problem' in asked) return asked;
  const read = certificateNames(names);
  if ('problem' in read) return read;
  const key: UsableKey = { info: asked.keyInfo, key: asked.key };
  return signLeaf({ purpose, names: read.names, subject: subjectOf(read.names), key }, issuing);
}

function wrongSignature(
  key: UsableKey,
  algorithm: string,
  body: Uint8Array,
  signature: Uint8Array,
): string | undefined {
  switch (isSignedBy(key, algorithm, body, signature)) {
    case true:
      return undefined;
    case false:
      return 'The request is not signed by its own key, so whoever made it may not have that key. Have it made anew.';
    case undefined:
      return 'The signature of the request is of a kind that cannot be checked here. Have it made with an RSA key and SHA-256.';
  }
}

function requestedExtensions(attributes: Uint8Array): ReadonlyMap<string, Extension> {
  const whole = { tag: TAG.context0, at: 0, start: 0, end: attributes.length };
  for (const attribute of childrenOf(attributes, whole)) {
    const [id, values] = childrenOf(attributes, attribute);
    if (id?.tag !== TAG.objectId || values === undefined) continue;
    if (objectIdOf(attributes, id) !== EXTENSION_REQUEST) continue;
    return extensionsIn(attributes, elementAt(attributes, values.start, values.end));
  }
  return new Map();
}
