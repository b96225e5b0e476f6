import { describe, expect, test } from 'vitest';
import { client, expectRefusals, refusals, type StunnelCase, server } from './support/stunnelCase';

const VERIFIED = 'verifyChain = yes\nCAfile = /srv/tls/ca.pem\n';
const KEY = '0f'.repeat(16);

const TRUST: readonly StunnelCase[] = [
  {
    name: 'a server without a certificate',
    text: '‹[web]›\naccept = 8443\nconnect = 1\nkey = /srv/tls/web.key\n',
    code: 'missing-key',
    says: 'TLS server needs a certificate',
  },
  {
    name: 'a client that forgot to say so',
    text: `‹[up]›\naccept = 1\nconnect = a:1\n${VERIFIED}`,
    code: 'missing-key',
    says: 'it lacks `client = yes`',
  },
  { name: 'inetd without a certificate', text: '‹connect = 1›\n', code: 'missing-key' },
  {
    name: 'verification without authorities',
    text: client('‹verifyChain› = yes\n'),
    code: 'missing-trusted-ca',
    says: '"CApath" or "CAstore" has to be configured',
  },
  {
    name: 'the same for 5.68',
    text: client('‹verifyPeer› = yes\n'),
    code: 'missing-trusted-ca',
    version: '5.68',
    says: '"CAfile" or "CApath" has to be configured',
  },
  { name: 'the old level without authorities', text: server('‹verify› = 2\n'), code: 'missing-trusted-ca' },
  {
    name: 'an authority that is unset',
    text: client('‹verifyChain› = yes\nCAfile =\n', 'CAfile = /srv/tls/ca.pem\n'),
    code: 'missing-trusted-ca',
    says: 'unsets it',
  },
  {
    name: 'checkHost without verification',
    text: client('‹checkHost› = up.example.test\n'),
    code: 'check-without-verification',
    says: 'Either "verifyChain" or "verifyPeer" has to be enabled',
  },
  {
    name: 'checkIP and checkEmail with requireCert only',
    text: server('requireCert = yes\n‹checkEmail› = a@b\n'),
    code: 'check-without-verification',
  },
  {
    name: 'a level that takes verification back',
    text: client(`${VERIFIED}checkIP = 192.0.2.1\nverify = ‹0›\n`),
    code: 'check-without-verification',
    says: 'the last line wins',
  },
  {
    name: 'OCSP without a chain',
    text: server('‹OCSP› = http://ocsp.example.test\n'),
    code: 'ocsp-without-verify-chain',
    says: '"verifyChain" has to be enabled for OCSP support',
  },
  {
    name: 'OCSPaia without a chain',
    text: client('verifyPeer = yes\nCAfile = /srv/tls/up.pem\n‹OCSPaia› = yes\n'),
    code: 'ocsp-without-verify-chain',
  },
];

const SERVICES: readonly StunnelCase[] = [
  {
    name: 'redirect without verification',
    text: server('‹redirect› = 81\n'),
    code: 'redirect-without-verification',
    says: 'for "redirect" to work',
  },
  {
    name: 'redirect in a client',
    text: client(`${VERIFIED}‹redirect› = 81\n`),
    code: 'conflicting-keys',
    says: '"redirect" is unsupported in client sections',
  },
  {
    name: 'redirect beside STARTTLS',
    text: server(`${VERIFIED}protocol = IMAP\n‹redirect› = 81\n`),
    code: 'conflicting-keys',
    says: 'incompatible with the specified protocol',
  },
  {
    name: 'a protocol of servers',
    text: client('protocol = ‹proxy›\n'),
    code: 'protocol-on-wrong-side',
    says: 'not supported in the client mode',
  },
  {
    name: 'a protocol of clients, for 5.68',
    text: server('protocol = ‹ldap›\n'),
    code: 'protocol-on-wrong-side',
    version: '5.68',
    says: "The 'ldap' protocol is not supported in the server mode",
  },
  {
    name: 'a protocol of clients, for 5.75',
    text: server('protocol = ‹nntp›\n'),
    code: 'protocol-on-wrong-side',
    says: 'The configured protocol is not supported',
  },
  {
    name: 'a proxy without a destination',
    text: client('protocol = ‹connect›\n'),
    code: 'missing-key',
    says: 'protocolHost not specified',
  },
  {
    name: 'no version left',
    text: server('sslVersionMin = TLSv1.3\nsslVersionMax = ‹TLSv1.2›\n'),
    code: 'empty-version-range',
    says: 'Invalid protocol version range',
  },
  {
    name: 'no version left with an inherited one',
    text: server('sslVersionMin = ‹TLSv1.3›\n', 'sslVersion = TLSv1.2\n'),
    code: 'empty-version-range',
  },
  {
    name: 'half of the secrets for tickets',
    text: server(`‹ticketMacSecret› = ${KEY}\n`),
    code: 'missing-key',
    says: 'must be set together',
  },
  {
    name: 'sni without a colon',
    text: server('sni = ‹b.example.test›\n'),
    code: 'invalid-value',
    says: 'Invalid SNI parameter format',
  },
  {
    name: 'sni of a service that is not there',
    text: `${server()}[b]\nsni = ‹Web:b›\nconnect = 1\ncert = /srv/tls/b.pem\n`,
    code: 'unknown-service',
    fixed: `${server()}[b]\nsni = web:b\nconnect = 1\ncert = /srv/tls/b.pem\n`,
  },
  {
    name: 'sni of a service below',
    text: `[b]\nsni = ‹web:b›\nconnect = 1\ncert = /srv/tls/b.pem\n${server()}`,
    code: 'unknown-service',
    says: 'Move it above',
  },
  {
    name: 'sni of a client',
    text: `${client()}[b]\nsni = ‹up:b›\nconnect = 1\ncert = /srv/tls/b.pem\n`,
    code: 'sni-of-client',
    says: 'SNI primary service is a TLS client',
  },
  {
    name: 'a relative log of a daemon',
    text: server('', 'output = ‹stunnel.log›\n'),
    code: 'relative-path-in-daemon',
    says: 'Log file must include full path name',
  },
  {
    name: 'a relative pid of a daemon',
    text: server('', 'foreground = no\npid = ‹run/s.pid›\n'),
    code: 'relative-path-in-daemon',
    says: 'Pid file must include full path name',
  },
  {
    name: 'an engine that is spoken to and not opened',
    text: server('', '‹engineCtrl› = PIN:1234\n'),
    code: 'engine-not-opened',
    says: /No engine was defined(?!.*1234)/,
  },
  {
    name: 'an engine by number',
    text: server('engineNum = ‹2›\n', 'engine = dynamic\n'),
    code: 'engine-not-opened',
    says: 'Illegal engine number',
  },
  {
    name: 'an engine by id',
    text: server('engineId = ‹PKCS11›\n', 'engine = pkcs11\n'),
    code: 'engine-not-opened',
    says: 'Engine ID not found',
  },
  {
    name: 'a command for servers',
    text: client('config = ‹NumTickets:2›\n'),
    code: 'invalid-value',
    says: 'was not recognised',
  },
];

