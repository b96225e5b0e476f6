import { isSameBytes } from '../../formats/der';
import { pemBlock, pemBlocks } from '../../formats/pem';
import { type CertificateParts, certificateParts } from '../../formats/x509Parts';

/** A certificate of a file. */
interface Found {
  readonly der: Uint8Array;
  readonly parts: CertificateParts;
}

/**
 * The certificates that a server or client shows behind its own, as PEM, each the issuer of the one before: with an
 * intermediate authority, nobody who trusts the root alone could go from the leaf to it without them.
 * @param issuer of the leaf, DER
 * @param authority the file of the authority; roots in it are what others trust, and are not shown
 * @param before the file of the certificate that is renewed; what stands behind it and still fits is kept, roots too
 */
export function issuersBehind(issuer: Uint8Array, authority: string, before = ''): string {
  const left = [...found(authority).filter(({ parts }) => !isRoot(parts)), ...found(before).slice(1)];
  const behind: Found[] = [];
  for (let name = issuer; ; ) {
    const next = left.find(
      ({ parts }) => isSameBytes(parts.subject, name) && !behind.some((one) => one.parts === parts),
    );
    if (next === undefined) break;
    behind.push(next);
    if (isRoot(next.parts)) break;
    name = next.parts.issuer;
  }
  return behind.map(({ der }) => pemBlock('CERTIFICATE', der)).join('');
}

/** Whether there is a root among the certificates in PEM text: one that has issued itself. */
export function hasRoot(text: string): boolean {
  return found(text).some(({ parts }) => isRoot(parts));
}

function found(text: string): readonly Found[] {
  return pemBlocks(text).flatMap(({ label, bytes }) => {
    const parts = label === 'CERTIFICATE' && bytes !== undefined ? certificateParts(bytes) : undefined;
    return parts === undefined || bytes === undefined ? [] : [{ der: bytes, parts }];
  });
}

function isRoot({ subject, issuer }: CertificateParts): boolean {
  return isSameBytes(subject, issuer);
}
