import { isAuthorityBy } from '../../formats/x509Parts';
import type { Certified } from './certificate';
import type { Purpose } from './extensions';
import { usableKey, usablePublicKey } from './keyPair';
import { type Issuing, signLeaf } from './leaf';
import { certificateNames } from './names';
import type { Problem } from './problem';
import { namesIn, purposeIn, purposesIn } from './said';
import { firstCertificate } from './signer';

/** Whether the first certificate in PEM text does not say at all what it is for, as those of openssl often do not. */
export function saysNoPurpose(certificate: string): boolean {
  const parts = firstCertificate(certificate);
  return parts !== undefined && purposesIn(parts.extensions).length === 0;
}

/** What is said of a leaf that is to be renewed. */
export interface Renewal extends Issuing {
  /** The old certificate, as PEM; it may be expired. */
  readonly certificate: string;
  /** A new public key, as PEM; the old one goes on where none is given. */
  readonly publicKey?: string;
  /** What it is for, where the old one does not say it. */
  readonly purpose?: Purpose;
}

/**
 * A certificate for the same subject, names and purpose, with a new serial number and new dates; behind it, those of the
 * old file that still lead to its authority.
 */
export async function renewCertificate({
  certificate,
  publicKey,
  purpose: said,
  ...issuing
}: Renewal): Promise<Certified | Problem> {
  const parts = firstCertificate(certificate);
  if (parts === undefined) return { problem: 'The certificate cannot be read. Give one in PEM form.' };
  if (isAuthorityBy(parts.extensions)) {
    return {
      problem:
        'This is the certificate of an authority. Create a new authority, and give its certificate to both sides.',
    };
  }
  const found = namesIn(parts.extensions);
  if (found.some(({ kind }) => kind !== 'dns' && kind !== 'ip')) {
    return {
      problem:
        'The certificate has names that are neither DNS names nor IP addresses. Issue a new one for those you need.',
    };
  }
  if (found.length === 0) {
    return {
      problem: 'The certificate has no subject alternative names, so nobody takes it. Issue a new one with its names.',
    };
  }
  if (said !== undefined && !saysNoPurpose(certificate)) {
    return {
      problem: 'The certificate says itself what it is for, and the renewed one says the same. Leave that out.',
    };
  }
  const purpose = purposeIn(parts.extensions) ?? said;
  if (purpose === undefined) {
    return {
      problem:
        'The certificate does not say whether it is for a server or a client. Say it, or issue a new one that does.',
    };
  }
  const names = certificateNames(found.map(({ text }) => text));
  if ('problem' in names) return names;
  const key = publicKey === undefined ? usableKey(parts.publicKey) : usablePublicKey(publicKey);
  if ('problem' in key) return key;
  return signLeaf({ purpose, names: names.names, subject: parts.subject, key, before: certificate }, issuing);
}
