import { isAuthorityBy } from '../../formats/x509Parts';
import type { Certified } from './certificate';
import { usableKey, usablePublicKey } from './keyPair';
import { type Issuing, signLeaf } from './leaf';
import { certificateNames } from './names';
import type { Problem } from './problem';
import { namesIn, purposeIn } from './said';
import { firstCertificate } from './signer';

/** What is said of a leaf that is to be renewed. */
export interface Renewal extends Issuing {
  /** The old certificate, as PEM; it may be expired. */
  readonly certificate: string;
  /** A new public key, as PEM; the old one goes on where none is given. */
  readonly publicKey?: string;
}

/** A certificate for the same subject, names and purpose, with a new serial number and new dates. */
export function renewCertificate({ certificate, publicKey, ...issuing }: Renewal): Certified | Problem {
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
  const purpose = purposeIn(parts.extensions);
  if (purpose === undefined) {
    return {
      problem: 'The certificate does not say whether it is for a server or a client. Issue a new one that does.',
    };
  }
  const names = certificateNames(found.map(({ text }) => text));
  if ('problem' in names) return names;
  const key = publicKey === undefined ? usableKey(parts.publicKey) : usablePublicKey(publicKey);
  if ('problem' in key) return key;
  return signLeaf({ purpose, names: names.names, subject: parts.subject, key }, issuing);
}
