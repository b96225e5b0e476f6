import { choice, file, INTEGER, type OptionInfo, serviceOption, TEXT, type ValueType, YES_OR_NO } from './optionTypes';
import { TLS_VERSIONS } from './vocabulary';

const VERSIONS = choice('all', ...TLS_VERSIONS);
const INVALID_VERSION = 'Invalid protocol version';

/** The options of a service about TLS itself: keys, protocols, ciphers, sessions. */
export const TLS_SERVICE_OPTIONS: readonly OptionInfo[] = [
  serviceOption(
    'cert',
    file('certificate'),
    'The PEM or PKCS#12 file with the certificate, the leaf first and the rest of the chain behind it. A server needs one.',
  ),
  serviceOption(
    'ciphers',
    { type: 'names', of: 'ciphers' },
    'The cipher suites of TLS 1.2 and older, as an OpenSSL cipher list. The default is good; `@SECLEVEL=` inside wins over `securityLevel`.',
    { default: '`HIGH:!aNULL:!SSLv2:!DH:!kDHEPSK`' },
  ),
  serviceOption('ciphersuites', { type: 'names', of: 'suites' }, 'The cipher suites of TLS 1.3, joined by `:`.', {
    since: '5.51',
    default: '`TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256`',
    isEmptyAllowed: true,
  }),
  serviceOption(
    'config',
    { type: 'openssl-command' },
    'A command of OpenSSL’s configuration, `COMMAND[:PARAMETER]`, such as `MinProtocol:TLSv1.2`.',
    {
      since: '5.25',
      isList: true,
    },
  ),
  serviceOption('curves', { type: 'names', of: 'curves' }, 'The groups for the key exchange, joined by `:`.', {
    since: '4.34',
    aliases: ['curve'],
    default: '`X25519:P-256:X448:P-521:P-384`',
  }),
  serviceOption('engineId', TEXT, 'The engine that holds the key, by its id; it has to be opened in the global part.', {
    since: '5.00',
    refusal: 'Engine ID not found',
  }),
  serviceOption(
    'engineNum',
    INTEGER,
    'The engine that holds the key, by its number, counted from 1 in the order of the `engine` lines.',
    {
      since: '4.16',
      refusal: 'Illegal engine number',
    },
  ),
  serviceOption(
    'key',
    file('key'),
    'The PEM file with the private key of `cert`; nobody else should be able to read it.',
    {
      default: 'the file of `cert`',
    },
  ),
  serviceOption(
    'options',
    { type: 'tls-option' },
    'One flag of OpenSSL on each line, without `SSL_OP_`; with a `-` before it the flag is taken away.',
    {
      since: '4.04',
      isList: true,
      default: '`NO_SSLv2`, `NO_SSLv3`',
      refusal: 'Illegal TLS option',
    },
  ),
  serviceOption('renegotiation', YES_OR_NO, 'Whether a session may be negotiated anew. TLS 1.3 has no such thing.', {
    since: '4.54',
    default: 'yes',
  }),
  serviceOption('reset', YES_OR_NO, 'Whether an error is passed on as a TCP reset.', { since: '4.54', default: 'yes' }),
  serviceOption(
    'securityLevel',
    { type: 'integer', min: 0, max: 5 },
    'How strong keys and ciphers have to be: 2 means 112 bits (RSA of 2048), 3 means 128 bits (RSA of 3072). 0 and 1 allow what is broken.',
    { since: '5.57', default: '2', refusal: 'Illegal security level' },
  ),
  serviceOption(
    'sessionCacheSize',
    { ...INTEGER, unit: 'sessions' } as ValueType,
    'How many sessions are kept to be resumed; 0 means no limit.',
    {
      since: '4.54',
      default: '1000',
      refusal: 'Illegal session cache size',
    },
  ),
  serviceOption(
    'sessionCacheTimeout',
    { ...INTEGER, unit: 'seconds' } as ValueType,
    'How long a session can be resumed.',
    {
      since: '4.00',
      aliases: ['session'],
      default: '300',
      refusal: 'Illegal session cache timeout',
    },
  ),
  serviceOption('sessionResume', YES_OR_NO, 'Whether sessions can be resumed.', { since: '5.60', default: 'yes' }),
  serviceOption(
    'sessiond',
    { type: 'address', isUnixAllowed: true, noHost: 'localhost' },
    'A daemon that shares sessions between hosts. What it is told is not encrypted.',
    { since: '4.28', refusal: 'Failed to resolve sessiond server address' },
  ),
  serviceOption('sslVersion', VERSIONS, 'The only version of TLS that is spoken.', {
    since: '4.16',
    default: 'all',
    refusal: INVALID_VERSION,
    deprecated: { since: '5.50', instead: 'sslVersionMin', note: '`sslVersionMin` leaves room for newer versions.' },
  }),
  serviceOption('sslVersionMax', VERSIONS, 'The newest version of TLS that is spoken.', {
    since: '5.50',
    default: 'all',
    refusal: INVALID_VERSION,
  }),
  serviceOption(
    'sslVersionMin',
    VERSIONS,
    'The oldest version of TLS that is spoken. With OpenSSL 3 it is TLSv1.2 at least, unless `securityLevel` is 0.',
    {
      since: '5.50',
      default: 'all',
      refusal: INVALID_VERSION,
    },
  ),
  serviceOption(
    'ticketKeySecret',
    { type: 'hex-key' },
    'The key that encrypts session tickets, as 32 or 64 hex digits. Without it a random one is made at every start.',
    ticket(),
  ),
  serviceOption(
    'ticketMacSecret',
    { type: 'hex-key' },
    'The key that protects session tickets from being changed, as 32 or 64 hex digits.',
    ticket(),
  ),
];

function ticket() {
  return { since: '5.54', side: 'server', isSecret: true, default: 'random' } as const;
}
