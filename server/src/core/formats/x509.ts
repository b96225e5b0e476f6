import { isSameBytes } from './der';
import { type PublicKey, readPublicKey } from './publicKey';
import { type CertificateParts, certificateParts, isAuthorityBy } from './x509Parts';

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
  const parts = certificateParts(der);
  return parts && certificateOf(parts);
}

/** What a certificate with these parts says; undefined where its key cannot be read. */
export function certificateOf(parts: CertificateParts): Certificate | undefined {
  const publicKey = readPublicKey(parts.publicKey);
  if (publicKey === undefined) return undefined;
  return {
    publicKey,
    signatureHash: SIGNATURE_HASHES.get(parts.signatureAlgorithm),
    isSelfIssued: isSameBytes(parts.issuer, parts.subject),
    isAuthority: isAuthorityBy(parts.extensions),
    notBefore: parts.notBefore,
    notAfter: parts.notAfter,
  };
}
