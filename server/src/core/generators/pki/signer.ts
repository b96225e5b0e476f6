import { contentOf, elementAt, TAG } from '../../formats/der';
import { privateKeyIn } from '../../formats/keyPair';
import { pemBlocks } from '../../formats/pem';
import { isSameKey } from '../../formats/publicKey';
import { type CertificateParts, certificateParts, EXTENSION, isAuthorityBy } from '../../formats/x509Parts';
import { keyIdentifier } from './certificate';
import { usableKey } from './keyPair';
import type { Problem } from './problem';
import { type SigningKey, signingKey } from './sign';

/** A certificate authority as PEM. */
export interface Authority {
  /** Its certificate first; where that is no root, those of the authorities above it may follow. */
  readonly certificate: string;
  /** Its private key without a passphrase: `decryptKey` takes one away. */
  readonly privateKey: string;
}

/** An authority that can sign now. */
export interface Signer {
  readonly parts: CertificateParts;
  /** Until when its certificate is valid, and so everything that it signs. */
  readonly notAfter: number;
  /** By which a certificate names the key that signed it. */
  readonly keyIdentifier: Uint8Array;
  readonly key: SigningKey;
}

/** KeyUsage: it may sign certificates. */
const KEY_CERT_SIGN = 0x04;

/**
 * The authority, ready to sign.
 * @param now milliseconds since 1970
 * @returns a problem where its certificate is none of an authority or not valid now, or the key is not its own
 */
export function readSigner({ certificate, privateKey }: Authority, now: number): Signer | Problem {
  const parts = firstCertificate(certificate);
  if (parts === undefined) return { problem: 'The certificate of the authority cannot be read. Give one in PEM form.' };
  const wrong = wrongWithAuthority(parts, now);
  if (wrong !== undefined) return { problem: wrong };
  const usable = usableKey(parts.publicKey);
  if ('problem' in usable) return { problem: `The authority cannot sign. ${usable.problem}` };
  const key = signingKey(privateKey);
  if ('problem' in key) return key;
  const own = privateKeyIn(privateKey)?.publicKey;
  if (own === undefined || isSameKey(usable.key, own) === false) {
    return {
      problem: "The private key is not the one of the authority's certificate. Give the key that belongs to it.",
    };
  }
  return {
    parts,
    notAfter: parts.notAfter ?? 0,
    keyIdentifier: ownIdentifier(parts) ?? keyIdentifier(usable),
    key,
  };
}

/** The parts of the first certificate in PEM text. */
export function firstCertificate(text: string): CertificateParts | undefined {
  const block = pemBlocks(text).find(({ label }) => label === 'CERTIFICATE');
  return block?.bytes && certificateParts(block.bytes);
}

function wrongWithAuthority({ extensions, notBefore, notAfter }: CertificateParts, now: number): string | undefined {
  if (!isAuthorityBy(extensions)) {
    return 'This is no certificate of an authority (basicConstraints CA:TRUE), so nobody would trust what it signs. Give the one of your authority.';
  }
  const usage = extensions.get(EXTENSION.keyUsage)?.value;
  const bits = usage && elementAt(usage, 0, usage.length);
  if (usage !== undefined && bits?.tag === TAG.bitString && ((contentOf(usage, bits)[1] ?? 0) & KEY_CERT_SIGN) === 0) {
    return "The authority's certificate does not allow it to sign certificates (keyUsage keyCertSign is missing).";
  }
  if (notBefore === undefined || notAfter === undefined)
    return "The dates of the authority's certificate cannot be read.";
  if (notAfter <= now) {
    return `The authority's certificate expired on ${dateOf(notAfter)}. Create a new authority, and give its certificate to both sides.`;
  }
  if (notBefore > now)
    return `The authority's certificate is valid only from ${dateOf(notBefore)} on. Check the clock.`;
  return undefined;
}

/** The identifier that the authority gives its own key. */
function ownIdentifier({ extensions }: CertificateParts): Uint8Array | undefined {
  const value = extensions.get(EXTENSION.subjectKeyIdentifier)?.value;
  const id = value && elementAt(value, 0, value.length);
  return value !== undefined && id?.tag === TAG.octetString ? contentOf(value, id) : undefined;
}

/** A date as people read it: `2027-01-31`. */
export function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
