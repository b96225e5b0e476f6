import { createSign, generateKeyPairSync } from 'node:crypto';

/** A self-signed certificate and its key as PEM text. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Makes an identity that nobody trusts, for files that have to be there. */
export function makeIdentity(): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(set(sequence(OID_COMMON_NAME, utf8('localhost'))));
  const validity = sequence(utcTime('250101000000Z'), utcTime('350101000000Z'));
  const body = sequence(
    integer(1),
    sequence(OID_ECDSA_SHA256),
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = sequence(body, sequence(OID_ECDSA_SHA256), element(0x03, Buffer.of(0), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** 1.2.840.10045.4.3.2 and 2.5.4.3 in DER. */
const OID_ECDSA_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const OID_COMMON_NAME = Buffer.from('0603550403', 'hex');

/** A DER element: its tag, its length, its content. */
function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length: size } = body;
  const length =
    size < 0x80 ? Buffer.of(size) : size < 0x100 ? Buffer.of(0x81, size) : Buffer.of(0x82, size >> 8, size & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

function sequence(...content: readonly Buffer[]): Buffer {
  return element(0x30, ...content);
}

function set(...content: readonly Buffer[]): Buffer {
  return element(0x31, ...content);
}

function integer(value: number): Buffer {
  return element(0x02, Buffer.of(value));
}

function utf8(value: string): Buffer {
  return element(0x0c, Buffer.from(value));
}

function utcTime(value: string): Buffer {
  return element(0x17, Buffer.from(value));
}
