import { describe, expect, test } from 'vitest';
import { fittingPair, readGivenCertificates } from '../../../../server/src/core/generators/pki/givenCertificates';
import { encryptKey } from '../../../../server/src/core/generators/pki/privateKey';
import { authorityOf, curvePair, issued, made, NOW, RANDOMNESS, rsaPair } from './support';

const authority = await authorityOf(rsaPair());
const stranger = await authorityOf(rsaPair(), { name: 'Another CA' });
const [serverKeys, clientKeys] = [curvePair(), rsaPair()];
const server = await issued(authority, serverKeys, { names: ['web-1.example.com', '203.0.113.7'] });
const client = await issued(authority, clientKeys, { purpose: 'client', names: ['prometheus'] });

const FILES = [serverKeys.privateKey, client, authority.certificate, clientKeys.privateKey, server];

describe('files that are there', () => {
  test.each([
    ['in any order', FILES],
    ['the other way round', [...FILES].reverse()],
    ['all in one', [FILES.join('some text between\n')]],
  ])('find their keys: %s', (_name, texts) => {
    const given = made(readGivenCertificates(texts));
    expect(given.authority).toBe(authority.certificate);
    expect([...given.pairs].sort((a, b) => a.certificate.localeCompare(b.certificate))).toEqual(
      [
        { certificate: server, key: serverKeys.privateKey },
        { certificate: client, key: clientKeys.privateKey },
      ].sort((a, b) => a.certificate.localeCompare(b.certificate)),
    );
  });

  test('give each leaf the pair that can be it', () => {
    const given = made(readGivenCertificates(FILES));
    expect(fittingPair(given, { names: ['web-1.example.com'], purpose: 'server' }, NOW)).toEqual({
      certificate: server,
      key: serverKeys.privateKey,
    });
    expect(fittingPair(given, { names: ['prometheus'], purpose: 'client' }, NOW)).toEqual({
      certificate: client,
      key: clientKeys.privateKey,
    });
  });

  test.each<[string, readonly string[], 'server' | 'client', RegExp]>([
    ['another name', ['web-2.example.com'], 'server', /can show web-2\.example\.com as a server: it has other names/],
    ['a server as a client', ['web-1.example.com'], 'client', /as a client: .*it is for another purpose/],
  ])('give no pair for %s', (_name, names, purpose, expected) => {
    const found = fittingPair(made(readGivenCertificates(FILES)), { names, purpose }, NOW);
    expect('problem' in found ? found.problem : '').toMatch(expected);
  });

  test('are of no use once they have expired', () => {
    const wanted = { names: ['prometheus'], purpose: 'client' } as const;
    const found = fittingPair(made(readGivenCertificates(FILES)), wanted, NOW + 400 * 24 * 3600 * 1000);
    expect('problem' in found ? found.problem : '').toMatch(/expired/);
  });
});

describe('files that are of no use', () => {
  const only = (texts: readonly string[]) => {
    const read = readGivenCertificates(texts);
    return 'problem' in read ? read.problem : '';
  };

  test('for want of an authority, or with two of them', () => {
    expect(only([server, serverKeys.privateKey])).toMatch(/The certificate of the authority .* is missing/);
    expect(only([...FILES, stranger.certificate])).toMatch(/several authorities/);
  });

  test('for want of a key, or with one that has a passphrase', async () => {
    expect(only([server, authority.certificate, rsaPair().privateKey])).toMatch(/None of the keys belongs/);
    const { encryptedKey } = made(await encryptKey(clientKeys.privateKey, 'a long passphrase', RANDOMNESS));
    expect(only([client, authority.certificate, encryptedKey])).toMatch(/A key has a passphrase/);
  });
});
