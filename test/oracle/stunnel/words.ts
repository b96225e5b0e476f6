import {
  CIPHER_KEYWORDS,
  COMMON_CURVES,
  KNOWN_GROUPS,
  TLS12_CIPHERS,
  TLS13_SUITES,
} from '../../../server/src/core/kinds/stunnel/vocabulary';

/** Values that fit nearly nowhere. */
export const ODD = [
  '',
  '1',
  '0',
  'yes',
  '-1',
  '=',
  '/',
  ':',
  '.',
  '"yes"',
  'yes ; comment',
  'é',
  'a b',
  '%s',
  '$HOME',
  '99999999999',
];

/** Values for options by their name. */
export const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  protocol: [
    'smtp',
    'pop3',
    'imap',
    'pgsql',
    'cifs',
    'connect',
    'proxy',
    'socks',
    'nntp',
    'ldap',
    'capwin',
    'SMTP',
    'http',
    'postgres',
  ],
  engine: ['auto', 'dynamic', 'nosuchengine'],
  engineCtrl: ['PIN:1234', 'INIT'],
  engineDefault: ['ALL', 'RSA,DSA'],
  engineId: ['dynamic', 'pkcs11'],
  engineNum: ['1', '2', '0'],
  checkHost: ['server.example.test', '*.example.test', 'https://a/'],
  checkIP: ['127.0.0.1', '::1', 'nowhere'],
  checkEmail: ['ops@example.test'],
  OCSP: ['http://127.0.0.1:8888/', 'nonsense'],
  execArgs: ['cat', 'sh -c "echo"'],
  PSKidentity: ['client1', 'client2', 'client9'],
  protocolHost: ['127.0.0.1:443', 'localhost:99999', 'nonsense'],
  // Compression and FIPS are matters of the build; programs are started with exec and connect.
  compression: ['deflate', 'zlib', 'rle'],
  exec: ['/bin/cat', '/bin/true', '/no/such/program'],
  // What is written elsewhere than in the folder would be a file of the machine.
  chroot: ['/no/such/jail'],
  EGD: ['/no/such/socket'],
  RNDfile: ['/dev/urandom', '/no/such/file'],
  log: ['append', 'overwrite', 'truncate'],
};

/** Addresses, good ones and bad ones. */
export const ADDRESSES = [
  ...[
    '127.0.0.1:25001',
    '127.0.0.1:25001',
    '127.0.0.1:25002',
    '127.0.0.1:25003',
    '25004',
    '::1:25005',
    'localhost:25006',
  ],
  ...[
    '127.0.0.1:http',
    'localhost:postgresql',
    '127.0.0.1:nosuchport',
    '*:25007',
    '0.0.0.0:25008',
    ':::25009',
    '127.1:25010',
  ],
  ...[
    '[::1]:25011',
    '127.0.0.1: 25012',
    '127.0.0.1:+25013',
    '127.0.0.1:025014',
    '127.0.0.1:-1',
    '127.0.0.1:0',
    '127.0.0.1:91721',
  ],
  ...[
    'http://127.0.0.1:25015',
    '127.0.0.1 25016',
    '127.0.0.1:25017,127.0.0.1:25018',
    ':25019',
    '127.0.0.1:',
    '127.0.0.1:25020 ; x',
  ],
  ...[
    '256.1.1.1:25021',
    '127.0.0.1.:25022',
    '1.2.3.4.5:25023',
    '::g:25024',
    '127.0.0.1:25025x',
    `/tmp/${'x'.repeat(110)}`,
    '127.0.0.1:0x50',
  ],
];

/** The files of the folder `tls`, by what they are said to hold. */
export const FILES: Readonly<Record<string, readonly string[]>> = {
  certificate: [
    'server.pem',
    'server.pem',
    'server.pem',
    'chain.pem',
    'combined.pem',
    'ec.pem',
    'weak.pem',
    'expired.pem',
    'garbage.pem',
    'empty.pem',
    'text.pem',
    'ca.pem',
    'key.pem',
    'nope.pem',
    '.',
  ],
  key: [
    'key.pem',
    'key.pem',
    'key.pem',
    'ec-key.pem',
    'other-key.pem',
    'combined.pem',
    'garbage.pem',
    'server.pem',
    'nope.pem',
    'empty.pem',
    '.',
  ],
  ca: ['ca.pem', 'ca.pem', 'server.pem', 'garbage.pem', 'empty.pem', 'text.pem', 'nope.pem', '.'],
  crl: ['crl.pem', 'ca.pem', 'text.pem', 'nope.pem'],
  psk: ['psk.txt', 'psk.txt', 'psk-short.txt', 'psk-nocolon.txt', 'psk-empty.txt', 'nope.txt', '.'],
};

/** Names for lists of OpenSSL. */
export const NAMES = {
  ciphers: [
    ...TLS12_CIPHERS,
    ...CIPHER_KEYWORDS,
    '!aNULL',
    '-RC4',
    '+HIGH',
    '@SECLEVEL=1',
    '@STRENGTH',
    'NOTACIPHER',
    ...TLS13_SUITES,
  ],
  suites: [...TLS13_SUITES, ...TLS13_SUITES, 'TLS_NOT_A_SUITE', 'ECDHE-RSA-AES128-GCM-SHA256', ''],
  curves: [...COMMON_CURVES, ...COMMON_CURVES, ...KNOWN_GROUPS, 'P256', 'nosuchcurve', ''],
};

/** Commands of OpenSSL, good ones and bad ones. */
export const COMMANDS = [
  ...[
    'MinProtocol:TLSv1.2',
    'MaxProtocol:TLSv1.3',
    'MinProtocol:TLS9',
    'MinProtocol',
    'Options:ServerPreference',
    'Options:-SessionTicket',
  ],
  ...[
    'Options:Nonsense',
    'SignatureAlgorithms:RSA+SHA256',
    'SignatureAlgorithms:nonsense',
    'CipherString:HIGH',
    'CipherString:NONE',
  ],
  ...[
    'Ciphersuites:TLS_AES_128_GCM_SHA256',
    'Curves:P-256',
    'Groups:nosuchcurve',
    'MinimumProtocol:TLSv1.2',
    'VerifyMode:Peer',
    'minprotocol:TLSv1.2',
  ],
];
