import { childrenOf, contentOf, type DerElement, objectIdOf, sequenceIn, TAG } from '../../formats/der';

/** Short names of attributes (RFC 4519), as openssl writes them. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
]);

/** A distinguished name (DER) as people write it: `CN=web-1, O=Example`. Control characters are replaced. */
export function nameText(der: Uint8Array): string {
  const attributes = (sequenceIn(der) ?? []).flatMap((relative) => childrenOf(der, relative));
  return attributes.map((attribute) => attributeText(der, attribute)).join(', ');
}

function attributeText(der: Uint8Array, attribute: DerElement): string {
  const [id, value] = childrenOf(der, attribute);
  if (id?.tag !== TAG.objectId || value === undefined) return '?';
  const type = objectIdOf(der, id);
  const text = stringOf(value.tag, contentOf(der, value)).replace(/\p{Cc}/gu, '\ufffd');
  // A comma would look like the end of the attribute.
  return `${SHORT_NAMES.get(type) ?? type}=${text.replace(/[,+"\\]/g, '\\$&')}`;
}

function stringOf(tag: number, content: Uint8Array): string {
  if (tag === TAG.utf8String) return new TextDecoder().decode(content);
  if (tag !== TAG.bmpString) return String.fromCharCode(...content.subarray(0, 1000));
  let text = '';
  for (let at = 0; at + 1 < content.length; at += 2) {
    text += String.fromCharCode(((content[at] ?? 0) << 8) | (content[at + 1] ?? 0));
  }
  return text;
}
