import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { pemBlock, pemBlocks } from '../../../../server/src/core/formats/pem';
import { distinguishedName } from '../../../../server/src/core/generators/pki/certificate';
import { hasRoot, issuersBehind } from '../../../../server/src/core/generators/pki/issuers';
import { renewCertificate } from '../../../../server/src/core/generators/pki/renew';
import { sign } from '../../../../server/src/host/credentials/keys';
import { intermediateOf } from './intermediate';
import { authorityOf, issued, made, NOW, rsaPair, SERIAL } from './support';

const [rootKeys, middleKeys, lowKeys, leafKeys] = [rsaPair(), rsaPair(), rsaPair(), rsaPair()];
const root = await authorityOf(rootKeys, { name: 'Root' });
const middle = await intermediateOf(root, middleKeys, 'Middle');
const low = await intermediateOf(middle, lowKeys, 'Low');
/** The lowest authority with all that are above it, in some order. */
const authority = { ...low, certificate: low.certificate + root.certificate + middle.certificate };
const subjects = (text: string) =>
  pemBlocks(text).map(({ label, bytes }) => new X509Certificate(pemBlock(label, bytes ?? new Uint8Array())).subject);

test('behind a leaf stand the authorities between it and its root, in order', async () => {
  expect(subjects(await issued(authority, leafKeys))).toEqual(['CN=web-1.example.com', 'CN=Low', 'CN=Middle']);
});

test('behind a leaf stands nothing where a root has signed it', async () => {
  expect(subjects(await issued({ ...root, certificate: root.certificate + middle.certificate }, leafKeys))).toEqual([
    'CN=web-1.example.com',
  ]);
});

const others = low.certificate + middle.certificate;
test.each([
  ['what still leads to its root', low, others, ['CN=Low', 'CN=Middle']],
  ['its root, where that stood there', root, root.certificate, ['CN=Root']],
  ['nothing of another authority', root, others, []],
  ['the issuer that was missing', authority, '', ['CN=Low', 'CN=Middle']],
])('a renewed certificate keeps %s', async (_name, by, behind, kept) => {
  const old = (await issued(root, leafKeys)) + behind;
  const renewal = { certificate: old, authority: by, sign, serial: SERIAL, now: NOW };
  expect(subjects(made(await renewCertificate(renewal)).certificate)).toEqual(['CN=web-1.example.com', ...kept]);
});

test('authorities that issue one another in a circle stand there once each', async () => {
  const [a, b] = [
    await intermediateOf({ ...low, name: 'B' }, lowKeys, 'A'),
    await intermediateOf({ ...low, name: 'A' }, lowKeys, 'B'),
  ];
  expect(subjects(issuersBehind(distinguishedName('A'), a.certificate + b.certificate))).toEqual(['CN=A', 'CN=B']);
});

test('a file of an authority tells whether its root is in it', () => {
  expect([root, low, authority].map(({ certificate }) => hasRoot(certificate))).toEqual([true, false, true]);
});
