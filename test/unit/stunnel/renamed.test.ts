import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { CLIENT, client, conf, SERVER, server } from './support/confs';

const CHECK = 'checkHost = exporter.example.com';

const VERIFY: readonly CheckCase[] = [
  {
    rules: ['1c'],
    name: 'level 2',
    text: client('‹verify› = 2', 'CAfile = ca.pem', CHECK),
    fixed: client('verifyChain = yes', 'CAfile = ca.pem', CHECK),
  },
  {
    rules: ['1c'],
    name: 'level 3',
    text: client('CAfile = ca.pem', '‹verify› = 3'),
    fixed: client('CAfile = ca.pem', 'verifyChain = yes', 'verifyPeer = yes'),
  },
  {
    rules: ['1c'],
    name: 'level 4, without blanks and with Windows line ends',
    text: client('CAfile = ca.pem', '  ‹verify›=4').replaceAll('\n', '\r\n'),
    fixed: client('CAfile = ca.pem', '  verifyPeer=yes').replaceAll('\n', '\r\n'),
  },
  {
    rules: ['1c'],
    name: 'below it, a line of today says the same',
    text: client('‹verify› = 2', 'verifyChain = yes', 'CAfile = ca.pem', CHECK),
    fixed: client('verifyChain = yes', 'CAfile = ca.pem', CHECK),
  },
  {
    rules: ['1c'],
    name: 'the global part pins, the service does not',
    text: conf(['verifyPeer = yes', 'CAfile = ca.pem'], [...CLIENT, '‹verify› = 2', CHECK]),
    fixed: conf(['verifyPeer = yes', 'CAfile = ca.pem'], [...CLIENT, 'verifyChain = yes', 'verifyPeer = no', CHECK]),
  },
  {
    rules: ['1c'],
    name: 'before 5.34 there is nothing else',
    text: client('verify = 2', 'CAfile = ca.pem', CHECK),
    version: '5.30',
  },
].map((row) =>
  row.text.includes('‹') ? { ...row, code: 'stunnel-verify-deprecated', severity: 'warning' as const } : row,
);

const ORDER: readonly CheckCase[] = [
  {
    rules: ['3d'],
    name: 'verify behind verifyChain',
    text: client('CAfile = ca.pem', 'verifyChain = yes', '‹verify› = 2', CHECK),
    code: 'stunnel-verify-order',
    fixed: client('CAfile = ca.pem', 'verifyChain = yes', CHECK),
  },
];

const info = (name: string, text: string, fixed?: string, version?: string): CheckCase => ({
  rules: ['1c', '5'],
  name,
  text,
  code: 'stunnel-verify-deprecated',
  severity: 'info',
  ...(fixed !== undefined && { fixed }),
  ...(version !== undefined && { version }),
});

const OTHERS: readonly CheckCase[] = [
  info('one version', server('‹sslVersion› = TLSv1.2'), server('sslVersionMin = TLSv1.2')),
  info(
    'one version and a limit',
    server('sslVersionMax = TLSv1.2', '‹sslVersion› = TLSv1.3'),
    server('sslVersionMin = TLSv1.3'),
  ),
  info(
    'one version under a global limit',
    conf(['sslVersionMax = TLSv1.2'], [...SERVER, '‹sslVersion› = TLSv1.3']),
    conf(['sslVersionMax = TLSv1.2'], [...SERVER, 'sslVersionMin = TLSv1.3', 'sslVersionMax = all']),
  ),
  info('curve', server('‹curve› = X25519'), server('curves = X25519')),
  info('session', server('‹session› = 600'), server('sessionCacheTimeout = 600')),
  info('transparent = yes', server('transparent = ‹yes›'), server('transparent = source')),
  info('SSL 3 is off by default', server('options = ‹NO_SSLv3›'), server()),
  info('TLS 1.0 by a flag', server('options = ‹NO_TLSv1›'), server('sslVersionMin = TLSv1.2')),
  info(
    'TLS 1.0 and 1.1 by flags',
    server('options = ‹NO_TLSv1›', 'options = ‹NO_TLSv1_1›', 'TIMEOUTidle = 600'),
    server('sslVersionMin = TLSv1.2', 'TIMEOUTidle = 600'),
  ),
  info(
    'a flag beside sslVersionMin',
    server('sslVersionMin = TLSv1.2', 'options = ‹NO_TLSv1›'),
    server('sslVersionMin = TLSv1.2'),
  ),
  {
    rules: ['1c'],
    name: 'sslVersion before there was sslVersionMin',
    text: server('sslVersion = TLSv1.2'),
    version: '5.44',
  },
  { rules: ['1c'], name: 'other flags', text: server('options = CIPHER_SERVER_PREFERENCE', 'options = NO_TICKET') },
  {
    rules: ['1c'],
    name: 'the options of today',
    text: server('sslVersionMin = TLSv1.2', 'curves = X25519', 'sessionCacheTimeout = 600'),
  },
];

describe('options of stunnel that have a newer form', () => {
  test.each(VERIFY)('verify: $name', (row) => expectCase('stunnel', row));
  test.each(ORDER)('order: $name', (row) => expectCase('stunnel', row));
  test.each(OTHERS)('$name', (row) => expectCase('stunnel', row));
});
