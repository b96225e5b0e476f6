import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../server/src/core/generators/pki/authority';
import { inspect } from '../../../server/src/core/generators/pki/inspect';
import { issueCertificate } from '../../../server/src/core/generators/pki/leaf';
import { exportPkcs12 } from '../../../server/src/core/generators/pki/pkcs12';
import { decryptKey, encryptKey } from '../../../server/src/core/generators/pki/privateKey';
import { renewCertificate } from '../../../server/src/core/generators/pki/renew';
import { createRequest, readRequest, signRequest } from '../../../server/src/core/generators/pki/request';
import { newRandomness, newSerial, randomBytes, sign } from '../../../server/src/host/credentials/keys';
import { curvePair, made, rsaPair } from '../../unit/generators/pki/support';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-pki-'));
afterAll(() => rmSync(home, { recursive: true }));

const has = (program: string, flag = '--version') => spawnSync(program, [flag]).status === 0;
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(home, name), content);
const read = (name: string) => readFileSync(join(home, name), 'utf8');

/** Runs a program in the folder of the files; gives its exit status and all that it said. */
function run(program: string, args: readonly string[], input = ''): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: home, input, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

/** Runs openssl, which has to succeed. */
function openssl(...args: readonly string[]): string {
  const { status, said } = run('openssl', args);
  expect({ args, status, said: status === 0 ? '' : said }).toEqual({ args, status: 0, said: '' });
  return said;
}

const PASSPHRASE = 'correct hörse';
const [caKeys, leafKeys] = [rsaPair(4096), rsaPair(3072)];
const now = Date.now();
const authority = {
  certificate: made(await createAuthority({ name: 'Oracle CA', keyPair: caKeys, sign, serial: newSerial(), now }))
    .certificate,
  privateKey: caKeys.privateKey,
};
/** A time at which what openssl has just made is valid already. */
const soon = () => Date.now() + 1000;
const LONG = `${'a'.repeat(60)}.example.com`;

async function leaf(
  purpose: 'server' | 'client' | 'both',
  names: readonly string[],
  publicKey = leafKeys.publicKey,
): Promise<string> {
  return made(await issueCertificate({ purpose, names, publicKey, authority, sign, serial: newSerial(), now }))
    .certificate;
}

const LEAVES: ReadonlyMap<string, string> = new Map([
  ['server.crt', await leaf('server', ['web-1.example.com', '*.example.org', '10.0.0.5', '2001:db8::1'])],
  ['client.crt', await leaf('client', ['prometheus'])],
  ['both.crt', await leaf('both', ['prometheus.example.com'])],
  ['long.crt', await leaf('server', [LONG])],
  ['ec.crt', await leaf('server', ['ec.example.com'], curvePair().publicKey)],
  ['ed25519.crt', await leaf('server', ['ed.example.com'], curvePair('ed25519').publicKey)],
]);

