import { childrenOf, contentOf, elementAt, objectIdOf, sequenceIn, TAG } from '../../../formats/der';

const KEY_USAGE = '2.5.29.15';
/** The bits of KeyUsage that a certificate of a server or client has (RFC 5280, 4.2.1.3), in the first byte. */
const END_ENTITY_BITS = 0b1110_1000;

/** Whether the key of the certificate `der` may sign other certificates or lists, and nothing else. */
export function isSigningOnly(der: Uint8Array): boolean {
  const [body] = sequenceIn(der) ?? [];
  const wrapped = body && childrenOf(der, body).find(({ tag }) => tag === TAG.context3);
  const list = wrapped && elementAt(der, wrapped.start, wrapped.end);
  for (const extension of list === undefined ? [] : childrenOf(der, list)) {
    const parts = childrenOf(der, extension);
    const [id] = parts;
    const value = parts.at(-1);
    if (id?.tag !== TAG.objectId || objectIdOf(der, id) !== KEY_USAGE || value === undefined) continue;
    const bits = elementAt(der, value.start, value.end);
    // The first byte of a bit string counts the bits that are not used.
    const [, first] = bits?.tag === TAG.bitString ? contentOf(der, bits) : [];
    return first !== undefined && (first & END_ENTITY_BITS) === 0;
  }
  return false;
}
