import { describe, expect, test } from 'vitest';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import { certificateFor, ecKey, pem, privateKeyOf, rsaKey } from '../support/certificate';
import { client, expectRefusals, refusals, type StunnelCase, server } from './support/stunnelCase';

const [rsa, ec, weak] = [rsaKey(), ecKey(), rsaKey(1024)];
const locked = rsa.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();
const KEY16 = 'correct horse bat';

/** Files at their paths; those that are no text are something else, or not there. */
const FILES: Readonly<Record<string, string | Partial<NeighbourFile>>> = {
  '/srv/tls/web.pem': certificateFor(rsa) + privateKeyOf(rsa),
  '/srv/tls/cert.pem': certificateFor(rsa),
  '/srv/tls/chain.pem': certificateFor(rsa) + certificateFor(weak, { isAuthority: true }),
  '/srv/tls/key.pem': privateKeyOf(rsa, 'pkcs1'),
  '/srv/tls/other.key': privateKeyOf(rsaKey()),
  '/srv/tls/locked.key': locked,
  '/srv/tls/ec.pem': certificateFor(ec) + privateKeyOf(ec, 'sec1'),
  '/srv/tls/weak.pem': certificateFor(weak) + privateKeyOf(weak),
  '/srv/tls/sha1.pem': certificateFor(rsa, { hash: 'sha1' }) + privateKeyOf(rsa),
  '/srv/tls/broken.pem': certificateFor(rsa).slice(0, 300),
  '/srv/tls/text.txt': 'just some text\n',
  '/srv/tls/empty.pem': '',
  '/srv/tls/web.p12': '-----BEGIN CERTIFICATE-----\n',
  '/srv/tls/ca.pem': certificateFor(rsa, { isAuthority: true }),
  '/srv/tls/crl.pem': pem('X509 CRL', Buffer.alloc(8)),
  '/srv/tls/psk.txt': `one:${'0f'.repeat(16)}\n\ntwo:${KEY16}\n`,
  '/srv/tls/psk-short.txt': `one:${KEY16}\ntwo:short\n`,
  '/srv/tls/psk-line.txt': `# keys\n`,
  '/srv/tls': { is: 'folder' },
  '/srv/cas': { is: 'folder' },
  '/srv/none': { is: 'folder' },
  '/srv/conf.d': { is: 'folder' },
  '/srv/tls/gone.pem': { inKnownFolder: true },
  '/elsewhere/gone.pem': { inKnownFolder: false },
  '/etc/ssl/private/gone.key': { inKnownFolder: true },
  '/etc/stunnel/gone.pem': { inKnownFolder: true },
  '/srv/tls/secret.pem': { is: 'unreadable' },
  'beside.pem': certificateFor(rsa) + privateKeyOf(rsa),
  'gone.pem': { inKnownFolder: true },
  'gone.d': { inKnownFolder: true },
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/:/bin/sh\n',
  '/etc/group': 'root:x:0:\n',
  '/etc/services': 'https 443/tcp\nmetrics 9100/tcp exporter # note\n',
};

const neighbours = Object.fromEntries(
  Object.entries(FILES).map(([path, file]) => [path, typeof file === 'string' ? { text: file } : file]),
);
const withCert = (lines: string) => server().replace('cert = /srv/tls/web.pem\n', lines);
const verifying = (lines: string) => client(`verifyChain = yes\n${lines}`);

