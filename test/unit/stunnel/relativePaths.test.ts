import { describe, expect, test } from 'vitest';
import { client, expectRefusals, refusals, type StunnelCase, server } from './support/stunnelCase';

const neighbours = {
  'gone.pem': { inKnownFolder: true },
  'tls/gone.key': { inKnownFolder: false },
  'gone.d': { inKnownFolder: true },
  'here.pem': { is: 'unreadable' },
} as const;

const withCert = (lines: string) => server().replace('cert = /srv/tls/web.pem\n', lines);
const verifying = (lines: string) => client(`verifyChain = yes\n${lines}`);

/** A repository mostly has the configuration and not its keys. */
const UNCOMMITTED: readonly StunnelCase[] = [
  { name: 'a certificate', text: withCert('cert = ‹gone.pem›\n'), says: /Write the whole path.*\.$/ },
  { name: 'a key in a folder that is not there', text: server('key = ‹tls/gone.key›\n') },
  { name: 'a certificate of a client', text: client('cert = ‹gone.pem›\n') },
  { name: 'authorities', text: verifying('CAfile = ‹gone.pem›\n') },
  { name: 'a folder of authorities', text: verifying('CApath = ‹gone.d›\n'), says: 'no folder' },
  { name: 'a revocation list', text: server('CRLfile = ‹gone.pem›\n') },
  { name: 'shared keys', text: client('PSKsecrets = ‹gone.pem›\n') },
];

describe('a relative path that is not beside the configuration is a warning:', () => {
  test.each(UNCOMMITTED)('$name', (row) => {
    const warned = { ...row, code: 'file-not-found', severity: 'warning', neighbours } as const;
    expectRefusals(warned);
    expect(refusals(row.text.replaceAll(/[‹›]/g, ''), { neighbours }).map(({ message }) => message)).toEqual([]);
  });
});

test('a relative folder to include that is not there is an error', () => {
  expectRefusals({ name: 'include', text: `include = ‹gone.d›\n${server()}`, code: 'file-not-found', neighbours });
});

test.each(['~/web.pem', '"gone.pem"', '*.pem'])('%s is no path on any machine, and an error', (path) => {
  expectRefusals({ name: path, text: withCert(`cert = ‹${path}›\n`), code: 'invalid-value', neighbours });
});

test.each([withCert('cert = here.pem\n'), withCert('cert = unknown.pem\n')])(
  'what nobody can see is silent',
  (text) => {
    for (const severity of ['error', 'warning'] as const) {
      const found = refusals(text, { neighbours, severity });
      expect(found.filter(({ code }) => code === 'file-not-found')).toEqual([]);
    }
  },
);
