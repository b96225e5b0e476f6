import { childrenOf, contentOf, type DerElement, elementAt, isSameBytes, objectIdOf, sequenceIn, TAG } from './der';
import { type PublicKey, readPublicKey } from './publicKey';

/** What is read of a certificate (RFC 5280). */
export interface Certificate {
  readonly publicKey: PublicKey;
  /** The hash in its signature, `undefined` for one that is not known or has none (Ed25519). */
  readonly signatureHash: 'md5' | 'sha1' | 'sha2' | undefined;
  /** Whether issuer and subject are the same, as in the certificate of a root. */
  readonly isSelfIssued: boolean;
  /** Whether it may sign others: the basic constraint CA. */
  readonly isAuthority: boolean;
  /** From when on it is valid, in milliseconds since 1970; undefined for a date that is none. */
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
}

const BASIC_CONSTRAINTS = '2.5.29.19';
const SIGNATURE_HASHES: ReadonlyMap<string, Certificate['signatureHash']> = new Map([
  ['1.2.840.113549.1.1.4', 'md5'],
  ['1.2.840.113549.1.1.5', 'sha1'],
  ['1.3.14.3.2.29', 'sha1'],
  ['1.2.840.10040.4.3', 'sha1'],
  ['1.2.840.10045.4.1', 'sha1'],
  ['1.2.840.113549.1.1.11', 'sha2'],
  ['1.2.840.113549.1.1.12', 'sha2'],
  ['1.2.840.113549.1.1.13', 'sha2'],
  ['1.2.840.10045.4.3.2', 'sha2'],
  ['1.2.840.10045.4.3.3', 'sha2'],
  ['1.2.840.10045.4.3.4', 'sha2'],
]);

/** The certificate in `der`; undefined for bytes that are none. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  const [body, algorithm] = sequenceIn(der) ?? [];
  if (body?.tag !== TAG.sequence || algorithm?.tag !== TAG.sequence) return undefined;
  const all = childrenOf(der, body);
  // A certificate of version 1 does not say its version.
  const [, , issuer, validity, subject, key, ...extra] = all[0]?.tag === TAG.context0 ? all.slice(1) : all;
  if (issuer === undefined || validity === undefined || subject === undefined || key === undefined) return undefined;
  const publicKey = readPublicKey(der, key);
  if (publicKey === undefined) return undefined;
  const [signature] = childrenOf(der, algorithm);
  const [from, to] = childrenOf(der, validity).map((time) => timeOf(der, time));
  return {
    publicKey,
    signatureHash: signature && SIGNATURE_HASHES.get(objectIdOf(der, signature)),
    isSelfIssued: isSameBytes(contentOf(der, issuer), contentOf(der, subject)),
    isAuthority: isAuthority(der, extra),
    notBefore: from,
    notAfter: to,
  };
}

function isAuthority(der: Uint8Array, extra: readonly DerElement[]): boolean {
  const wrapped = extra.find(({ tag }) => tag === TAG.context3);
  const list = wrapped && elementAt(der, wrapped.start, wrapped.end);
  for (const extension of list === undefined ? [] : childrenOf(der, list)) {
    const parts = childrenOf(der, extension);
    const [id] = parts;
    const value = parts.at(-1);
    if (id?.tag !== TAG.objectId || objectIdOf(der, id) !== BASIC_CONSTRAINTS || value === undefined) continue;
    const constraints = elementAt(der, value.start, value.end);
    const [flag] = constraints === undefined ? [] : childrenOf(der, constraints);
    return flag?.tag === TAG.boolean && der[flag.start] !== 0;
  }
  return false;
}

/** A UTCTime or GeneralizedTime as RFC 5280 allows them: to the second, in UTC. */
function timeOf(der: Uint8Array, element: DerElement): number | undefined {
  const text = String.fromCharCode(...contentOf(der, element).subarray(0, 20));
  const digits = /^(\d{12}|\d{14})Z$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const isShort = element.tag === TAG.utcTime;
  const century = Number(digits.slice(0, 2)) < 50 ? '20' : '19';
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(isShort ? century + digits : digits) ?? [];
  if (year === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}