describe('services that stunnel refuses', () => {
  test.each(TRUST)('stunnel-rules.md 3b: $name', (row) => expectRefusals(row));
  test.each(SERVICES)('stunnel-rules.md 3b, 3c: $name', (row) => expectRefusals(row));

  test('are all reported, each for itself', () => {
    const text = `${client('checkHost = a\n')}[b]\naccept = 1\nconnect = 2\n`;
    expect(refusals(text).map(({ code }) => code)).toEqual(['check-without-verification', 'missing-key']);
  });

  test('a mistake of the global part is reported once', () => {
    const text = `verifyChain = yes\n${client()}${client().replace('9101', '9102')}`;
    expect(refusals(text)).toHaveLength(1);
  });
});

describe('services that it takes', () => {
  test.each([
    ['a server', server()],
    ['a client', client()],
    ['a client that verifies', client(`${VERIFIED}checkHost = up.example.test\n`)],
    ['a global certificate', `cert = /srv/tls/a.pem\n[a]\naccept = 1\nconnect = 2\n`],
    ['shared keys in the place of a certificate', '[a]\naccept = 1\nconnect = 2\nPSKsecrets = /srv/tls/psk.txt\n'],
    ['a key in an engine', 'engine = pkcs11\n[a]\naccept = 1\nconnect = 2\nengineNum = 1\n'],
    ['exec in the place of connect', '[a]\naccept = 1\nexec = /bin/cat\ncert = /srv/tls/a.pem\n'],
    ['a program that dials out', '[a]\nclient = yes\nexec = /bin/cat\nconnect = b:1\nretry = yes\n'],
    ['a pool', server('connect = 127.0.0.1:9102\n')],
    ['a SOCKS server', '[a]\naccept = 1\ncert = /srv/tls/a.pem\nprotocol = socks\n'],
    ['a SOCKS client', client('protocol = socks\n')],
    ['a transparent destination', '[a]\nclient = yes\naccept = 1\ntransparent = destination\n'],
    ['a secondary service', `${server()}[b]\nsni = web:*.b.example.test\nconnect = 1\ncert = /srv/tls/b.pem\n`],
    ['a client that sends no name', client('sni =\n')],
    ['inetd', 'connect = 1\ncert = /srv/tls/a.pem\n'],
    ['an inherited listener', 'accept = 1\n[a]\nconnect = 2\ncert = /srv/tls/a.pem\n'],
    ['verification that is switched off', client('verifyChain = yes\nverifyChain = no\n')],
    ['level 0 without authorities', client('verify = 0\n')],
    ['one secret for tickets in a client', client(`ticketKeySecret = ${KEY}\n`)],
    ['an empty pid', server('', 'pid =\n')],
    ['a relative log in the foreground', server('', 'foreground = quiet\noutput = s.log\n')],
    ['a range that a later line mends', server('sslVersionMin = TLSv1.3\nsslVersion = TLSv1.2\n')],
    ['a side that nobody knows', '[a]\nclient = $MODE\naccept = 1\nconnect = 2\nprotocol = ldap\n'],
  ])('%s', (_name, text) => expect(refusals(text).map(({ message }) => message)).toEqual([]));

  test.each([
    ['OCSP without a chain', server('OCSP = http://ocsp.example.test\n'), '5.70'],
    ['a proxy without a destination', client('protocol = connect\n'), '5.72'],
  ])('%s, before it was checked', (_name, text, version) => expect(refusals(text, { version })).toEqual([]));

  test('what a file lacks that others include may stand in those', () => {
    const text = '[web]\naccept = 8443\nverifyChain = yes\n';
    expect(refusals(text, { path: '/etc/stunnel/conf.d/web.conf' })).toEqual([]);
  });

  test.each([
    ['a line that cannot be read', '[web]\naccept = 8443\nconect 9100\n', 'missing-equals'],
    ['an option with a misprint', '[web]\naccept = 8443\nconect = 9100\n', 'unknown-key'],
  ])('what is missing behind %s is not told twice', (_name, text, code) => {
    expect(refusals(text).map((finding) => finding.code)).toEqual([code]);
  });
});
