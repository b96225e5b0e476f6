import forge from 'node-forge';
import { contentOf, sequenceIn, TAG } from '../../formats/der';
import { element, integer, objectId, sequence, set, time, utf8String } from '../../formats/derWriter';
import { pemBlock } from '../../formats/pem';
import { fromForge, toForge } from './forgeBytes';
import type { UsableKey } from './keyPair';
import type { Problem } from './problem';
import { type Sign, type SigningKey, signatureAlgorithm, signed } from './sign';

/** A certificate that was made. */
export interface Certified {
  /** As PEM; behind a leaf, those between it and the root of its authority. */
  readonly certificate: string;
  /** Until when it is valid, in milliseconds since 1970. */
  readonly notAfter: number;
}

/** Everything that a certificate says. Names and extensions are DER. */
export interface CertificateContent {
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: UsableKey;
  readonly extensions: readonly Uint8Array[];
}

const COMMON_NAME = '2.5.4.3';
const SECOND = 1000;
/** Clocks differ: how long before it was made a certificate is valid, in milliseconds. */
const CLOCK_SKEW = 5 * 60 * SECOND;
/** A day, in milliseconds. */
export const DAY = 24 * 60 * 60 * SECOND;

/** A certificate (X.509 v3) that `signer` has signed. */
export async function certified(
  content: CertificateContent,
  signer: SigningKey,
  sign: Sign,
): Promise<Certified | Problem> {
  const body = sequence(
    element(TAG.context0, integer(2)),
    serialNumber(content.serial),
    signatureAlgorithm(signer),
    content.issuer,
    sequence(time(content.notBefore), time(content.notAfter)),
    content.subject,
    content.publicKey.info,
    element(TAG.context3, sequence(...content.extensions)),
  );
  const whole = await signed(body, signer, sign);
  if ('problem' in whole) return whole;
  return { certificate: pemBlock('CERTIFICATE', whole.der), notAfter: content.notAfter };
}

/** A subject that is a common name; the empty one without. */
export function distinguishedName(commonName?: string): Uint8Array {
  if (commonName === undefined) return sequence();
  return sequence(set(sequence(objectId(COMMON_NAME), utf8String(commonName))));
}

/** The identifier of a key: the SHA-1 of its bits (RFC 5280, 4.2.1.2; it names the key and protects nothing). */
export function keyIdentifier({ info }: UsableKey): Uint8Array {
  const bits = (sequenceIn(info) ?? []).find(({ tag }) => tag === TAG.bitString);
  const key = bits === undefined ? new Uint8Array() : contentOf(info, bits).subarray(1);
  return fromForge(forge.md.sha1.create().update(toForge(key)).digest().getBytes());
}

/** From when on a certificate that is made now is valid: to the second, a little before now. */
export function validFrom(now: number): number {
  return Math.floor((now - CLOCK_SKEW) / SECOND) * SECOND;
}

/**
 * A serial number from random bytes: positive, of always the same length.
 * @throws {RangeError} for less than 9 bytes, which hold no 64 random bits, and more than 20 (RFC 5280, 4.1.2.2)
 */
function serialNumber(random: Uint8Array): Uint8Array {
  if (random.length < 9 || random.length > 20) throw new RangeError('A serial number has 9 to 20 bytes.');
  const bytes = Uint8Array.from(random);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return integer(bytes);
}
