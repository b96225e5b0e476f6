import { childrenOf, contentOf, elementAt, objectIdOf, sequenceIn, TAG } from '../../formats/der';
import { EXTENSION, type Extension } from '../../formats/x509Parts';
import { KEY_PURPOSE, type Purpose } from './extensions';
import { textOfIp } from './names';

/** A subject alternative name as it was found. */
export interface FoundName {
  readonly kind: 'dns' | 'ip' | 'email' | 'uri' | 'other';
  /** Empty where it is of a kind that is not read. */
  readonly text: string;
}

type Extensions = ReadonlyMap<string, Extension>;

/** The names of KeyUsage's bits, from the first on (RFC 5280, 4.2.1.3). */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];
const PURPOSES: ReadonlyMap<string, string> = new Map([
  [KEY_PURPOSE.server, 'serverAuth'],
  [KEY_PURPOSE.client, 'clientAuth'],
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.4', 'emailProtection'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  ['2.5.29.37.0', 'anyExtendedKeyUsage'],
]);

/** The subject alternative names in their order. */
export function namesIn(extensions: Extensions): readonly FoundName[] {
  const value = extensions.get(EXTENSION.subjectAltName)?.value;
  return (value && sequenceIn(value)?.map((name) => foundName(name.tag, contentOf(value, name)))) ?? [];
}

/** What the key may do, as OpenSSL names it. */
export function keyUsagesIn(extensions: Extensions): readonly string[] {
  const value = extensions.get(EXTENSION.keyUsage)?.value;
  const bits = value && elementAt(value, 0, value.length);
  if (value === undefined || bits?.tag !== TAG.bitString) return [];
  const bytes = contentOf(value, bits).subarray(1);
  return KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

/** What the certificate is for, by name where it is known; empty where nothing is said, which allows everything. */
export function purposesIn(extensions: Extensions): readonly string[] {
  const value = extensions.get(EXTENSION.extendedKeyUsage)?.value;
  const whole = value && elementAt(value, 0, value.length);
  if (value === undefined || whole === undefined) return [];
  return childrenOf(value, whole).map((id) => {
    const text = objectIdOf(value, id);
    return PURPOSES.get(text) ?? text;
  });
}

/** The purpose as far as it is one of a server or client. */
export function purposeIn(extensions: Extensions): Purpose | undefined {
  const purposes = purposesIn(extensions);
  const [server, client] = [purposes.includes('serverAuth'), purposes.includes('clientAuth')];
  if (server && client) return 'both';
  return server ? 'server' : client ? 'client' : undefined;
}

/** The tags are those of a GeneralName (RFC 5280, 4.2.1.6). */
function foundName(tag: number, content: Uint8Array): FoundName {
  // What would steer a terminal or begin a line is no part of a name.
  const text = String.fromCharCode(...content.subarray(0, 1000)).replace(/\p{Cc}/gu, '\ufffd');
  switch (tag) {
    case 0x81:
      return { kind: 'email', text };
    case 0x82:
      return { kind: 'dns', text };
    case 0x86:
      return { kind: 'uri', text };
    case 0x87: {
      const ip = textOfIp(content);
      return ip === undefined ? { kind: 'other', text: '' } : { kind: 'ip', text: ip };
    }
    default:
      return { kind: 'other', text: '' };
  }
}
