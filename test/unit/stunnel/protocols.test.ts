import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';
import { conf, SERVER, server } from './support/confs';

const row = (code: string, severity: Severity, name: string, text: string, fixed?: string): CheckCase => ({
  rules: ['5'],
  name,
  text,
  code,
  severity,
  ...(fixed !== undefined && { fixed }),
});

const VERSIONS = [
  row('tls-min-version', 'warning', 'TLS 1.0', server('sslVersionMin = ‹TLSv1›'), server('sslVersionMin = TLSv1.2')),
  row(
    'tls-min-version',
    'warning',
    'in small letters',
    server('sslVersionMin = ‹tlsv1.1›'),
    server('sslVersionMin = TLSv1.2'),
  ),
  row('tls-min-version', 'error', 'SSL 3', server('sslVersionMin = ‹SSLv3›'), server('sslVersionMin = TLSv1.2')),
  row(
    'tls-min-version',
    'warning',
    'up to TLS 1.3',
    server('sslVersionMin = ‹TLSv1›', 'sslVersionMax = TLSv1.3'),
    server('sslVersionMin = TLSv1.2', 'sslVersionMax = TLSv1.3'),
  ),
  row('tls-min-version', 'info', 'everything', server('sslVersion = ‹all›'), server()),
  row('tls-min-version', 'error', 'SSL 3 by a flag', server('options = ‹-NO_SSLv3›'), server()),
  row('tls-min-version', 'warning', 'TLS 1.1 by a flag', server('options = ‹-NO_TLSv1_1›'), server()),
  row('tls-min-version', 'warning', 'level 1', server('securityLevel = ‹1›'), server()),
  row('tls-min-version', 'error', 'level 0', server('securityLevel = ‹0›'), server()),
  row(
    'tls-min-version',
    'error',
    'level 0 alone in a list',
    server('ciphers = DEFAULT‹@SECLEVEL=0›').replace('DEFAULT‹', 'HIGH:‹'),
    server('ciphers = HIGH'),
  ),
  row(
    'tls-min-version',
    'error',
    'level 0 in front of a list',
    server('ciphers = ‹@SECLEVEL=0›:HIGH'),
    server('ciphers = HIGH'),
  ),
  row('', 'error', 'the versions of today', server('sslVersionMin = TLSv1.2', 'sslVersionMax = TLSv1.3')),
  row('', 'error', 'no lower limit', server('sslVersionMax = TLSv1.3')),
  row('', 'error', 'level 3', server('securityLevel = 3', 'options = -NO_TICKET')),
];

const UNUSABLE = [
  row(
    'no-usable-protocol',
    'error',
    'TLS 1.3 alone, and off',
    server('sslVersionMin = TLSv1.3', 'options = ‹NO_TLSv1_3›'),
    server('sslVersionMin = TLSv1.3'),
  ),
  row(
    'no-usable-protocol',
    'error',
    'both versions off',
    server('options = NO_TLSv1_3', 'options = ‹NO_TLSv1_2›')
      .replace('NO_TLSv1_3', '‹NO_TLSv1_3›')
      .replace('‹NO_TLSv1_2›', 'NO_TLSv1_2'),
  ),
  row('', 'error', 'one version off', server('options = NO_TLSv1_3')),
  row(
    '',
    'error',
    'a flag that is taken back',
    server('sslVersionMin = TLSv1.3', 'options = NO_TLSv1_3', 'options = -NO_TLSv1_3'),
  ),
];

const CIPHERS = [
  row('weak-cipher', 'error', 'no encryption', server('ciphers = ‹HIGH:eNULL›'), server('ciphers = HIGH')),
  row(
    'weak-cipher',
    'error',
    'no authentication',
    server('ciphers = ‹aNULL+AES:ECDHE+AESGCM›'),
    server('ciphers = ECDHE+AESGCM'),
  ),
  row('weak-cipher', 'error', 'everything', server('ciphers = ‹ALL:!LOW›'), server()),
  row(
    'weak-cipher',
    'warning',
    'RC4',
    server('ciphers = ‹ECDHE+AESGCM:RC4:!aNULL›'),
    server('ciphers = ECDHE+AESGCM:!aNULL'),
  ),
  row('weak-cipher', 'warning', 'a suite with CBC', server('ciphers = ‹ECDHE-RSA-AES128-SHA256›'), server()),
  row('weak-cipher', 'warning', 'a suite without forward secrecy', server('ciphers = ‹AES256-GCM-SHA384›'), server()),
  row('', 'error', 'good suites', server('ciphers = ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305')),
  row(
    '',
    'error',
    'a list that takes away',
    server('ciphers = HIGH:MEDIUM:!aNULL:!eNULL:!RC4:!3DES:-MD5:+SHA1:@STRENGTH'),
  ),
  row('', 'error', 'what is brought in and taken away', server('ciphers = ALL:3DES:!aNULL:!3DES')),
  row('', 'error', 'the default', server('ciphers = HIGH:!aNULL:!SSLv2:!DH:!kDHEPSK')),
  row('', 'error', 'shared keys', server('ciphers = PSK')),
  row(
    'unknown-ciphersuite',
    'warning',
    'an unknown suite',
    server('ciphersuites = ‹TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256›'),
    server('ciphersuites = TLS_AES_256_GCM_SHA384'),
  ),
  row('', 'error', 'known suites', server('ciphersuites = TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256')),
];

const FLAGS = [
  row('stunnel-options', 'warning', 'ALL', server('options = ‹ALL›'), server()),
  row('stunnel-options', 'warning', 'an end that is cut off', server('options = ‹IGNORE_UNEXPECTED_EOF›'), server()),
  row('stunnel-options', 'warning', 'no goodbye', server('TIMEOUTclose = ‹0›'), server()),
  row(
    'stunnel-renegotiation',
    'warning',
    'unsafe renegotiation',
    server('options = ‹ALLOW_UNSAFE_LEGACY_RENEGOTIATION›'),
    server(),
  ),
  row('stunnel-renegotiation', 'warning', 'unsafe servers', server('options = ‹LEGACY_SERVER_CONNECT›'), server()),
  row(
    'stunnel-renegotiation',
    'warning',
    'renegotiation by clients',
    server('options = ‹ALLOW_CLIENT_RENEGOTIATION›'),
    server(),
  ),
  row(
    '',
    'error',
    'renegotiation by clients that is switched off',
    server('renegotiation = no', 'options = ALLOW_CLIENT_RENEGOTIATION'),
  ),
  row('stunnel-compression', 'warning', 'compression', conf(['‹compression› = zlib'], SERVER), conf([], SERVER)),
  row('', 'error', 'flags that are taken away', server('options = -ALL', 'options = -LEGACY_SERVER_CONNECT')),
  row(
    '',
    'error',
    'flags that protect',
    server('options = NO_RENEGOTIATION', 'options = NO_COMPRESSION', 'options = PRIORITIZE_CHACHA'),
  ),
];

describe('versions and ciphers of stunnel', () => {
  test.each(VERSIONS)('version: $name', (one) => expectCase('stunnel', one));
  test.each(UNUSABLE)('nothing left: $name', (one) => expectCase('stunnel', one));
  test.each(CIPHERS)('ciphers: $name', (one) => expectCase('stunnel', one));
  test.each(FLAGS)('flags: $name', (one) => expectCase('stunnel', one));

  test('a limit below TLS 1.2 is old, and leaves nothing', () => {
    const found = findingsIn('stunnel', server('sslVersionMax = TLSv1.1'));
    expect(found.map(({ code }) => code)).toEqual(['no-usable-protocol', 'tls-min-version']);
  });
});
