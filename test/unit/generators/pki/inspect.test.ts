import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from '../../../../server/src/core/formats/base64';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { inspectionText } from '../../../../server/src/core/generators/pki/inspectionText';
import { certificateFor, rsaKey } from '../../support/certificate';
import { authorityOf, curvePair, DAY, issued, made, NOW, rsaPair } from './support';

const [caKeys, otherKeys, leafKeys] = [rsaPair(), rsaPair(), rsaPair()];
const authority = await authorityOf(caKeys);
const leaf = await issued(authority, leafKeys, { names: ['web-1.example.com', '10.0.0.5'] });
const problemsOf = (text: string, now = NOW) => made(inspect(text, now)).problems;

describe('an inspection', () => {
  test('agrees with what Node says of a certificate', async () => {
    for (const text of [
      leaf,
      authority.certificate,
      await issued(authority, curvePair()),
      await issued(authority, curvePair('ed25519')),
    ]) {
      const node = new X509Certificate(text);
      const { certificates } = made(inspect(text, NOW));
      expect(certificates).toMatchObject([
        {
          fingerprint: node.fingerprint256,
          subject: node.subject.replaceAll('\n', ', '),
          issuer: node.issuer.replaceAll('\n', ', '),
          isAuthority: node.ca,
          notBefore: new Date(node.validFrom).getTime(),
          notAfter: new Date(node.validTo).getTime(),
        },
      ]);
      expect(certificates[0]?.serial.replaceAll(':', '')).toBe(node.serialNumber);
    }
  });

  test('counts the days that are left', () => {
    const left = (now: number) => made(inspect(leaf, now)).certificates[0]?.daysLeft;
    expect([left(NOW), left(NOW + 396.5 * DAY), left(NOW + 397.5 * DAY)]).toEqual([396, 0, -1]);
  });

  test('reads the DER of one certificate too', () => {
    const der = decodeBase64(leaf.split('\n').slice(1, -2).join('')) ?? new Uint8Array();
    expect(inspect(der, NOW)).toEqual(inspect(leaf, NOW));
  });

  test('is written for people', () => {
    const text = inspectionText(made(inspect(leaf + authority.certificate, NOW)));
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual(
      expect.arrayContaining([
        'Certificate 1 of 2',
        'Subject:    CN=web-1.example.com',
        'Names:      web-1.example.com, 10.0.0.5 (ip)',
        'For:        serverAuth',
        'Valid:      2026-11-27 to 2027-12-29 (396 days left)',
        'Key:        RSA 2048 bits',
        'Issuer:     CN=Test CA (itself)',
      ]),
    );
  });

  test('of what is no certificate is a problem', () => {
    expect(inspect('x', NOW)).toEqual({ problem: expect.stringMatching(/no certificate in it/) });
    const broken = leaf.replace(/\n.{64}\n/, '\n');
    expect(inspect(leaf + broken, NOW)).toEqual({
      problem: expect.stringMatching(/^Certificate 2 of 2 cannot be read/),
    });
  });
});

const namesake = await authorityOf(otherKeys);

describe('an inspection finds', () => {
  test.each([
    ['nothing in a leaf, an authority and a chain', leaf + authority.certificate, NOW, []],
    ['an expired one', leaf, NOW + 400 * DAY, [/^CN=web-1\.example\.com expired on 2027-12-29/]],
    ['one of the future', leaf, NOW - DAY, [/valid only from 2026-11-27 on/]],
    ['a wrong order', authority.certificate + leaf, NOW, [/^CN=Test CA was not issued by the one behind it/]],
    ['an authority of the same name', leaf + namesake.certificate, NOW, [/was not signed by the key of CN=Test CA/]],
    ['an authority that is none', leaf + leaf, NOW, [/was not issued by the one behind it/]],
    ['what a leaf lacks', certificateFor(rsaKey()), NOW, [/no subject alternative names/, /no extended key usage/]],
  ])('%s', (_name, text, now, problems) => {
    expect(problemsOf(text, now)).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });
});

describe('a hostile certificate', () => {
  test('with any byte changed is read or not, without a fault, and steers no terminal', () => {
    const der = decodeBase64(leaf.split('\n').slice(1, -2).join('')) ?? new Uint8Array();
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(der);
        changed[at] = byte;
        const outcome = inspect(changed, NOW);
        if (!('problem' in outcome)) expect(inspectionText(outcome).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 300 },
    );
  });

  test('cannot fake a line with its name', () => {
    const text = inspectionText(made(inspect(certificateFor(rsaKey(), { subject: 'a\nProblem: none' }), NOW)));
    expect(text.split('\n').filter((line) => line.startsWith('Problem:'))).toHaveLength(2);
  });
});
