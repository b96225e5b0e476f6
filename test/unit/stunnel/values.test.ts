import { describe, expect, test } from 'vitest';
import { client, expectRefusals, refusals, server } from './support/stunnelCase';

/** A value that is refused, what is said, and what the fix makes of it. */
type Refused = [option: string, value: string, says: string, meant?: string];

const YES_NO = "The argument needs to be either 'yes' or 'no'";
const NO_PORT = 'Unknown TCP service';

const IN_SERVICE: Refused[] = [
  ['delay', 'true', YES_NO, 'yes'],
  ['delay', '0', YES_NO, 'no'],
  ['delay', '"yes"', 'Quotes are a part of the value', 'yes'],
  ['delay', 'no ; never', 'A comment needs a line of its own', 'no'],
  ['delay', '', YES_NO],
  ['failover', 'random', "The argument needs to be either 'rr' or 'prio'"],
  ['logId', 'uuid', 'Invalid connection identifier type'],
  ['transparent', 'auto', 'Selected transparent proxy mode is not available'],
  ['OCSPflag', 'NO_VERIFY', 'Illegal OCSP flag', 'NOVERIFY'],
  ['TIMEOUTidle', '5m', 'Illegal idle timeout'],
  ['TIMEOUTbusy', 'never', 'Illegal busy timeout'],
  ['TIMEOUTclose', '0x10', 'Illegal close timeout'],
  ['TIMEOUTconnect', '2.5', 'Illegal connect timeout'],
  ['sessionCacheSize', '1k', 'Illegal session cache size'],
  ['sessionCacheTimeout', '', 'Illegal session cache timeout'],
  ['stack', '64k', 'Illegal thread stack size'],
  ['securityLevel', '6', 'Illegal security level'],
  ['securityLevel', '-1', 'from 0 to 5'],
  ['verify', '5', 'Bad verify level'],
  ['retry', 'soon', 'From 5.70 on'],
  ['sslVersionMin', 'TLSv1_2', 'Invalid protocol version', 'TLSv1.2'],
  ['sslVersionMin', '1.3', 'Invalid protocol version', 'TLSv1.3'],
  ['sslVersionMax', 'SSLv2', 'Invalid protocol version'],
  ['sslVersion', 'TLSv1.0', 'It has to be one of'],
  ['options', 'NO_SSLv2, NO_SSLv3', 'one flag on each line'],
  ['options', 'SSL_OP_NO_TICKET', 'without `SSL_OP_`', 'NO_TICKET'],
  ['options', '-NO_TLSv1.1', 'Illegal TLS option', '-NO_TLSv1_1'],
  ['options', '', 'Illegal TLS option'],
  ['socket', 'TCP_NODELAY=1', 'begins with `a:`'],
  ['socket', 'L:TCP_NODELAY=1', 'in lower case', 'l:TCP_NODELAY=1'],
  ['socket', 'l:TCP_NODELY=1', 'Illegal socket option', 'l:TCP_NODELAY=1'],
  ['socket', 'l:TCP_NODELAY=on', 'Illegal socket option', 'l:TCP_NODELAY=yes'],
  ['socket', 'l:TCP_NODELAY', 'There is no `=`'],
  ['socket', 'a:SO_RCVBUF=64k', 'a whole number'],
  ['socket', 'r:SO_LINGER=1:x', 'a number of seconds'],
  ['socket', 'a:SO_BINDTODEVICE=abcdefghijklmnop', 'at most 15 bytes'],
  ['debug', 'verbose', 'Illegal debug level', 'info'],
  ['debug', 'daemon.info', 'only be chosen in the global part', 'info'],
  ['debug', '8', 'from 0 to 7'],
  ['local', '127.0.0.1:5000', 'a host only', '127.0.0.1'],
  ['local', '[::1]', 'without brackets', '::1'],
  ['local', '', 'Failed to resolve local address'],
  ['sessiond', '127.0.0.1:-1', NO_PORT],
  ['sessiond', '[::1]:4433', 'Failed to resolve sessiond server address', '::1:4433'],
  ['ciphers', 'NOTACIPHER', 'no cipher match'],
  ['ciphers', '', 'The list is empty'],
  ['ciphers', 'TLS_AES_128_GCM_SHA256', 'belong into `ciphersuites`'],
  ['ciphers', '!aNULL:-MD5', 'no cipher match'],
  ['ciphersuites', 'TLS_NOT_A_SUITE', 'no cipher match'],
  ['ciphersuites', 'tls_aes_128_gcm_sha256', 'no cipher match', 'TLS_AES_128_GCM_SHA256'],
  ['curves', 'P-256:nosuchcurve', "Invalid groups list in 'curves'"],
  ['curves', 'X25519,P-256', 'no group', 'X25519:P-256'],
  ['curves', 'P-256:P-256', 'twice', 'P-256'],
  ['curves', 'P-256:', 'at the end', 'P-256'],
  ['curves', '', 'is empty'],
  ['config', 'MinimumProtocol:TLSv1.2', 'was not recognised'],
  ['config', 'MinProtocol', 'requires a parameter'],
  ['config', 'MinProtocol = TLSv1.2', 'stands a `:`', 'MinProtocol:TLSv1.2'],
  ['config', 'MinProtocol:tlsv1.2', 'no protocol of OpenSSL', 'MinProtocol:TLSv1.2'],
  ['config', 'Groups:nosuchcurve', 'no group'],
  ['protocol', '', 'Protocol not supported'],
  ['setuid', '1000x', 'Illegal UID'],
  ['setgid', 'users ; all', 'Illegal GID', 'users'],
  ['ticketKeySecret', 'secret', 'Required ticketKeySecret is 16 or 32 byte hexadecimal key'],
  ['ticketMacSecret', '001122334455', 'ticketMacSecret value has 6 bytes instead of required 16 or 32 bytes'],
  ['CAfile', '"/srv/tls/ca.pem"', 'Quotes are a part of the value', '/srv/tls/ca.pem'],
  ['CRLfile', '~/crl.pem', '`~` is not expanded'],
  ['key', '', 'The path is empty'],
  ['key', '/srv/tls/web.key ; private', 'A comment needs a line of its own', '/srv/tls/web.key'],
  ['key', '= /srv/tls/web.key', 'The second `=`', '/srv/tls/web.key'],
  ['include', '', 'Failed to include directory'],
  ['include', '/etc/stunnel/*.conf', 'Patterns mean nothing'],
];

