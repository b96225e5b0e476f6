import { describe, expect, test } from 'vitest';
import type { Nouns } from '../../../server/src/core/model/nouns';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';

const HASH = `$2y$10$${'a'.repeat(53)}`;
const secrets = (nouns: Nouns) => nouns.secrets;
const listenerAt = ({ listeners }: Nouns) => listeners.map(({ at }) => at);
const minVersion = ({ listeners }: Nouns) => listeners.map((listener) => listener.minVersion);

const CASES: readonly NounCase[] = [
  {
    name: 'users',
    text: `basic_auth_users:\n  a: ‹${HASH}›\n  b: ‹clear›\n`,
    of: secrets,
    is: [
      { key: 'a', form: 'hash' },
      { key: 'b', form: 'clear' },
    ],
  },
  {
    name: 'a private key',
    text: 'tls_server_config:\n  cert: c\n  key: ‹k›\n',
    of: secrets,
    is: [{ fileKey: 'key_file' }],
  },
  {
    name: 'files',
    text: 'tls_server_config: {cert_file: ‹c›, key_file: ‹k›, client_ca_file: ‹a›}\n',
    of: ({ files }) => files,
    is: [{ path: 'c', holds: 'certificate', base: 'config' }, { holds: 'key' }, { holds: 'ca' }],
  },
  { name: 'a listener stands at its TLS', text: '# c\n‹tls_server_config›:\n  cert_file: c\n', of: listenerAt },
  {
    name: 'or at its users',
    text: `http_server_config:\n  http2: no\n‹basic_auth_users›:\n  a: ${HASH}\n`,
    of: listenerAt,
  },
  { name: 'or at its first key', text: '‹http_server_config›:\n  http2: false\n', of: listenerAt },
  { name: 'or at the start', text: '‹›# nothing\n', of: listenerAt },
  {
    name: 'the lowest version, behind another section',
    text: `basic_auth_users:\n  a: ${HASH}\ntls_server_config:\n  min_version: ‹TLS10›\n`,
    of: minVersion,
    is: [{ value: 'TLS10' }],
  },
];

const tls = (more: string) => `tls_server_config:\n  cert_file: c\n  key_file: k\n${more}`;
const NOBODY = { certificates: 'none', password: 'none' };

describe('nouns of a web configuration', () => {
  test.each(CASES)('$name', (row) => expectNouns('web-config', row));

  test.each([
    ['an empty file', '', { tls: { value: 'off', isDefault: true }, admission: NOBODY }],
    [
      'settings without a certificate',
      'tls_server_config:\n  min_version: TLS12\n',
      { tls: { value: 'off' }, admission: NOBODY },
    ],
    ['TLS', tls(''), { tls: { value: 'on' }, admission: NOBODY, certificate: { path: 'c' }, key: { path: 'k' } }],
    [
      'users',
      `${tls('')}basic_auth_users:\n  a: ${HASH}\n`,
      { admission: { certificates: 'none', password: 'required' } },
    ],
    ['no users', `${tls('')}basic_auth_users: {}\n`, { admission: NOBODY }],
    ['asked', tls('  client_auth_type: RequestClientCert\n'), { admission: { certificates: 'requested' } }],
    ['anybody', tls('  client_auth_type: RequireClientCert\n'), { admission: { certificates: 'unverified' } }],
    ['if given', tls('  client_auth_type: VerifyClientCertIfGiven\n'), { admission: { certificates: 'optional' } }],
    [
      'required',
      tls('  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca\n'),
      { admission: { certificates: 'required' }, clientCa: { path: 'ca', holds: 'ca' } },
    ],
    ['unknown policy', tls('  client_auth_type: $POLICY\n'), { admission: { certificates: 'unknown' } }],
    [
      'a misspelled key',
      'tls_server_confg:\n  cert_file: c\n',
      { tls: { value: undefined }, admission: { password: 'unknown' } },
    ],
    ['a broken file', 'tls_server_config:\n  cert_file: "c\n', { tls: { value: undefined } }],
  ])('%s', (_name, text, is) => {
    const { listeners } = nounsIn('web-config', text);
    expect(listeners).toHaveLength(1);
    expect(listeners[0]).toMatchObject({ via: 'web-config', ...is });
  });

  test('a template is nothing yet', () => {
    expect(nounsIn('web-config', '{{ if .tls }}\ntls_server_config:\n  cert_file: c\n{{ end }}\n').listeners).toEqual(
      [],
    );
  });
});
