import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../../../server/src/core/formats/base64';
import { pemBlock } from '../../../../server/src/core/formats/pem';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { createRequest, readRequest, signRequest } from '../../../../server/src/core/generators/pki/request';
import { sign } from '../../../../server/src/host/credentials/keys';
import { authorityOf, curvePair, made, NOW, rsaPair, SERIAL } from './support';

const [caKeys, leafKeys] = [rsaPair(), rsaPair()];
const authority = await authorityOf(caKeys);
const NAMES = ['prometheus.example.com', '10.0.0.9'];
const { request } = made(await createRequest({ purpose: 'client', names: NAMES, keyPair: leafKeys, sign }));
const der = decodeBase64(request.split('\n').slice(1, -2).join('')) ?? new Uint8Array();

describe('a request', () => {
  test('asks for its names and its purpose', () => {
    expect(readRequest(request)).toMatchObject({
      subject: 'CN=prometheus.example.com',
      names: [
        { kind: 'dns', text: 'prometheus.example.com' },
        { kind: 'ip', text: '10.0.0.9' },
      ],
      purpose: 'client',
      key: { type: 'rsa', bits: 2048 },
    });
  });

  test('is the same for the same names and keys', async () => {
    expect(await createRequest({ purpose: 'client', names: NAMES, keyPair: leafKeys, sign })).toEqual({ request });
  });

  test.each([
    ['no names', { names: [] }, /needs a name/],
    ['a key that signs in another way', { keyPair: curvePair('ed25519') }, /Only RSA and EC keys can sign here/],
    ['a short key', { keyPair: rsaPair(1024) }, /too short/],
  ])('is not made with %s', async (_name, more, problem) => {
    const outcome = await createRequest({ purpose: 'client', names: NAMES, keyPair: leafKeys, sign, ...more });
    expect(outcome).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('that was changed after it was signed is refused', () => {
    const at = new TextDecoder('latin1').decode(der).indexOf('prometheus');
    const changed = Uint8Array.from(der);
    changed[at] = 'q'.charCodeAt(0);
    expect(readRequest(pemBlock('CERTIFICATE REQUEST', changed))).toEqual({
      problem: expect.stringMatching(/not signed by its own key/),
    });
  });

  test('with any byte changed is refused, or asks for the same, without a fault', () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Uint8Array.from(der);
        changed[at] = ((changed[at] ?? 0) + difference) & 0xff;
        const outcome = readRequest(pemBlock('CERTIFICATE REQUEST', changed));
        // The parameters of the signature's algorithm are not signed, and mean nothing.
        if (!('problem' in outcome)) expect(outcome).toEqual(readRequest(request));
      }),
      { numRuns: 200 },
    );
  });

  test('of any bytes is refused, without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        expect(readRequest(pemBlock('CERTIFICATE REQUEST', bytes))).toHaveProperty('problem');
      }),
    );
  });
});

describe('a signed request', () => {
  const signing = { request, authority, sign, serial: SERIAL, now: NOW } as const;

  test('has the names and the purpose that were confirmed, and none that it asked for besides', async () => {
    const { certificate } = made(await signRequest({ ...signing, names: ['other.example.com'], purpose: 'server' }));
    expect(made(inspect(certificate, NOW)).certificates[0]).toMatchObject({
      subject: 'CN=other.example.com',
      names: [{ kind: 'dns', text: 'other.example.com' }],
      purposes: ['serverAuth'],
      isAuthority: false,
    });
  });

  test('needs a name', async () => {
    expect(await signRequest({ ...signing, names: [], purpose: 'client' })).toHaveProperty('problem');
  });
});