const IN_GLOBAL: Refused[] = [
  ['foreground', 'true', "The argument needs to be either 'yes', 'quiet' or 'no'", 'yes'],
  ['log', 'truncate', "The argument needs to be either 'append' or 'overwrite'"],
  ['fips', 'on', YES_NO, 'yes'],
  ['RNDbytes', 'lots', 'Illegal number of bytes to read from random seed files'],
  ['compression', 'rle', 'Specified compression type is not available'],
  ['debug', 'local9.info', 'Illegal syslog facility', 'local0.info'],
  ['debug', 'daemon.warn', 'Illegal debug level', 'daemon.warning'],
  ['debug', '.info', 'Illegal syslog facility'],
];

const ADDRESSES: [value: string, says: string, meant?: string][] = [
  ['https://127.0.0.1:8443/', 'This is a URL', '127.0.0.1:8443'],
  ['127.0.0.1:-1', 'cannot be negative'],
  ['127.0.0.1 8443', 'stands a `:`', '127.0.0.1:8443'],
  ['127.0.0.1:8443 ; TLS', 'A comment needs', '127.0.0.1:8443'],
  ['127.0.0.1:8443,127.0.0.1:8444', 'One address on each line'],
  ['[::1]:8443', 'without brackets', '::1:8443'],
  [':8443', 'There is no host before', '8443'],
  ['::1', 'without a port'],
  ['300.1.1.1:8443', 'no host name and no address'],
  ['bad..name:8443', 'no host name and no address'],
  ['"127.0.0.1:8443"', 'Quotes are a part', '127.0.0.1:8443'],
  ['8443/tcp', 'number or the name of a service'],
  [`/run/${'x'.repeat(110)}`, 'Unix socket path is too long'],
];

const fixedTo = (text: (value: string) => string, meant?: string) =>
  meant === undefined ? {} : { fixed: text(meant) };
/** One half of the two secrets is another mistake, and so is a client's protocol in a server. */
const REST: Readonly<Record<string, string>> = {
  ticketKeySecret: `ticketMacSecret = ${'0f'.repeat(16)}\n`,
  ticketMacSecret: `ticketKeySecret = ${'0f'.repeat(16)}\n`,
};

