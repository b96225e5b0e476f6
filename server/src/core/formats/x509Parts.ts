import { childrenOf, contentOf, type DerElement, elementAt, objectIdOf, sequenceIn, TAG, wholeOf } from './der';

/** An extension of a certificate or a request. */
export interface Extension {
  readonly isCritical: boolean;
  /** The DER inside of its octet string. */
  readonly value: Uint8Array;
}

/** The parts of a certificate (RFC 5280), as DER with tag and length where nothing else is said. */
export interface CertificateParts {
  /** What is signed. */
  readonly body: Uint8Array;
  /** The content of the integer. */
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** From when on and until when it is valid, in milliseconds since 1970; undefined for a date that is none. */
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  /** Its SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Its extensions by object identifier. */
  readonly extensions: ReadonlyMap<string, Extension>;
  /** The object identifier of the algorithm of its signature. */
  readonly signatureAlgorithm: string;
  /** The bytes of its signature. */
  readonly signature: Uint8Array;
}

/** Object identifiers of extensions. */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** The parts of the certificate `der`; undefined for bytes that are none. */
export function certificateParts(der: Uint8Array): CertificateParts | undefined {
  const [body, algorithm, signature] = sequenceIn(der) ?? [];
  if (body?.tag !== TAG.sequence || algorithm?.tag !== TAG.sequence) return undefined;
  const all = childrenOf(der, body);
  // A certificate of version 1 does not say its version.
  const [serial, , issuer, validity, subject, key, ...extra] = all[0]?.tag === TAG.context0 ? all.slice(1) : all;
  if (serial === undefined || issuer === undefined || validity === undefined) return undefined;
  if (subject === undefined || key === undefined) return undefined;
  const [from, to] = childrenOf(der, validity).map((time) => timeOf(der, time));
  const wrapped = extra.find(({ tag }) => tag === TAG.context3);
  const [id] = childrenOf(der, algorithm);
  return {
    body: wholeOf(der, body),
    serial: contentOf(der, serial),
    issuer: wholeOf(der, issuer),
    subject: wholeOf(der, subject),
    notBefore: from,
    notAfter: to,
    publicKey: wholeOf(der, key),
    extensions: extensionsIn(der, wrapped && elementAt(der, wrapped.start, wrapped.end)),
    signatureAlgorithm: id?.tag === TAG.objectId ? objectIdOf(der, id) : '',
    signature: signature?.tag === TAG.bitString ? der.subarray(signature.start + 1, signature.end) : new Uint8Array(),
  };
}

/** The extensions in `list`, a sequence of them, by object identifier. */
export function extensionsIn(der: Uint8Array, list: DerElement | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  for (const extension of list === undefined ? [] : childrenOf(der, list)) {
    const parts = childrenOf(der, extension);
    const [id, second] = parts;
    const value = parts.at(-1);
    if (id?.tag !== TAG.objectId || value?.tag !== TAG.octetString) continue;
    const isCritical = second?.tag === TAG.boolean && der[second.start] !== 0;
    found.set(objectIdOf(der, id), { isCritical, value: contentOf(der, value) });
  }
  return found;
}

/** Whether the extensions are those of an authority: the basic constraint CA. */
export function isAuthorityBy(extensions: ReadonlyMap<string, Extension>): boolean {
  const constraints = extensions.get(EXTENSION.basicConstraints)?.value;
  const [flag] = constraints === undefined ? [] : (sequenceIn(constraints) ?? []);
  return flag?.tag === TAG.boolean && constraints?.[flag.start] !== 0;
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
