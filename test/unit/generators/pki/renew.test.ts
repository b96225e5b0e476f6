import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { renewCertificate } from '../../../../server/src/core/generators/pki/renew';
import { sign } from '../../../../server/src/host/credentials/keys';
import { certificateFor, rsaKey } from '../../support/certificate';
import { authorityOf, DAY, issued, made, NOW, rsaPair, SERIAL } from './support';

const [caKeys, leafKeys, newKeys] = [rsaPair(), rsaPair(), rsaPair()];
const authority = await authorityOf(caKeys);
const serial = Uint8Array.from(SERIAL).fill(0x41);
const old = await issued(authority, leafKeys, { purpose: 'both', names: ['web-1.example.com', '10.0.0.5', '::1'] });
const report = (certificate: string) => made(inspect(certificate, NOW)).certificates[0]!;

const later = NOW + 390 * DAY;
const renewed = made(await renewCertificate({ certificate: old, authority, sign, serial, now: later })).certificate;

describe('a renewed certificate', () => {
  test('keeps subject, names, usage and key, and has a new serial and new dates', () => {
    const { subject, names, keyUsages, purposes, key, isAuthority, issuer } = report(old);
    expect(report(renewed)).toMatchObject({ subject, names, keyUsages, purposes, key, isAuthority, issuer });
    expect(report(renewed).serial).not.toBe(report(old).serial);
    expect(report(renewed).notAfter).toBe(report(old).notAfter! + 390 * DAY);
    expect(new X509Certificate(renewed).publicKey.equals(new X509Certificate(old).publicKey)).toBe(true);
  });

  test('may have a new key', async () => {
    const { certificate } = made(
      await renewCertificate({ certificate: old, authority, publicKey: newKeys.publicKey, sign, serial, now: later }),
    );
    expect(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' })).toBe(newKeys.publicKey);
  });

  test('keeps an empty subject', async () => {
    const name = `${'a'.repeat(60)}.example.com`;
    const long = await issued(authority, leafKeys, { names: [name] });
    const { certificate } = made(await renewCertificate({ certificate: long, authority, sign, serial, now: later }));
    expect(report(certificate)).toMatchObject({ subject: '', names: [{ kind: 'dns', text: name }] });
  });

  test.each<[string, string, RegExp, 'server'?]>([
    ['an authority', authority.certificate, /certificate of an authority/],
    ['one without names', certificateFor(rsaKey()), /no subject alternative names/],
    ['one that says what it is for, for something else', old, /says itself what it is for/, 'server'],
    ['what is none', 'x', /cannot be read/],
  ])('is not made of %s', async (_name, certificate, problem, purpose) => {
    const more = purpose === undefined ? {} : { purpose };
    const outcome = await renewCertificate({ certificate, authority, sign, serial, now: later, ...more });
    expect(outcome).toEqual({ problem: expect.stringMatching(problem) });
  });
});
