import { childrenOf, contentOf, type DerElement, elementAt, isSameBytes, objectIdOf, sequenceIn, TAG } from './der';

/** A public key, from a certificate or from the private key that belongs to it. */
export interface PublicKey {
  readonly type: 'rsa' | 'ec' | 'ed25519' | 'ed448' | 'other';
  /** Its length in bits: of the modulus, or of the curve; undefined where it is not known. */
  readonly bits: number | undefined;
  /** What tells it from others of its type: the modulus, the point; undefined for a private key that does not say it. */
  readonly value: Uint8Array | undefined;
}

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';

/** The types of keys that have a curve of their own, with its bits. */
const OWN_CURVES: ReadonlyMap<string, readonly ['ed25519' | 'ed448', number]> = new Map([
  ['1.3.101.112', ['ed25519', 256]],
  ['1.3.101.113', ['ed448', 456]],
]);
/** The bits of the curves in use (RFC 5480, SEC 2, RFC 5639). */
const CURVE_BITS: ReadonlyMap<string, number> = new Map([
  ['1.2.840.10045.3.1.1', 192],
  ['1.3.132.0.33', 224],
  ['1.2.840.10045.3.1.7', 256],
  ['1.3.132.0.10', 256],
  ['1.3.132.0.34', 384],
  ['1.3.132.0.35', 521],
  ['1.3.36.3.3.2.8.1.1.7', 256],
  ['1.3.36.3.3.2.8.1.1.11', 384],
  ['1.3.36.3.3.2.8.1.1.13', 512],
]);

/** The key of a SubjectPublicKeyInfo (RFC 5280); undefined for bytes that are none. */
export function readPublicKey(bytes: Uint8Array): PublicKey | undefined {
  const [algorithm, key] = sequenceIn(bytes) ?? [];
  if (algorithm === undefined || key?.tag !== TAG.bitString) return undefined;
  const { id, curve } = algorithmOf(bytes, algorithm);
  // The first byte of a bit string counts the bits that are not used: none.
  const value = bytes.subarray(key.start + 1, key.end);
  if (id === RSA || id === RSA_PSS) return rsaKey(value, sequenceIn(value)?.[0]);
  return { ...typeOf(id, curve), value };
}

/** The public half of a PKCS#8 key (RFC 5958), as far as it says it. */
export function publicHalfOfPkcs8(bytes: Uint8Array): PublicKey | undefined {
  const [version, algorithm, key] = sequenceIn(bytes) ?? [];
  if (version?.tag !== TAG.integer || algorithm === undefined || key?.tag !== TAG.octetString) return undefined;
  const { id, curve } = algorithmOf(bytes, algorithm);
  const inner = contentOf(bytes, key);
  if (id === RSA || id === RSA_PSS) return publicHalfOfRsa(inner);
  if (id === EC) return publicHalfOfEc(inner, curve);
  return { ...typeOf(id, curve), value: undefined };
}

/** The public half of an `RSA PRIVATE KEY` (PKCS#1, RFC 8017). */
export function publicHalfOfRsa(bytes: Uint8Array): PublicKey | undefined {
  const [version, modulus] = sequenceIn(bytes) ?? [];
  return version?.tag === TAG.integer ? rsaKey(bytes, modulus) : undefined;
}

/** The public half of an `EC PRIVATE KEY` (RFC 5915), which may leave out its point. `curve` is known from outside. */
export function publicHalfOfEc(bytes: Uint8Array, curve?: string): PublicKey | undefined {
  const [version, secret, ...optional] = sequenceIn(bytes) ?? [];
  if (version?.tag !== TAG.integer || secret?.tag !== TAG.octetString) return undefined;
  const inner = (tag: number) => {
    const found = optional.find((element) => element.tag === tag);
    return found && elementAt(bytes, found.start, found.end);
  };
  const named = inner(TAG.context0);
  const point = inner(TAG.context1);
  const id = named?.tag === TAG.objectId ? objectIdOf(bytes, named) : curve;
  return {
    ...typeOf(EC, id),
    value: point?.tag === TAG.bitString ? bytes.subarray(point.start + 1, point.end) : undefined,
  };
}

/** Whether the two belong together; undefined where that cannot be told. */
export function isSameKey(a: PublicKey, b: PublicKey): boolean | undefined {
  if (a.type === 'other' || b.type === 'other') return undefined;
  if (a.type !== b.type || (a.bits !== undefined && b.bits !== undefined && a.bits !== b.bits)) return false;
  if (a.value === undefined || b.value === undefined) return undefined;
  // A point may be compressed in one of the two.
  return a.value.length === b.value.length || a.type === 'rsa' ? isSameBytes(a.value, b.value) : undefined;
}

function rsaKey(bytes: Uint8Array, modulus: DerElement | undefined): PublicKey | undefined {
  if (modulus?.tag !== TAG.integer) return undefined;
  let value = contentOf(bytes, modulus);
  while (value[0] === 0) value = value.subarray(1);
  const [first] = value;
  if (first === undefined) return undefined;
  return { type: 'rsa', bits: value.length * 8 - Math.clz32(first) + 24, value };
}

function algorithmOf(bytes: Uint8Array, algorithm: DerElement): { id: string; curve: string | undefined } {
  const [id, parameters] = childrenOf(bytes, algorithm);
  return {
    id: id?.tag === TAG.objectId ? objectIdOf(bytes, id) : '',
    curve: parameters?.tag === TAG.objectId ? objectIdOf(bytes, parameters) : undefined,
  };
}

function typeOf(id: string, curve: string | undefined): Pick<PublicKey, 'type' | 'bits'> {
  if (id === EC) return { type: 'ec', bits: curve === undefined ? undefined : CURVE_BITS.get(curve) };
  const [type, bits] = OWN_CURVES.get(id) ?? (['other', undefined] as const);
  return { type, bits };
}
