import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAuthority } from '../../../../server/src/core/generators/pki/authority';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { issueCertificate } from '../../../../server/src/core/generators/pki/leaf';
import { sign } from '../../../../server/src/host/credentials/keys';
import { authorityOf, curvePair, DAY, issued, leafOf, made, NOW, rsaPair, SERIAL } from './support';

const [caKeys, otherKeys, leafKeys, ec] = [rsaPair(), rsaPair(), rsaPair(), curvePair()];
const authority = await authorityOf(caKeys);
const report = (certificate: string) => made(inspect(certificate, NOW)).certificates[0];

describe('a certificate authority', () => {
  test('signs itself, for leaves only', () => {
    const certificate = new X509Certificate(authority.certificate);
    expect(certificate.ca).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(report(authority.certificate)).toMatchObject({
      subject: 'CN=Test CA',
      issuer: 'CN=Test CA',
      keyUsages: ['keyCertSign', 'cRLSign'],
      purposes: [],
      isAuthority: true,
      notBefore: Date.UTC(2026, 10, 27, 11, 55),
      notAfter: Date.UTC(2031, 10, 27, 12, 0),
    });
  });

  test('has a serial number that is positive, from the random bytes', () => {
    expect(new X509Certificate(authority.certificate).serialNumber).toBe('70EFEEEDECEBEAE9E8E7E6E5E4E3E2E1');
  });

  test('is the same for the same name, keys, serial and clock', async () => {
    expect(await authorityOf(caKeys)).toEqual(authority);
    expect(await authorityOf(caKeys, { now: NOW + 1000 })).not.toEqual(authority);
  });

  test('may last into the years that need the longer form of time', async () => {
    const { certificate } = await authorityOf(caKeys, { years: 30 });
    expect(new Date(new X509Certificate(certificate).validTo).getUTCFullYear()).toBe(2056);
  });

  test.each([
    ['an empty name', { name: '' }, /letters, digits/],
    ['a line break in its name', { name: 'CA\nCN=x' }, /letters, digits/],
    ['a name that is too long', { name: 'x'.repeat(65) }, /at most 64 characters/],
    ['no year', { years: 0 }, /1 to 30 whole years/],
    ['half a year', { years: 1.5 }, /1 to 30 whole years/],
    ['a short key', { keyPair: rsaPair(1024) }, /1024 bits, which is too short/],
    ['a key that signs in another way', { keyPair: curvePair('ed25519') }, /Only RSA and EC keys can sign here/],
    ['what is no key', { keyPair: { publicKey: 'x', privateKey: 'x' } }, /no public key in PEM form/],
  ])('is not made with %s', async (_name, more, problem) => {
    const outcome = await createAuthority({
      name: 'Test CA',
      keyPair: caKeys,
      sign,
      serial: SERIAL,
      now: NOW,
      ...more,
    });
    expect(outcome).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('takes no serial number of too few random bits', async () => {
    await expect(authorityOf(caKeys, { serial: new Uint8Array(8) })).rejects.toThrow(RangeError);
  });
});

const leaf = await issued(authority, leafKeys);
const namesake = await authorityOf(caKeys, { name: 'test' });

describe('a leaf', () => {
  test.each([
    ['server', ['digitalSignature', 'keyEncipherment'], ['serverAuth']],
    ['client', ['digitalSignature'], ['clientAuth']],
    ['both', ['digitalSignature', 'keyEncipherment'], ['serverAuth', 'clientAuth']],
  ] as const)('for a %s says what it is for, and is no authority', async (purpose, keyUsages, purposes) => {
    const certificate = await issued(authority, leafKeys, { purpose });
    expect(report(certificate)).toMatchObject({ keyUsages, purposes, isAuthority: false, issuer: 'CN=Test CA' });
    expect(new X509Certificate(certificate).verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  });

  test('holds its names as what they are, each once, the first as common name too', async () => {
    const names = ['Web-1.Example.com', '*.example.org', '10.0.0.5', '2001:DB8:0:0::1', '2001:db8::1', '10.0.0.5'];
    const certificate = await issued(authority, leafKeys, { names });
    expect(report(certificate)).toMatchObject({
      subject: 'CN=web-1.example.com',
      names: [
        { kind: 'dns', text: 'web-1.example.com' },
        { kind: 'dns', text: '*.example.org' },
        { kind: 'ip', text: '10.0.0.5' },
        { kind: 'ip', text: '2001:db8::1' },
      ],
    });
    const read = new X509Certificate(certificate);
    expect(read.checkHost('a.example.org')).toBe('*.example.org');
    expect(read.checkIP('2001:db8::1')).toBe('2001:db8::1');
    expect(read.checkHost('web-2.example.com')).toBeUndefined();
  });

  test('has no common name where the first name is too long for one', async () => {
    const name = `${'a'.repeat(60)}.example.com`;
    const certificate = await issued(authority, leafKeys, { names: [name] });
    expect(report(certificate)?.subject).toBe('');
    expect(new X509Certificate(certificate).checkHost(name)).toBe(name);
  });

  test('lasts 397 days, from a little before now on', async () => {
    expect(report(await issued(authority, leafKeys))).toMatchObject({
      notBefore: Date.UTC(2026, 10, 27, 11, 55),
      notAfter: Date.UTC(2026, 10, 27, 12) + 397 * DAY,
    });
  });

  test('may be of a container, whose name has an underscore', async () => {
    const certificate = await issued(authority, leafKeys, { names: ['node_exporter', 'xn--bcher-kva.example'] });
    expect(new X509Certificate(certificate).checkHost('node_exporter')).toBe('node_exporter');
    expect(new X509Certificate(certificate).checkHost('xn--bcher-kva.example')).toBe('xn--bcher-kva.example');
  });

  test('is signed outside of this thread, and is the same for the same key', async () => {
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    const [one, two] = await Promise.all([issued(authority, leafKeys), issued(authority, leafKeys)]);
    clearInterval(turn);
    expect(one).toBe(two);
    expect(turns).toBeGreaterThan(0);
  });

  test('is not made with a key that the platform refuses', async () => {
    const refuse = () => Promise.reject(new Error('a secret'));
    const problem = expect.stringMatching(/^The private key cannot be read, or cannot sign/);
    expect(await issueCertificate(leafOf(authority, leafKeys, { sign: refuse }))).toEqual({ problem });
    const broken = (await import('node:crypto')).generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    const keyPair = {
      publicKey: String(broken.publicKey.export({ type: 'spki', format: 'pem' })),
      privateKey: String(broken.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    };
    expect(await createAuthority({ name: 'PSS', keyPair, sign, serial: SERIAL, now: NOW })).toEqual({ problem });
  });

  test('never lasts beyond its authority, nor begins before it', async () => {
    const young = await authorityOf(caKeys, { years: 1, now: NOW + 60_000 });
    expect(report(await issued(young, leafKeys, { days: 3650 }))).toMatchObject({
      notBefore: Date.UTC(2026, 10, 27, 11, 56),
      notAfter: Date.UTC(2027, 10, 27, 12, 1),
    });
  });

  test('may have a key of any type', async () => {
    for (const [keys, key] of [
      [ec, { type: 'ec', bits: 256 }],
      [curvePair('ed25519'), { type: 'ed25519', bits: 256 }],
    ] as const) {
      expect(report(await issued(authority, keys))).toMatchObject({ key, keyUsages: ['digitalSignature'] });
    }
  });

  test.each([
    ['no names', { names: [] }, /needs a name at least/],
    ['a name that is not ASCII', { names: ['bücher.example'] }, /Write `bücher\.example` in its other form, .* xn--/],
    ['what is no name', { names: ['a b'] }, /`a b` is neither a DNS name nor an IP address/],
    ['a name with a line break', { names: ['a\nb'] }, /One of the names is neither/],
    ['a wildcard in the middle', { names: ['a.*.example.com'] }, /neither a DNS name/],
    ['half an address', { names: ['10.0.0'] }, /neither a DNS name/],
    ['the name of its authority', { names: ['test'], authority: namesake }, /same name as its authority/],
    ['no day', { days: 0 }, /1 to 3650 whole days/],
    ['a short key', { publicKey: rsaPair(1024).publicKey }, /too short/],
    [
      'an authority that is none',
      { authority: { certificate: leaf, privateKey: leafKeys.privateKey } },
      /no certificate of an authority/,
    ],
    ['an authority that cannot be read', { authority: { ...authority, certificate: 'x' } }, /cannot be read/],
    [
      'the key of another authority',
      { authority: { ...authority, privateKey: otherKeys.privateKey } },
      /not the one of the authority/,
    ],
    ['a key that is none', { authority: { ...authority, privateKey: 'x' } }, /no private key in PEM form/],
    [
      'a key of another type',
      { authority: { ...authority, privateKey: ec.privateKey } },
      /not the one of the authority/,
    ],
    ['an authority that has expired', { now: NOW + 6 * 365 * DAY }, /expired on 2031-11-27/],
    ['an authority of the future', { now: NOW - DAY }, /valid only from 2026-11-27 on/],
  ])('is not made with %s', async (_name, more, problem) => {
    expect(await issueCertificate(leafOf(authority, leafKeys, more))).toEqual({
      problem: expect.stringMatching(problem),
    });
  });

  test('with hostile names is refused, or holds exactly what was said', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '*',
        '*.',
        '.',
        '..',
        '\0',
        '\n',
        ',',
        ';',
        '=',
        '"',
        "'",
        '$(id)',
        'ü',
        'xn--',
        '::',
        '1',
        '256',
        '0x7f',
        'DNS:a',
        '/',
        ' ',
      ),
      fc.string({ maxLength: 6 }),
      fc.constantFrom('web', 'example.com', '10.0.0.1', 'fe80::1'),
    );
    const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 3 }), async (names) => {
        const outcome = await issueCertificate(leafOf(authority, leafKeys, { names }));
        if ('problem' in outcome) {
          expect(outcome.problem).not.toMatch(/\p{Cc}/u);
          return;
        }
        const found = report(outcome.certificate)?.names ?? [];
        expect(
          found.every(({ kind, text }) => (kind === 'dns' || kind === 'ip') && /^(\*\.)?[a-z0-9_.:-]+$/.test(text)),
        ).toBe(true);
        expect(found.filter(({ kind }) => kind === 'dns').map(({ text }) => text)).toEqual(
          [...new Set(names.map((each) => each.toLowerCase()))].filter((each) => !/:|^[\d.]+$/.test(each)),
        );
        expect(new X509Certificate(outcome.certificate).subjectAltName).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });
});
