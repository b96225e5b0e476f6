import { contentOf, elementAt, TAG } from '../../../formats/der';
import { certificateParts, EXTENSION } from '../../../formats/x509Parts';

/** The bits of KeyUsage that a certificate of a server or client has (RFC 5280, 4.2.1.3), in the first byte. */
const END_ENTITY_BITS = 0b1110_1000;

/** Whether the key of the certificate `der` may sign other certificates or lists, and nothing else. */
export function isSigningOnly(der: Uint8Array): boolean {
  const value = certificateParts(der)?.extensions.get(EXTENSION.keyUsage)?.value;
  const bits = value && elementAt(value, 0, value.length);
  if (value === undefined || bits?.tag !== TAG.bitString) return false;
  // The first byte of a bit string counts the bits that are not used.
  const [, first] = contentOf(value, bits);
  return first !== undefined && (first & END_ENTITY_BITS) === 0;
}
