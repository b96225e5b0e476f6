import { pemBlocks } from '../../formats/pem';
import type { PublicKey } from '../../formats/publicKey';
import { certificateOf } from '../../formats/x509';
import { type CertificateParts, certificateParts } from '../../formats/x509Parts';
import { DAY } from './certificate';
import { chainProblems } from './chain';
import { nameText } from './distinguishedName';
import type { Problem } from './problem';
import { type FoundName, keyUsagesIn, namesIn, purposesIn } from './said';
import { sha256 } from './signature';

/** What a certificate says. Texts come from the certificate: whoever shows them takes control characters out. */
export interface CertificateReport {
  /** As people write it: `CN=web-1`. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, two digits a byte, with colons. */
  readonly serial: string;
  /** SHA-256 of the whole certificate, written like the serial. */
  readonly fingerprint: string;
  readonly names: readonly FoundName[];
  /** `digitalSignature`, …; empty where nothing is said. */
  readonly keyUsages: readonly string[];
  /** Extended key usages: `serverAuth`, …; empty where nothing is said, which allows everything. */
  readonly purposes: readonly string[];
  readonly isAuthority: boolean;
  readonly isSelfIssued: boolean;
  readonly key: Pick<PublicKey, 'type' | 'bits'>;
  /** Milliseconds since 1970; undefined for a date that cannot be read. */
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  /** Whole days until its end, negative after it. */
  readonly daysLeft: number | undefined;
}

/** Certificates of one file. */
export interface Inspection {
  readonly certificates: readonly CertificateReport[];
  /** What is wrong with them, alone and as a chain: sentences. */
  readonly problems: readonly string[];
}

/**
 * What the certificates in `content` say, with keys of every type.
 * @param content PEM text, or the DER of one certificate
 * @param now milliseconds since 1970
 */
export function inspect(content: string | Uint8Array, now: number): Inspection | Problem {
  const ders = certificatesOf(content);
  if (ders.length === 0)
    return { problem: 'There is no certificate in it, neither as PEM (BEGIN CERTIFICATE) nor as DER.' };
  const found = ders.map((der) => ({ der, parts: der && certificateParts(der) }));
  const certificates = found.flatMap(({ der, parts }) => {
    const report = der && parts && reportOf(der, parts, now);
    return report === undefined ? [] : [report];
  });
  if (certificates.length < ders.length) {
    const which = found.findIndex(({ parts }) => parts === undefined || certificateOf(parts) === undefined) + 1;
    return { problem: `Certificate ${which} of ${ders.length} cannot be read: it is broken or cut off.` };
  }
  return {
    certificates,
    problems: chainProblems(
      found.flatMap(({ parts }) => parts ?? []),
      now,
    ),
  };
}

function certificatesOf(content: string | Uint8Array): readonly (Uint8Array | undefined)[] {
  if (typeof content !== 'string' && certificateParts(content) !== undefined) return [content];
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return pemBlocks(text).flatMap(({ label, bytes }) => (label.endsWith('CERTIFICATE') ? [bytes] : []));
}

function reportOf(der: Uint8Array, parts: CertificateParts, now: number): CertificateReport | undefined {
  const certificate = certificateOf(parts);
  if (certificate === undefined) return undefined;
  const { publicKey, isAuthority, isSelfIssued, notBefore, notAfter } = certificate;
  return {
    subject: nameText(parts.subject),
    issuer: nameText(parts.issuer),
    serial: hex(parts.serial),
    fingerprint: hex(sha256(der)),
    names: namesIn(parts.extensions),
    keyUsages: keyUsagesIn(parts.extensions),
    purposes: purposesIn(parts.extensions),
    isAuthority,
    isSelfIssued,
    key: { type: publicKey.type, bits: publicKey.bits },
    notBefore,
    notAfter,
    daysLeft: notAfter === undefined ? undefined : Math.floor((notAfter - now) / DAY),
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}
