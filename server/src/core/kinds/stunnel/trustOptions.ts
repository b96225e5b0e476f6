import { choice, file, type OptionInfo, SECONDS, serviceOption, TEXT, type ValueType, YES_OR_NO } from './optionTypes';
import { OCSP_FLAGS } from './vocabulary';

const HASHED_CAS: ValueType = { type: 'path', to: 'folder', holds: 'ca' };
const HASHED_CRLS: ValueType = { type: 'path', to: 'folder', holds: 'crl' };

/** The options of a service that say whom it trusts. */
export const TRUST_OPTIONS: readonly OptionInfo[] = [
  serviceOption('CAengine', TEXT, 'A certificate authority that lies in an engine, by its id.', {
    since: '5.68',
    isList: true,
  }),
  serviceOption(
    'CAfile',
    file('ca'),
    'The PEM file with the certificates that are trusted. It is only used with `verifyChain` or `verifyPeer`; empty unsets it.',
    {
      isEmptyAllowed: true,
    },
  ),
  serviceOption(
    'CApath',
    HASHED_CAS,
    'The folder with trusted certificates, under the names that `openssl rehash` gives them (`HASH.0`). Empty unsets it.',
    {
      isEmptyAllowed: true,
    },
  ),
  serviceOption('CAstore', TEXT, 'Trusted certificates by URI: `file:`, `pkcs11:` or `org.openssl.winstore:`.', {
    since: '5.75',
  }),
  serviceOption(
    'checkEmail',
    TEXT,
    'An e-mail address that the other side’s certificate must have. Several lines: one of them is enough.',
    {
      since: '5.15',
      isList: true,
    },
  ),
  serviceOption(
    'checkHost',
    TEXT,
    'A host name that the other side’s certificate must have. Several lines: one of them is enough. Needs `verifyChain` or `verifyPeer`.',
    {
      since: '5.15',
      isList: true,
    },
  ),
  serviceOption(
    'checkIP',
    TEXT,
    'An IP address that the other side’s certificate must have. Several lines: one of them is enough.',
    {
      since: '5.15',
      isList: true,
    },
  ),
  serviceOption(
    'CRLfile',
    file('crl'),
    'The PEM file with revocation lists. It is only used with `verifyChain` or `verifyPeer`.',
    {
      since: '4.05',
      isEmptyAllowed: true,
    },
  ),
  serviceOption(
    'CRLpath',
    HASHED_CRLS,
    'The folder with revocation lists, under the names that `openssl rehash` gives them (`HASH.r0`).',
    {
      since: '4.05',
      isEmptyAllowed: true,
    },
  ),
  serviceOption(
    'OCSP',
    TEXT,
    'The URL of the OCSP responder that is asked whether a certificate was revoked. Needs `verifyChain`.',
    {
      since: '4.16',
    },
  ),
  serviceOption(
    'OCSPaia',
    YES_OR_NO,
    'Whether the responder that the certificate itself names is asked. Needs `verifyChain`.',
    {
      since: '5.10',
      default: 'no',
    },
  ),
  serviceOption(
    'OCSPflag',
    choice(...OCSP_FLAGS),
    'A flag for the check of the answer of the OCSP responder, one on each line.',
    {
      since: '4.19',
      isList: true,
      refusal: 'Illegal OCSP flag',
    },
  ),
  serviceOption(
    'OCSPnonce',
    YES_OR_NO,
    'Whether a nonce is sent to the OCSP responder, so that old answers are told from new ones.',
    {
      since: '5.23',
      default: 'no',
    },
  ),
  serviceOption('OCSPrequire', YES_OR_NO, 'Whether a connection ends where no OCSP responder gives a clear answer.', {
    since: '5.71',
    default: 'yes',
  }),
  serviceOption('PSKidentity', TEXT, 'In a client: which of the identities of `PSKsecrets` is used.', {
    since: '5.09',
    side: 'client',
    default: 'the first of the file',
  }),
  serviceOption(
    'PSKsecrets',
    file('psk'),
    'A file with lines `IDENTITY:KEY`: both sides prove that they know the key. The key has at least 16 bytes (32 are better), as text or in hex.',
    {
      since: '5.09',
      refusal: 'Failed to read PSK secrets',
    },
  ),
  serviceOption(
    'requireCert',
    YES_OR_NO,
    'Whether a client must have a certificate. Alone it lets in **any** self-signed one; `verifyChain` and `verifyPeer` imply it.',
    {
      since: '5.34',
      default: 'no',
    },
  ),
  serviceOption('TIMEOUTocsp', SECONDS, 'How long to wait for the OCSP responder.', {
    since: '5.71',
    default: '5',
    refusal: 'Illegal OCSP connect timeout',
  }),
  serviceOption(
    'verify',
    { type: 'integer', min: 0, max: 4 },
    'The old way to say what is verified: 0 nothing, 1 a certificate if there is one, 2 the chain, 3 the chain and the certificate itself, 4 the certificate itself.',
    {
      refusal: 'Bad verify level',
      deprecated: { since: '5.34', instead: 'verifyChain', note: '`verifyChain` and `verifyPeer` say what is meant.' },
    },
  ),
  serviceOption(
    'verifyChain',
    YES_OR_NO,
    'Whether the certificate of the other side must lead to a CA of `CAfile` or `CApath`. Add `checkHost` to say whose it must be.',
    {
      since: '5.34',
      default: 'no',
    },
  ),
  serviceOption(
    'verifyPeer',
    YES_OR_NO,
    'Whether the certificate of the other side must itself be in `CAfile` (pinning).',
    {
      since: '5.34',
      default: 'no',
    },
  ),
];