const CASES: readonly StunnelCase[] = [
  { name: 'a certificate that is not there', text: withCert('cert = ‹/srv/tls/gone.pem›\n'), code: 'file-not-found' },
  {
    name: 'a key that is not there',
    text: server('key = ‹/srv/tls/gone.pem›\n'),
    code: 'file-not-found',
    says: '/srv/tls/gone.pem: No such file or directory (2)',
  },
  { name: 'a certificate of a client', text: client('cert = ‹/srv/tls/gone.pem›\n'), code: 'file-not-found' },
  {
    name: 'text for a certificate',
    text: withCert('cert = ‹/srv/tls/text.txt›\n'),
    code: 'unusable-pem-file',
    says: 'no start line',
  },
  { name: 'nothing for a certificate', text: withCert('cert = ‹/srv/tls/empty.pem›\n'), code: 'unusable-pem-file' },
  { name: 'a folder for a certificate', text: withCert('cert = ‹/srv/tls›\n'), code: 'unusable-pem-file' },
  {
    name: 'a certificate that is cut off',
    text: withCert('cert = ‹/srv/tls/broken.pem›\nkey = /srv/tls/key.pem\n'),
    code: 'unusable-pem-file',
    says: 'bad base64 decode',
  },
  {
    name: 'a certificate without its key',
    text: withCert('cert = ‹/srv/tls/cert.pem›\n'),
    code: 'unusable-pem-file',
    says: 'Add `key`',
  },
  {
    name: 'a key with a passphrase',
    text: server('key = ‹/srv/tls/locked.key›\n'),
    code: 'unusable-pem-file',
    says: 'passphrase',
  },
  {
    name: 'text for a key',
    text: server('key = ‹/srv/tls/text.txt›\n'),
    code: 'unusable-pem-file',
    says: 'DECODER routines::unsupported',
  },
  {
    name: 'a key of another certificate',
    text: server('key = ‹/srv/tls/other.key›\n'),
    code: 'certificate-key-mismatch',
    says: 'key values mismatch',
  },
  {
    name: 'a key of another type',
    text: withCert('cert = /srv/tls/ec.pem\nkey = ‹/srv/tls/key.pem›\n'),
    code: 'certificate-key-mismatch',
  },
  {
    name: 'a key that is inherited',
    text: server('', 'key = ‹/srv/tls/other.key›\n'),
    code: 'certificate-key-mismatch',
    says: 'does not reset',
  },
  {
    name: 'certificate and key swapped',
    text: withCert('cert = /srv/tls/key.pem\nkey = ‹/srv/tls/cert.pem›\n'),
    code: 'unusable-pem-file',
    says: 'swapped',
    fixed: withCert('cert = /srv/tls/cert.pem\nkey = /srv/tls/key.pem\n'),
  },
  {
    name: 'a key that is too short',
    text: withCert('cert = ‹/srv/tls/weak.pem›\n'),
    code: 'certificate-weak',
    says: 'ee key too small',
  },
  {
    name: 'a key that is too short for level 3',
    text: server('securityLevel = 3\n').replace('/srv/tls/web.pem', '‹/srv/tls/web.pem›'),
    code: 'certificate-weak',
    says: 'level 3',
  },
  {
    name: 'a level in the cipher list',
    text: server('ciphers = HIGH:@SECLEVEL=3\n').replace('/srv/tls/web.pem', '‹/srv/tls/web.pem›'),
    code: 'certificate-weak',
  },
  {
    name: 'an authority that is too short',
    text: withCert('cert = ‹/srv/tls/chain.pem›\nkey = /srv/tls/key.pem\n'),
    code: 'certificate-weak',
    says: 'ca key too small',
  },
  {
    name: 'a signature that is too weak',
    text: withCert('cert = ‹/srv/tls/sha1.pem›\n'),
    code: 'certificate-weak',
    says: 'SHA1',
  },
  { name: 'PEM under the name of PKCS#12', text: withCert('cert = ‹/srv/tls/web.p12›\n'), code: 'unusable-pem-file' },
  {
    name: 'authorities that are not there',
    text: verifying('CAfile = ‹/srv/tls/gone.pem›\n'),
    code: 'file-not-found',
    says: 'No trusted certificates found',
  },
  {
    name: 'authorities without a certificate',
    text: verifying('CAfile = ‹/srv/tls/key.pem›\n'),
    code: 'unusable-pem-file',
  },
  {
    name: 'a folder for a file of authorities',
    text: verifying('CAfile = ‹/srv/cas›\n'),
    code: 'unusable-pem-file',
    says: 'CApath',
  },
  {
    name: 'a file for a folder of authorities',
    text: verifying('CApath = ‹/srv/tls/ca.pem›\n'),
    code: 'unusable-pem-file',
    says: 'CAfile',
  },
  { name: 'a folder without a certificate', text: verifying('CApath = ‹/srv/none›\n'), code: 'unusable-pem-file' },
  {
    name: 'a revocation list that is not there',
    text: server('CRLfile = ‹/srv/tls/gone.pem›\n'),
    code: 'file-not-found',
  },
  {
    name: 'a certificate for a revocation list',
    text: server('CRLfile = ‹/srv/tls/ca.pem›\n'),
    code: 'unusable-pem-file',
    says: 'X509 CRL',
  },
  {
    name: 'shared keys that are not there',
    text: client('PSKsecrets = ‹/srv/tls/gone.pem›\n'),
    code: 'file-not-found',
    says: 'Failed to read PSK secrets',
  },
  { name: 'no shared keys', text: client('PSKsecrets = ‹/srv/tls/empty.pem›\n'), code: 'unusable-psk-file' },
  {
    name: 'a shared key that is too short',
    text: client('PSKsecrets = ‹/srv/tls/psk-short.txt›\n'),
    code: 'unusable-psk-file',
    says: /PSKsecrets line 2: Key shorter than 16 bytes/,
  },
  {
    name: 'shared keys without identity',
    text: client('PSKsecrets = ‹/srv/tls/psk-line.txt›\n'),
    code: 'unusable-psk-file',
    says: 'line 1: Not in identity:key format',
  },
  {
    name: 'an identity that is not in the file',
    text: client('PSKsecrets = /srv/tls/psk.txt\nPSKidentity = ‹One›\n'),
    code: 'unknown-psk-identity',
    says: 'No key found for the specified PSK identity',
  },
  {
    name: 'a folder to include that is not there',
    text: `include = ‹gone.d›\n${server()}`,
    code: 'file-not-found',
    says: 'Failed to include directory',
  },
  { name: 'a file to include', text: `include = ‹/srv/tls/ca.pem›\n${server()}`, code: 'file-not-found' },
  {
    name: 'a user that is not there',
    text: server('', 'setuid = ‹alcie›\n'),
    code: 'unknown-user',
    says: 'Illegal UID',
    fixed: server('', 'setuid = alice\n'),
  },
  {
    name: 'a group that is not there',
    text: server('', 'setgid = ‹alice›\n'),
    code: 'unknown-user',
    says: 'Illegal GID',
  },
  {
    name: 'a port that is not there',
    text: server().replace('127.0.0.1:8443', '‹127.0.0.1:nosuch›'),
    code: 'unknown-port-name',
    says: 'Unknown TCP service "nosuch"',
  },
];

