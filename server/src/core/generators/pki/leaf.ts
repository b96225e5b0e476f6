import { isSameBytes } from '../../formats/der';
import { type Certified, certified, DAY, distinguishedName, keyIdentifier, validFrom } from './certificate';
import {
  authorityKeyIdentifier,
  extendedKeyUsage,
  leafConstraints,
  leafKeyUsage,
  type Purpose,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions';
import { issuersBehind } from './issuers';
import { type UsableKey, usablePublicKey } from './keyPair';
import { type CertificateName, certificateNames, MAX_COMMON_NAME } from './names';
import type { Problem } from './problem';
import type { Sign } from './sign';
import { type Authority, readSigner } from './signer';

/** How long a leaf is valid where nothing else is said, in days. */
export const LEAF_DAYS = 397;

/** What is said of a leaf that is to be signed, whoever made its key. */
export interface Issuing {
  readonly authority: Authority;
  readonly sign: Sign;
  /** How long it is valid: 1 to 3650, and never beyond the authority's own end; {@link LEAF_DAYS} by default. */
  readonly days?: number;
  /** 16 random bytes. */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is said of a new leaf. */
export interface NewLeaf extends Issuing {
  readonly purpose: Purpose;
  /** DNS names, with a wildcard at most, and IP addresses: at least one. The first is its common name too. */
  readonly names: readonly string[];
  /** The public key, as PEM. */
  readonly publicKey: string;
}

/** A certificate for a server, a client or both, signed by the authority. */
export async function issueCertificate({
  purpose,
  names,
  publicKey,
  ...issuing
}: NewLeaf): Promise<Certified | Problem> {
  const read = certificateNames(names);
  if ('problem' in read) return read;
  const key = usablePublicKey(publicKey);
  if ('problem' in key) return key;
  return signLeaf({ purpose, names: read.names, subject: subjectOf(read.names), key }, issuing);
}

/** What a leaf says of whom it belongs to. */
export interface LeafContent {
  readonly purpose: Purpose;
  readonly names: readonly CertificateName[];
  /** DER. */
  readonly subject: Uint8Array;
  readonly key: UsableKey;
  /** The file of the certificate that is renewed, as PEM. */
  readonly before?: string;
}

/** The subject for these names: the first as common name, or nothing where it is too long for one. */
export function subjectOf([first]: readonly CertificateName[]): Uint8Array {
  return distinguishedName(first !== undefined && first.text.length <= MAX_COMMON_NAME ? first.text : undefined);
}

/** A leaf with this content, signed by the authority of `issuing`. */
export async function signLeaf(
  { purpose, names, subject, key, before }: LeafContent,
  issuing: Issuing,
): Promise<Certified | Problem> {
  const { authority, sign, days = LEAF_DAYS, serial, now } = issuing;
  if (!Number.isInteger(days) || days < 1 || days > 3650) {
    return { problem: 'A certificate is valid for 1 to 3650 whole days.' };
  }
  const signer = readSigner(authority, now);
  if ('problem' in signer) return signer;
  const { parts, notAfter, keyIdentifier: issuerId } = signer;
  if (isSameBytes(parts.subject, subject)) {
    return {
      problem: 'The certificate would have the same name as its authority and pass for one. Change its first name.',
    };
  }
  const made = await certified(
    {
      serial,
      issuer: parts.subject,
      subject,
      notBefore: Math.max(validFrom(now), parts.notBefore ?? 0),
      notAfter: Math.min(Math.floor(now / 1000) * 1000 + days * DAY, notAfter),
      publicKey: key,
      extensions: [
        leafConstraints(),
        leafKeyUsage(purpose, key.key.type),
        extendedKeyUsage(purpose),
        subjectAltName(names, isSameBytes(subject, distinguishedName()) ? 'empty' : 'named'),
        subjectKeyIdentifier(keyIdentifier(key)),
        authorityKeyIdentifier(issuerId),
      ],
    },
    signer.key,
    sign,
  );
  if ('problem' in made) return made;
  return { ...made, certificate: made.certificate + issuersBehind(parts.subject, authority.certificate, before) };
}
