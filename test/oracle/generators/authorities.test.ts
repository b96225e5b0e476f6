import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inspect } from '../../../server/src/core/generators/pki/inspect';
import { issueCertificate } from '../../../server/src/core/generators/pki/leaf';
import { exportPkcs12 } from '../../../server/src/core/generators/pki/pkcs12';
import { renewCertificate } from '../../../server/src/core/generators/pki/renew';
import { newRandomness, newSerial, randomBytes, sign } from '../../../server/src/host/credentials/keys';
import { made, rsaPair } from '../../unit/generators/pki/support';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-authorities-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const isHere = spawnSync('openssl', ['version']).status === 0;
const leafKeys = rsaPair(2048);
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(home, name), content);
const read = (name: string) => readFileSync(join(home, name), 'utf8');
/** A time at which what openssl has just made is valid already. */
const soon = () => Date.now() + 1000;

/** Runs openssl, which has to succeed. */
function openssl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: home, encoding: 'utf8' });
  expect({ args, status, said: status === 0 ? '' : stderr }).toEqual({ args, status: 0, said: '' });
  return stdout;
}

/** How an authority is made: the key, the form of its subject, its extensions. */
interface Shape {
  readonly key: readonly string[];
  readonly subject: string;
  readonly extensions: string;
  /** What openssl takes texts for: `utf8only`, `nombstr` (PrintableString and T61String), … */
  readonly strings?: string;
  readonly options?: readonly string[];
  /** Whether it is as RFC 5280 wants it. */
  readonly strict: boolean;
}

const RSA = ['genrsa', '2048'];
const curve = (name: string) => ['ecparam', '-genkey', '-name', name];
const BOTH = 'keyUsage=critical,keyCertSign,cRLSign\n';
const IDS = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always\n';

/** Authorities as programs make them that people have; the key of a curve has its parameters before it in the file. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'openssl req -x509': {
    key: RSA,
    subject: '/CN=Plain',
    extensions: 'basicConstraints=critical,CA:TRUE\n',
    strict: false,
  },
  'easy-rsa': {
    key: RSA,
    subject: '/CN=Easy-RSA CA',
    extensions: `basicConstraints=CA:TRUE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always,issuer:always\nkeyUsage=cRLSign,keyCertSign\n`,
    strict: false,
  },
  'step, on a curve': {
    key: curve('prime256v1'),
    subject: '/O=Example/CN=Example Root CA',
    extensions: `basicConstraints=critical,CA:TRUE,pathlen:1\n${BOTH}${IDS}`,
    strict: true,
  },
  'cfssl, on P-384 with PrintableString': {
    key: curve('secp384r1'),
    subject: '/C=DE/ST=Bavaria/L=Munich/O=Example/OU=Monitoring/CN=example.com',
    extensions: `basicConstraints=critical,CA:TRUE\n${BOTH}${IDS}`,
    strings: 'default',
    strict: true,
  },
  mkcert: {
    key: RSA,
    subject: '/O=mkcert development CA/OU=me@host (Me)/CN=mkcert me@host (Me)',
    extensions: `basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n${IDS}`,
    strict: true,
  },
  'cert-manager': {
    key: curve('prime256v1'),
    subject: '/CN=selfsigned-ca',
    extensions: `basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature,keyEncipherment,keyCertSign\n${IDS}`,
    strict: true,
  },
  'Latin-1, several attributes in one': {
    key: RSA,
    subject: '/C=DE/O=Müller + Söhne/OU=Prüfung+CN=Müller CA',
    extensions: `basicConstraints=critical,CA:TRUE\n${BOTH}${IDS}`,
    strings: 'nombstr',
    options: ['-utf8', '-multivalue-rdn'],
    strict: true,
  },
  'an empty subject': {
    key: RSA,
    subject: '/',
    extensions: `basicConstraints=critical,CA:TRUE\n${BOTH}${IDS}`,
    strict: false,
  },
};

/** Makes an authority; the text before its certificate is that of `openssl x509 -text`. */
function authorityLike({ key, subject, extensions, strings = 'utf8only', options = [] }: Shape) {
  write('ca.key', openssl(...key));
  write(
    'ca.cnf',
    `[req]\nprompt=no\nstring_mask=${strings}\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\n${extensions}`,
  );
  const request = ['req', '-x509', '-new', '-config', 'ca.cnf', '-key', 'ca.key', '-days', '30', '-subj', subject];
  openssl(...request, ...options, '-out', 'bare.crt');
  write('ca.crt', openssl('x509', '-in', 'bare.crt', '-text'));
  return { certificate: read('ca.crt'), privateKey: read('ca.key') };
}

const leaf = {
  purpose: 'server',
  names: ['web-1.example.com', '10.0.0.5'],
  publicKey: leafKeys.publicKey,
  sign,
  serial: newSerial(),
} as const;