/** The folders' files, which a pattern gives. */
const PATTERNS = new Map<string, readonly string[]>([
  ['/srv/cas/*', ['/srv/tls/text.txt', '/srv/tls/ca.pem']],
  ['/srv/none/*', ['/srv/tls/text.txt']],
]);

describe('files that stunnel cannot use (stunnel-rules.md 3b)', () => {
  const folders = Object.fromEntries([...PATTERNS].map(([pattern, [last = '']]) => [pattern, { ...neighbours[last] }]));
  test.each(CASES)('$name', (row) => expectRefusals({ ...row, neighbours: { ...neighbours, ...folders } }));

  test.each(CASES)('say nothing where nobody can read: $name', (row) => {
    expect(refusals(row.text.replace(/[‹›]/g, '')).map(({ message }) => message)).toEqual([]);
  });

  test('secrets are not shown', () => {
    const text = client('PSKsecrets = /srv/tls/psk-short.txt\n');
    expect(refusals(text, { neighbours })[0]?.message).not.toContain(KEY16);
  });
});

describe('files that it can use, and those that nobody knows', () => {
  test.each([
    ['one file for both', server()],
    ['two files', withCert('cert = /srv/tls/cert.pem\nkey = /srv/tls/key.pem\n')],
    ['a key on a curve', withCert('cert = /srv/tls/ec.pem\nsecurityLevel = 3\n')],
    ['a short key at level 1', withCert('cert = /srv/tls/weak.pem\nsecurityLevel = 1\n')],
    [
      'a short key at the level of the cipher list',
      withCert('cert = /srv/tls/weak.pem\nciphers = DEFAULT@SECLEVEL=1\n'),
    ],
    ['a path of another machine', withCert('cert = /elsewhere/gone.pem\n')],
    ['a path in the folder of the package', withCert('cert = /etc/stunnel/gone.pem\n')],
    [
      'a path in a folder that all systems have',
      withCert('cert = /srv/tls/cert.pem\nkey = /etc/ssl/private/gone.key\n'),
    ],
    ['a file that may not be read', withCert('cert = /srv/tls/secret.pem\n')],
    ['a file beside', withCert('cert = beside.pem\n')],
    ['a token', withCert('cert = pkcs11:token=x\nkey = pkcs11:token=x\n')],
    ['a key of a client without a certificate', client('key = /srv/tls/gone.pem\n')],
    ['authorities', verifying('CAfile = /srv/tls/ca.pem\n')],
    ['authorities of which one file is enough', verifying('CAfile = /srv/tls/ca.pem\nCApath = /srv/none\n')],
    ['authorities that are not used', client('CAfile = /srv/tls/gone.pem\n')],
    ['the authorities of the system', verifying('CApath = /etc/ssl/certs\n')],
    ['a revocation list', server('CRLfile = /srv/tls/crl.pem\n')],
    ['shared keys', client('PSKsecrets = /srv/tls/psk.txt\nPSKidentity = two\n')],
    ['a user', server('', 'setuid = alice\nsetgid = root\n')],
    ['a user of stunnel that is not here', server('', 'setuid = stunnel4\nsetgid = nogroup\n')],
    ['a port by another name', server().replace('127.0.0.1:8443', 'exporter')],
  ])('%s', (_name, text) => expect(refusals(text, { neighbours }).map(({ message }) => message)).toEqual([]));

  test('what is missing under /etc is missed by a file that lies there', () => {
    const text = withCert('cert = /srv/tls/cert.pem\nkey = /etc/ssl/private/gone.key\n');
    expect(refusals(text, { neighbours, path: '/etc/stunnel/web.conf' }).map(({ code }) => code)).toEqual([
      'file-not-found',
    ]);
  });
});
