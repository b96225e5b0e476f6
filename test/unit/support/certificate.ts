import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key made for a test. */
export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** An RSA key of `bits`. */
export function rsaKey(bits = 2048): TestKey {
  return generateKeyPairSync('rsa', { modulusLength: bits });
}

/** A key on one of the curves. */
export function ecKey(namedCurve = 'prime256v1'): TestKey {
  return generateKeyPairSync('ec', { namedCurve });
}

/** What a certificate says, as far as it is looked at. */
export interface Said {
  readonly issuer?: string;
  readonly subject?: string;
  readonly isAuthority?: boolean;
  readonly hash?: 'sha1' | 'sha256';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const OID = {
  commonName: '550403',
  basicConstraints: '551d13',
  sha1: '2a864886f70d010105',
  sha256: '2a864886f70d01010b',
};

/** A certificate for `key` in PEM form, whose signature is none: nobody here verifies it. */
export function certificateFor({ publicKey }: TestKey, said: Said = {}): string {
  const { issuer = 'authority', subject = 'leaf', isAuthority = false, hash = 'sha256' } = said;
  const { notBefore = new Date(Date.UTC(2024, 0, 1)), notAfter = new Date(Date.UTC(2044, 0, 1)) } = said;
  const algorithm = sequence(objectId(OID[hash]), element(0x05));
  const constraints = sequence(element(0x01, Buffer.from([isAuthority ? 0xff : 0])));
  const body = sequence(
    element(0xa0, integer(2)),
    integer(1),
    algorithm,
    name(issuer),
    sequence(time(notBefore), time(notAfter)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(objectId(OID.basicConstraints), element(0x04, constraints)))),
  );
  return pem('CERTIFICATE', sequence(body, algorithm, element(0x03, Buffer.alloc(9))));
}

/** The private key of `key`: PKCS#8, or the older form of its type. */
export function privateKeyOf({ privateKey }: TestKey, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string {
  return privateKey.export({ type, format: 'pem' }).toString();
}

/** `der` as a PEM block. */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return element(0x30, ...contents);
}

function integer(value: number): Buffer {
  return element(0x02, Buffer.from([value]));
}

function objectId(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'));
}

function name(text: string): Buffer {
  return sequence(element(0x31, sequence(objectId(OID.commonName), element(0x0c, Buffer.from(text)))));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const isShort = date.getUTCFullYear() < 2050;
  return element(isShort ? 0x17 : 0x18, Buffer.from(isShort ? digits.slice(2) : digits));
}
