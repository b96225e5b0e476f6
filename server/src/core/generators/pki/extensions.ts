import { bitString, element, integer, objectId, octetString, sequence, yes } from '../../formats/derWriter';
import { EXTENSION } from '../../formats/x509Parts';
import type { CertificateName } from './names';

/** What a certificate is for. */
export type Purpose = 'server' | 'client' | 'both';

/** Object identifiers of the extended key usages (RFC 5280, 4.2.1.12). */
export const KEY_PURPOSE = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;

/** Bits of KeyUsage in its first byte (RFC 5280, 4.2.1.3). */
const DIGITAL_SIGNATURE = 0x80;
const KEY_ENCIPHERMENT = 0x20;
const KEY_CERT_SIGN = 0x04;
const CRL_SIGN = 0x02;

/** The tags of a GeneralName. */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** That it is an authority for leaves only: no authority below it. */
export function authorityConstraints(): Uint8Array {
  return extension(EXTENSION.basicConstraints, sequence(yes(), integer(0)), 'critical');
}

/** That it is no authority. */
export function leafConstraints(): Uint8Array {
  return extension(EXTENSION.basicConstraints, sequence(), 'critical');
}

/** What the key of an authority does: it signs certificates and lists of revoked ones. */
export function authorityKeyUsage(): Uint8Array {
  return extension(EXTENSION.keyUsage, bitString(Uint8Array.of(KEY_CERT_SIGN | CRL_SIGN), 1), 'critical');
}

/** What the key of a leaf does. TLS 1.2 may send secrets to an RSA key of a server; other keys only sign. */
export function leafKeyUsage(purpose: Purpose, keyType: string): Uint8Array {
  const isSentSecrets = keyType === 'rsa' && purpose !== 'client';
  const bits = isSentSecrets ? DIGITAL_SIGNATURE | KEY_ENCIPHERMENT : DIGITAL_SIGNATURE;
  return extension(EXTENSION.keyUsage, bitString(Uint8Array.of(bits), isSentSecrets ? 5 : 7), 'critical');
}

/** Whom the certificate is for. It is never left out: without it any exporter's key can scrape all others. */
export function extendedKeyUsage(purpose: Purpose): Uint8Array {
  const ids = purpose === 'both' ? [KEY_PURPOSE.server, KEY_PURPOSE.client] : [KEY_PURPOSE[purpose]];
  return extension(EXTENSION.extendedKeyUsage, sequence(...ids.map(objectId)));
}

/** The names; critical where the subject is empty (RFC 5280, 4.2.1.6). */
export function subjectAltName(names: readonly CertificateName[], subject: 'empty' | 'named'): Uint8Array {
  const all = names.map((name) =>
    name.kind === 'ip' ? element(IP_ADDRESS, name.bytes) : element(DNS_NAME, new TextEncoder().encode(name.text)),
  );
  return extension(EXTENSION.subjectAltName, sequence(...all), subject === 'empty' ? 'critical' : undefined);
}

/** The identifier of its own key. */
export function subjectKeyIdentifier(id: Uint8Array): Uint8Array {
  return extension(EXTENSION.subjectKeyIdentifier, octetString(id));
}

/** The identifier of the key that signed it. */
export function authorityKeyIdentifier(id: Uint8Array): Uint8Array {
  return extension(EXTENSION.authorityKeyIdentifier, sequence(element(0x80, id)));
}

/** An extension with this DER as its value. */
export function extension(id: string, value: Uint8Array, criticality?: 'critical'): Uint8Array {
  return sequence(objectId(id), ...(criticality === 'critical' ? [yes()] : []), octetString(value));
}