describe.skipIf(!isHere)('an authority of others [needs openssl: apt-get install openssl]', () => {
  test.each(Object.entries(SHAPES))('signs here, and openssl agrees: %s', async (_name, shape) => {
    const authority = authorityLike(shape);
    write('leaf.crt', made(await issueCertificate({ ...leaf, authority, now: soon() })).certificate);
    const strict = shape.strict ? ['-x509_strict'] : [];
    openssl('verify', ...strict, '-purpose', 'sslserver', '-verify_ip', '10.0.0.5', '-CAfile', 'ca.crt', 'leaf.crt');
    const issuer = (file: string, what: string) =>
      openssl('x509', '-in', file, '-noout', what, '-nameopt', 'show_type,sep_multiline').replace(/^.*\n/, '');
    expect(issuer('leaf.crt', '-issuer')).toBe(issuer('ca.crt', '-subject'));
    expect(inspect(read('leaf.crt') + authority.certificate, soon())).toMatchObject({ problems: [] });
  });

  test('on a curve of its own is told that it cannot', async () => {
    const key = ['genpkey', '-algorithm', 'ed25519'];
    const authority = authorityLike({ ...shapeOf(SHAPES.mkcert), key });
    expect(await issueCertificate({ ...leaf, authority, now: soon() })).toEqual({
      problem: expect.stringMatching(/^Only RSA and EC keys can sign here/),
    });
  });

  test('that is no root is shown behind the leaf, so that who trusts the root alone trusts it', async () => {
    const root = authorityLike(shapeOf(SHAPES['step, on a curve']));
    write('root.crt', root.certificate);
    write('middle.key', openssl(...curve('prime256v1')));
    write('middle.cnf', `basicConstraints=critical,CA:TRUE,pathlen:0\n${BOTH}${IDS}`);
    openssl(
      'req',
      '-new',
      '-key',
      'middle.key',
      '-subj',
      '/O=Example/CN=Example Intermediate CA',
      '-out',
      'middle.csr',
    );
    const signing = ['x509', '-req', '-in', 'middle.csr', '-CA', 'root.crt', '-CAkey', 'ca.key', '-days', '20'];
    openssl(...signing, '-extfile', 'middle.cnf', '-out', 'middle.crt');
    const authority = { certificate: read('middle.crt') + root.certificate, privateKey: read('middle.key') };
    const { certificate } = made(await issueCertificate({ ...leaf, authority, now: soon() }));
    write('chain.crt', certificate);
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'root.crt'];
    openssl(...verify, '-untrusted', 'chain.crt', 'chain.crt');
    const renewal = { certificate, authority, sign, serial: newSerial(), now: soon() };
    write('renewed.crt', made(await renewCertificate(renewal)).certificate);
    openssl(...verify, '-untrusted', 'renewed.crt', 'renewed.crt');
    const browser = made(
      await exportPkcs12({
        certificate,
        authority: authority.certificate,
        privateKey: leafKeys.privateKey,
        passphrase: 'correct horse',
        name: 'Prometheus',
        randomness: newRandomness(),
        macSalt: randomBytes(16),
      }),
    );
    write('chain.p12', browser.pkcs12);
    const shown = openssl('pkcs12', '-in', 'chain.p12', '-passin', 'pass:correct horse', '-nokeys', '-cacerts');
    expect(shown.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test('renews what openssl has issued without a purpose, for the one that is said', async () => {
    const authority = authorityLike(shapeOf(SHAPES['easy-rsa']));
    write('old.key', leafKeys.privateKey);
    write('old.cnf', 'subjectAltName=DNS:old.example.com\n');
    openssl('req', '-new', '-key', 'old.key', '-subj', '/CN=old.example.com', '-out', 'old.csr');
    openssl(
      'x509',
      '-req',
      '-in',
      'old.csr',
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-extfile',
      'old.cnf',
      '-out',
      'old.crt',
    );
    const renewal = { certificate: read('old.crt'), authority, sign, serial: newSerial(), now: soon() };
    expect(await renewCertificate(renewal)).toEqual({ problem: expect.stringMatching(/does not say/) });
    write('new.crt', made(await renewCertificate({ ...renewal, purpose: 'client' })).certificate);
    openssl('verify', '-purpose', 'sslclient', '-CAfile', 'ca.crt', 'new.crt');
    const server = ['verify', '-purpose', 'sslserver', '-CAfile', 'ca.crt', 'new.crt'];
    expect(spawnSync('openssl', server, { cwd: home }).status).not.toBe(0);
  });
});

/** A shape of the table. */
function shapeOf(shape: Shape | undefined): Shape {
  if (shape === undefined) throw new Error('There is no such shape.');
  return shape;
}