describe('values that stunnel refuses (stunnel-rules.md 1 and 3b)', () => {
  test.each(IN_SERVICE)('%s = %s', (option, value, says, meant) => {
    const text = (shown: string) => server(`${REST[option] ?? ''}${option} = ${shown}\n`);
    const marked = value === '' ? server(`${REST[option] ?? ''}‹${option} =›\n`) : text(`‹${value}›`);
    expectRefusals({ name: option, text: marked, code: 'invalid-value', says, ...fixedTo(text, meant) });
  });

  test.each(IN_GLOBAL)('%s = %s', (option, value, says, meant) => {
    const text = (shown: string) => server('', `${option} = ${shown}\n`);
    expectRefusals({ name: option, text: text(`‹${value}›`), code: 'invalid-value', says, ...fixedTo(text, meant) });
  });

  test.each(ADDRESSES)('accept = %s', (value, says, meant) => {
    const text = (shown: string) => server().replace('127.0.0.1:8443', shown);
    expectRefusals({ name: value, text: text(`‹${value}›`), code: 'invalid-value', says, ...fixedTo(text, meant) });
  });

  test('a secret is not shown', () => {
    const text = server('ticketKeySecret = hunter2hunter2\nticketMacSecret = hunter2hunter2\n');
    expect(
      refusals(text)
        .map(({ message }) => message)
        .join(),
    ).not.toContain('hunter2');
  });
});

describe('values of another version', () => {
  test.each([
    ['retry', '5000', '5.68', '5.70'],
    ['logId', 'process', '5.38', '5.39'],
    ['foreground', 'quiet', '5.24', '5.25'],
  ])('%s = %s for %s', (option, value, version, since) => {
    const line = `${option} = ‹${value}›\n`;
    const text = option === 'foreground' ? server('', line) : server(line);
    expectRefusals({ name: option, text, code: 'newer-version-needed', version, says: since });
    expect(refusals(text.replace(/[‹›]/g, ''), { version: since })).toEqual([]);
  });
});

describe('values that it takes', () => {
  test.each([
    'delay = YES',
    'TIMEOUTidle = -5',
    'TIMEOUTidle = +007',
    'securityLevel = +3',
    'sslVersionMin = tlsv1.2',
    'options = -no_sslv3',
    'socket = a:SO_RCVBUF=',
    'socket = r:SO_LINGER=1:60',
    'socket = a:SO_BINDTODEVICE=eth0',
    'debug = DEBUG',
    'local = *',
    'sessiond =',
    'ciphers = NOPE:HIGH',
    'ciphers = ECDHE+AESGCM:!aNULL',
    'ciphers = DEFAULT@SECLEVEL=2',
    'ciphersuites =',
    'ciphersuites = TLS_AES_128_GCM_SHA256:FOO',
    'curves = X25519MLKEM768:X25519',
    'curves = prime256v1: P-384',
    'config = minprotocol:TLSv1.2',
    'config = Options:ServerPreference',
    'checkIP =',
    'execArgs = tool "quoted" ; x',
    'ident = nobody',
    'protocolAuthentication = whatever',
    'OCSPflag = noverify',
    'setuid = 1000',
    'key = $KEY_FILE',
    'sslVersionMin = @MIN_VERSION@',
    'CAfile =',
  ])('%s', (line) => {
    const extra = line.startsWith('checkIP') ? 'verifyChain = yes\nCAfile = /srv/tls/ca.pem\n' : '';
    expect(refusals(server(`${extra}${line}\n`)).map(({ message }) => message)).toEqual([]);
  });

  test.each([
    '8443',
    '*:8443',
    'https',
    '127.1:8443',
    '127.0.0.1: 8443',
    '::1:8443',
    ':::8443',
    '::ffff:127.0.0.1:8443',
    'fe80::1%eth0:8443',
    'host_name.example.test:8443',
    '/run/web.sock',
    '{address}:8443',
    '$HOST:8443',
  ])('accept = %s', (value) => {
    expect(refusals(server().replace('127.0.0.1:8443', value)).map(({ message }) => message)).toEqual([]);
  });

  test('what can never be connected to is found at the first connection only', () => {
    expect(refusals(client().replace('up.example.test:9443', 'http://up.example.test, 1:x'))).toEqual([]);
  });
});