describe.skipIf(!has('openssl', 'version'))('openssl [needs openssl: apt-get install openssl]', () => {
  beforeAll(() => {
    write('ca.crt', authority.certificate);
    write('ca-plain.key', authority.privateKey);
    write('leaf.key', leafKeys.privateKey);
    for (const [name, certificate] of LEAVES) write(name, certificate);
  });
  const verify = (purpose: string, file: string, ...more: readonly string[]) =>
    run('openssl', ['verify', '-x509_strict', '-purpose', purpose, ...more, '-CAfile', 'ca.crt', file]).status === 0;

  test('verifies every certificate strictly, for its purpose and for no other', () => {
    const verdicts = [...LEAVES.keys()].map((file) => [file, verify('sslserver', file), verify('sslclient', file)]);
    expect(verdicts).toEqual([
      ['server.crt', true, false],
      ['client.crt', false, true],
      ['both.crt', true, true],
      ['long.crt', true, false],
      ['ec.crt', true, false],
      ['ed25519.crt', true, false],
    ]);
  });

  test('verifies names, and no others', () => {
    expect(verify('sslserver', 'server.crt', '-verify_hostname', 'web-1.example.com')).toBe(true);
    expect(verify('sslserver', 'server.crt', '-verify_hostname', 'a.example.org')).toBe(true);
    expect(verify('sslserver', 'server.crt', '-verify_ip', '10.0.0.5')).toBe(true);
    expect(verify('sslserver', 'server.crt', '-verify_ip', '2001:db8::1')).toBe(true);
    expect(verify('sslserver', 'server.crt', '-verify_hostname', 'web-2.example.com')).toBe(false);
    expect(verify('sslserver', 'server.crt', '-verify_ip', '10.0.0.6')).toBe(false);
    expect(verify('sslserver', 'long.crt', '-verify_hostname', LONG)).toBe(true);
  });

  test('verifies the authority by itself, and lets a leaf sign nothing', async () => {
    expect(openssl('verify', '-x509_strict', '-check_ss_sig', '-CAfile', 'ca.crt', 'ca.crt')).toContain('ca.crt: OK');
    const signed = await issueCertificate({
      purpose: 'server',
      names: ['below'],
      publicKey: leafKeys.publicKey,
      authority: { certificate: LEAVES.get('both.crt') ?? '', privateKey: leafKeys.privateKey },
      sign,
      serial: newSerial(),
      now,
    });
    expect(signed).toHaveProperty('problem');
  });

  test('reads the extensions that were meant', () => {
    const text = openssl('x509', '-noout', '-text', '-in', 'server.crt').replace(/\s+/g, ' ');
    expect(text).toContain('Version: 3 (0x2)');
    expect(text).toContain('X509v3 Basic Constraints: critical CA:FALSE');
    expect(text).toContain('X509v3 Key Usage: critical Digital Signature, Key Encipherment');
    expect(text).toContain('X509v3 Extended Key Usage: TLS Web Server Authentication');
    expect(text).toContain('DNS:web-1.example.com, DNS:*.example.org, IP Address:10.0.0.5, IP Address:2001:DB8');
    expect(text).toContain('Subject: CN = web-1.example.com');
    const root = openssl('x509', '-noout', '-text', '-in', 'ca.crt').replace(/\s+/g, ' ');
    expect(root).toContain('X509v3 Basic Constraints: critical CA:TRUE, pathlen:0');
    expect(root).toContain('X509v3 Key Usage: critical Certificate Sign, CRL Sign');
    const identifier = (said: string, kind: string) =>
      new RegExp(`${kind} Key Identifier: ([0-9A-F:]+)`).exec(said)?.[1];
    expect(identifier(text, 'Authority')).toBe(identifier(root, 'Subject'));
    expect(identifier(root, 'Authority')).toBe(identifier(root, 'Subject'));
    const long = openssl('x509', '-noout', '-text', '-in', 'long.crt').replace(/\s+/g, ' ');
    expect(long).toContain('X509v3 Subject Alternative Name: critical DNS:aaa');
  });

  test('verifies a renewed certificate, also one that it made itself', async () => {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'their.key',
      '-out',
      'their.csr',
      '-subj',
      '/C=DE/O=Exämple/CN=their.example.com',
      '-utf8',
    );
    write('ext.cnf', 'subjectAltName=DNS:their.example.com,IP:192.0.2.7\nextendedKeyUsage=serverAuth\n');
    openssl(
      'x509',
      '-req',
      '-in',
      'their.csr',
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca-plain.key',
      '-days',
      '1',
      '-extfile',
      'ext.cnf',
      '-out',
      'their.crt',
    );
    write(
      'renewed.crt',
      made(await renewCertificate({ certificate: read('their.crt'), authority, sign, serial: newSerial(), now }))
        .certificate,
    );
    expect(verify('sslserver', 'renewed.crt', '-verify_ip', '192.0.2.7')).toBe(true);
    const subject = (file: string) => openssl('x509', '-noout', '-subject', '-pubkey', '-in', file);
    expect(subject('renewed.crt')).toBe(subject('their.crt'));
  });

  test('verifies what an authority of its own signs here', async () => {
    const made0 = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'own-ca.key',
      '-out',
      'own-ca.crt',
      '-days',
      '30',
    ];
    openssl(
      ...made0,
      '-subj',
      '/C=DE/O=Example + Sons, Ltd/OU=Mönitoring/CN=Own CA',
      '-utf8',
      '-multivalue-rdn',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    );
    const own = { certificate: read('own-ca.crt'), privateKey: read('own-ca.key') };
    const issuing = {
      purpose: 'client',
      names: ['prometheus'],
      publicKey: leafKeys.publicKey,
      sign,
      serial: newSerial(),
      now: soon(),
    } as const;
    const { certificate, notAfter } = made(await issueCertificate({ ...issuing, authority: own }));
    write('own.crt', certificate);
    openssl('verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', 'own-ca.crt', 'own.crt');
    expect(notAfter).toBe(
      new Date(openssl('x509', '-noout', '-enddate', '-in', 'own-ca.crt').replace('notAfter=', '')).getTime(),
    );
  });

  test('verifies requests of ours, and its own are read', async () => {
    write(
      'ours.csr',
      made(await createRequest({ purpose: 'both', names: ['p.example.com', '10.0.0.9'], keyPair: leafKeys, sign }))
        .request,
    );
    const text = openssl('req', '-verify', '-noout', '-text', '-in', 'ours.csr').replace(/\s+/g, ' ');
    expect(text).toContain('self-signature verify OK');
    expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication');
    expect(text).toContain('DNS:p.example.com, IP Address:10.0.0.9');
    const theirs = [
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      't.key',
      '-out',
      't.csr',
      '-subj',
      '/CN=old',
    ];
    openssl(
      ...theirs,
      '-addext',
      'subjectAltName=DNS:t.example.com,email:a@example.com',
      '-addext',
      'extendedKeyUsage=clientAuth',
    );
    expect(readRequest(read('t.csr'))).toMatchObject({
      subject: 'CN=old',
      names: [
        { kind: 'dns', text: 't.example.com' },
        { kind: 'email', text: 'a@example.com' },
      ],
      purpose: 'client',
    });
    const signing = {
      request: read('t.csr'),
      names: ['t.example.com'],
      purpose: 'client',
      authority,
      sign,
      serial: newSerial(),
      now,
    } as const;
    write('t.crt', made(await signRequest(signing)).certificate);
    expect(verify('sslclient', 't.crt')).toBe(true);
    expect(openssl('x509', '-noout', '-subject', '-ext', 'subjectAltName', '-in', 't.crt')).not.toMatch(/old|a@/);
  });

  test('opens an encrypted key of ours, and refuses a wrong passphrase', async () => {
    write('ca.key', made(await encryptKey(caKeys.privateKey, PASSPHRASE, newRandomness())).encryptedKey);
    write('passphrase', PASSPHRASE);
    expect(openssl('pkey', '-in', 'ca.key', '-passin', 'file:passphrase')).toBe(caKeys.privateKey);
    expect(run('openssl', ['pkey', '-in', 'ca.key', '-passin', 'pass:wrong']).status).not.toBe(0);
    const form = openssl('asn1parse', '-in', 'ca.key');
    expect(form).toMatch(/PBES2[\s\S]*PBKDF2[\s\S]*:0927C0[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/);
  });

  const rsa = ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['genpkey', [...rsa, '-aes-256-cbc', '-pass', 'file:passphrase', '-out', 'k.key'], []],
    [
      'genrsa in the old form',
      ['genrsa', '-traditional', '-aes128', '-passout', 'file:passphrase', '-out', 'k.key', '2048'],
      [],
    ],
    [
      'genrsa in triple DES',
      ['genrsa', '-traditional', '-des3', '-passout', 'file:passphrase', '-out', 'k.key', '2048'],
      [],
    ],
    [
      'genpkey of a curve',
      [
        'genpkey',
        '-algorithm',
        'EC',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-aes256',
        '-pass',
        'file:passphrase',
        '-out',
        'k.key',
      ],
      [],
    ],
    [
      'genpkey of Ed25519',
      ['genpkey', '-algorithm', 'ED25519', '-aes256', '-pass', 'file:passphrase', '-out', 'k.key'],
      [],
    ],
    ['pkcs8 -v1', [...rsa, '-out', 'p.key'], ['-v1', 'PBE-SHA1-3DES']],
    ['pkcs8 -v2 des3', [...rsa, '-out', 'p.key'], ['-v2', 'des3']],
    [
      'pkcs8 with SHA-512',
      [...rsa, '-out', 'p.key'],
      ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '12345'],
    ],
  ])('writes keys that are opened here: %s', async (_name, make, convert) => {
    write('passphrase', PASSPHRASE);
    openssl(...make);
    if (convert.length > 0)
      openssl('pkcs8', '-topk8', '-in', 'p.key', '-passout', 'file:passphrase', '-out', 'k.key', ...convert);
    write('opened.key', made(await decryptKey(read('k.key'), PASSPHRASE)).privateKey);
    expect(openssl('pkey', '-in', 'opened.key')).toBe(openssl('pkey', '-in', 'k.key', '-passin', 'file:passphrase'));
    expect(await decryptKey(read('k.key'), 'wrong horse')).toEqual({
      problem: expect.stringMatching(/passphrase is wrong/),
    });
  });

  test('says of a key that it stretched by scrypt what to do', async () => {
    openssl(...rsa, '-out', 'p.key');
    openssl('pkcs8', '-topk8', '-scrypt', '-in', 'p.key', '-passout', 'pass:x', '-out', 'k.key');
    expect(await decryptKey(read('k.key'), 'x')).toEqual({
      problem: expect.stringMatching(/Rewrite it: openssl pkcs8/),
    });
  });

  test('opens a PKCS#12 file of ours without its legacy provider', async () => {
    const content = {
      certificate: LEAVES.get('both.crt') ?? '',
      authority: authority.certificate,
      privateKey: leafKeys.privateKey,
      passphrase: PASSPHRASE,
      name: 'Prömetheus',
      randomness: newRandomness(),
      macSalt: randomBytes(16),
    };
    write('browser.p12', made(await exportPkcs12(content)).pkcs12);
    write('passphrase', PASSPHRASE);
    const p12 = ['pkcs12', '-in', 'browser.p12', '-passin', 'file:passphrase'];
    const info = openssl(...p12, '-info', '-noout');
    expect(info).toMatch(/PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256/);
    expect(openssl(...p12, '-nocerts', '-noenc')).toContain(leafKeys.privateKey);
    expect(openssl(...p12, '-clcerts', '-nokeys')).toContain(content.certificate);
    expect(openssl(...p12, '-cacerts', '-nokeys')).toContain(authority.certificate);
    expect(run('openssl', ['pkcs12', '-in', 'browser.p12', '-noout', '-passin', 'pass:wrong']).status).not.toBe(0);
  });

  test.each([
    ['RSA', 'rsa:2048', [], { type: 'rsa', bits: 2048 }],
    ['P-384', 'ec', ['-pkeyopt', 'ec_paramgen_curve:P-384'], { type: 'ec', bits: 384 }],
    ['Ed25519', 'ed25519', [], { type: 'ed25519', bits: 256 }],
    ['Ed448', 'ed448', [], { type: 'ed448', bits: 456 }],
  ] as const)('and an inspection agree about a certificate: %s', (_name, algorithm, more, key) => {
    const form = [
      'req',
      '-x509',
      '-nodes',
      '-keyout',
      'i.key',
      '-out',
      'i.crt',
      '-days',
      '9',
      '-newkey',
      algorithm,
      ...more,
    ];
    openssl(
      ...form,
      '-subj',
      '/O=Exämple/CN=i.example.com',
      '-utf8',
      '-addext',
      'subjectAltName=DNS:i.example.com,IP:::1',
    );
    const said = openssl(
      'x509',
      '-noout',
      '-in',
      'i.crt',
      '-serial',
      '-fingerprint',
      '-sha256',
      '-subject',
      '-nameopt',
      'utf8,sep_comma_plus_space',
    );
    const { certificates } = made(inspect(read('i.crt'), soon()));
    expect(certificates).toMatchObject([
      { key, isAuthority: true, daysLeft: 8, names: [{ text: 'i.example.com' }, { kind: 'ip', text: '::1' }] },
    ]);
    expect(said).toContain(`serial=${certificates[0]?.serial.replaceAll(':', '')}`);
    expect(said).toContain(`Fingerprint=${certificates[0]?.fingerprint}`);
    expect(said.replace(/\s*=\s*/g, '=')).toContain(`subject=${certificates[0]?.subject}`);
  });
});

