import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../../server/src/core/formats/base64';
import { certificatesIn, privateKeyIn } from '../../../server/src/core/formats/keyPair';
import { pemBlocks } from '../../../server/src/core/formats/pem';
import { isSameKey } from '../../../server/src/core/formats/publicKey';
import { readCertificate } from '../../../server/src/core/formats/x509';
import { certificateFor, ecKey, pem, privateKeyOf, rsaKey, type TestKey } from '../support/certificate';

const rsa = rsaKey();
const ec = ecKey();
const publicKeyOf = (key: TestKey) => certificatesIn(certificateFor(key))[0]?.publicKey;

describe('a certificate', () => {
  test('says what is asked of it', () => {
    const notAfter = new Date(Date.UTC(2051, 1, 3, 4, 5, 6));
    const text = certificateFor(rsa, { isAuthority: true, subject: 'a', issuer: 'a', hash: 'sha1', notAfter });
    expect(certificatesIn(text)).toMatchObject([
      {
        publicKey: { type: 'rsa', bits: 2048 },
        isAuthority: true,
        isSelfIssued: true,
        signatureHash: 'sha1',
        notBefore: Date.UTC(2024, 0, 1),
        notAfter: notAfter.getTime(),
      },
    ]);
  });

  test.each([
    ['RSA of an odd length', rsaKey(1031), 'rsa', 1031],
    ['P-256', ec, 'ec', 256],
    ['P-521', ecKey('secp521r1'), 'ec', 521],
    ['Ed25519', generateKeyPairSync('ed25519'), 'ed25519', 256],
  ])('has the key: %s', (_name, key, type, bits) => expect(publicKeyOf(key)).toMatchObject({ type, bits }));

  test('is found among other blocks, in its order', () => {
    const text = `${privateKeyOf(rsa)}note\r\n${certificateFor(rsa)}${pem('X509 CRL', Buffer.alloc(3))}${certificateFor(ec)}`;
    expect(certificatesIn(text.replaceAll('\n', '\r\n')).map((one) => one?.publicKey.type)).toEqual(['rsa', 'ec']);
  });

  test.each([
    ['is cut off', certificateFor(rsa).slice(0, 200)],
    ['is no base64', '-----BEGIN CERTIFICATE-----\nnot at all\n-----END CERTIFICATE-----\n'],
    ['is no DER', pem('CERTIFICATE', Buffer.from('hello'))],
    ['is cut off inside', pem('CERTIFICATE', Buffer.from([0x30, 0x82, 0x10, 0x00, 0x30]))],
  ])('that %s cannot be read', (_name, text) => expect(certificatesIn(text)).toEqual([undefined]));
});

describe('a private key', () => {
  test.each([
    ['PKCS#8 of RSA', rsa, privateKeyOf(rsa)],
    ['PKCS#1', rsa, privateKeyOf(rsa, 'pkcs1')],
    ['PKCS#8 of a curve', ec, privateKeyOf(ec)],
    ['SEC1', ec, privateKeyOf(ec, 'sec1')],
  ])('belongs to its certificate and to no other: %s', (_name, key, text) => {
    const own = privateKeyIn(text)?.publicKey;
    const [mine, other, same] = [
      publicKeyOf(key),
      publicKeyOf(key === rsa ? ec : rsa),
      publicKeyOf(key === rsa ? rsaKey() : ecKey()),
    ];
    if (own === undefined || mine === undefined || other === undefined || same === undefined) throw new Error('unread');
    expect([isSameKey(mine, own), isSameKey(other, own), isSameKey(same, own)]).toEqual([true, false, false]);
  });

  test('of Ed25519 does not tell its other half', () => {
    const key = generateKeyPairSync('ed25519');
    const own = privateKeyIn(privateKeyOf(key))?.publicKey;
    const mine = publicKeyOf(key);
    expect(own && mine && isSameKey(own, mine)).toBeUndefined();
  });

  test.each([
    [
      'PKCS#8',
      rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    ],
    [
      'the old form',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
    ],
  ])('may have a passphrase: %s', (_name, text) => {
    expect(privateKeyIn(text)).toEqual({ isEncrypted: true, isBroken: false, publicKey: undefined });
  });

  test('is not in every file', () => expect(privateKeyIn(certificateFor(rsa))).toBeUndefined());
});

describe('any bytes', () => {
  test('are read or not, without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        readCertificate(bytes);
        for (const label of ['CERTIFICATE', 'PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY']) {
          const text = pem(label, Buffer.from(bytes));
          expect([certificatesIn(text).length, privateKeyIn(text) === undefined]).toEqual(
            label === 'CERTIFICATE' ? [1, true] : [0, false],
          );
        }
      }),
    );
  });

  test('of a certificate with one of them changed', () => {
    const der = Buffer.from(decodeBase64(certificateFor(rsa).split('\n').slice(1, -2).join('')) ?? []);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(der);
        changed[at] = byte;
        readCertificate(changed);
      }),
    );
  });

  test('come back from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
        expect(pemBlocks(pem('X', Buffer.from(bytes)))).toEqual([{ label: 'X', isEncrypted: false, bytes }]);
      }),
    );
    expect(decodeBase64('a$==')).toBeUndefined();
    expect(decodeBase64('abc')).toBeUndefined();
  });
});
