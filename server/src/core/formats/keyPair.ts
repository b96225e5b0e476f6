import { type PemBlock, pemBlocks } from './pem';
import { type PublicKey, publicHalfOfEc, publicHalfOfPkcs8, publicHalfOfRsa } from './publicKey';
import { type Certificate, readCertificate } from './x509';

/** The labels under which OpenSSL finds a certificate. */
const CERTIFICATE_LABELS = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];

/** The certificates in PEM text, in their order; undefined in the place of one that cannot be read. */
export function certificatesIn(text: string): readonly (Certificate | undefined)[] {
  return pemBlocks(text)
    .filter(({ label }) => CERTIFICATE_LABELS.includes(label))
    .map(({ bytes }) => bytes && readCertificate(bytes));
}

/** The first private key in PEM text, as OpenSSL takes it. */
export interface PrivateKey {
  readonly isEncrypted: boolean;
  /** Its public half; undefined where it is encrypted, or of a type that is not read. */
  readonly publicKey: PublicKey | undefined;
  /** Whether its content is no base64, or the block is not ended. */
  readonly isBroken: boolean;
}

/** The first private key in `text`; undefined where there is none. */
export function privateKeyIn(text: string): PrivateKey | undefined {
  const block = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (block === undefined) return undefined;
  const isBroken = block.bytes === undefined;
  return { isEncrypted: block.isEncrypted, isBroken, publicKey: block.isEncrypted ? undefined : publicHalf(block) };
}

function publicHalf({ label, bytes }: PemBlock): PublicKey | undefined {
  if (bytes === undefined) return undefined;
  if (label === 'RSA PRIVATE KEY') return publicHalfOfRsa(bytes);
  if (label === 'EC PRIVATE KEY') return publicHalfOfEc(bytes);
  return label === 'PRIVATE KEY' ? publicHalfOfPkcs8(bytes) : undefined;
}