describe.skipIf(!has('certtool'))('certtool [needs certtool: apt-get install gnutls-bin]', () => {
  test.each([...LEAVES])('verifies %s', (name, certificate) => {
    write('ca.crt', authority.certificate);
    write(name, certificate);
    const { status, said } = run('certtool', [
      '--verify',
      '--verify-profile',
      'medium',
      '--load-ca-certificate',
      'ca.crt',
      '--infile',
      name,
    ]);
    expect(said).toContain('Verified. The certificate is trusted.');
    expect(status).toBe(0);
  });

  test('reads a PKCS#12 file of ours', async () => {
    const { pkcs12 } = made(
      await exportPkcs12({
        certificate: LEAVES.get('client.crt') ?? '',
        privateKey: leafKeys.privateKey,
        passphrase: 'correct horse',
        name: 'Prometheus',
        randomness: newRandomness(),
        macSalt: randomBytes(16),
      }),
    );
    write('c.p12', pkcs12);
    const { status, said } = run('certtool', [
      '--p12-info',
      '--inder',
      '--infile',
      'c.p12',
      '--password',
      'correct horse',
    ]);
    expect(status).toBe(0);
    expect(said).toMatch(/BEGIN CERTIFICATE[\s\S]*BEGIN ENCRYPTED PRIVATE KEY/);
  });
});
