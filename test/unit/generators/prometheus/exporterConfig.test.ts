import { describe, expect, test } from 'vitest';
import { exporterSide } from '../../../../server/src/core/generators/setUp/exporter/exporterConfig';
import { toolkitFeatures } from '../../../../server/src/core/generators/setUp/exporter/toolkit';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { exporter } from '../running/fixtures';
import { credentialsFor, findingsIn, HASH, placeOf, setUpOf, textIn } from './sides';

function sideOf(answers: Answers, machine = 0) {
  const setUp = setUpOf(answers);
  const target = setUp.targets[machine] ?? { name: '', names: [] };
  return exporterSide(setUp, target, credentialsFor(setUp));
}

const CERTIFICATE = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';
const REQUIRED = '  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: client-ca.crt\n';
const NAMED = '  client_allowed_sans: [prometheus]\n';
const SINCE_12 = '  min_version: TLS12\n';
const USERS = `\nbasic_auth_users:\n  prometheus: '${HASH}'\n`;
const LIMIT = '\nrate_limit:\n  interval: 100ms\n  burst: 20\n';

/** The web configuration without the comments in front of it. */
function webConfig(answers: Answers): string {
  return textIn(sideOf(answers).files, 'web-config.yml').replace(/^(#.*\n)+\n/, '');
}

describe('the web configuration', () => {
  test.each<[name: string, answers: Answers, text: string]>([
    ['mtls', { profile: ['mtls'] }, CERTIFICATE + REQUIRED + NAMED + SINCE_12 + LIMIT],
    ['basic-auth', { profile: ['basic-auth'] }, CERTIFICATE + SINCE_12 + USERS + LIMIT],
    ['both', { profile: ['mtls+basic-auth'] }, CERTIFICATE + REQUIRED + NAMED + SINCE_12 + USERS + LIMIT],
    [
      'for a cluster, by password',
      { profile: ['kubernetes'], auth: ['password'] },
      CERTIFICATE + SINCE_12 + USERS + LIMIT,
    ],
    [
      'a toolkit before limits',
      { profile: ['mtls'], exporterVersion: ['1.9.1'] },
      CERTIFICATE + REQUIRED + NAMED + SINCE_12,
    ],
    [
      'a toolkit before names of clients',
      { profile: ['mtls'], exporterVersion: ['1.5.0'] },
      CERTIFICATE + REQUIRED + SINCE_12,
    ],
  ])('of %s', (_name, answers, text) => {
    expect(webConfig(answers)).toBe(text);
  });

  test.each<[id: string, version: string, clientNames: boolean, rateLimit: boolean]>([
    ['node', '1.6.9', false, false],
    ['node', '1.7.0', true, false],
    ['node', '1.10.2', true, false],
    ['node', '1.11.0', true, true],
    ['postgres', '0.15.0', false, false],
    ['postgres', '0.16.0', true, false],
    ['prometheus', '2.44.0', false, false],
    ['prometheus', '2.45.0', true, false],
    ['prometheus', '3.14.0', true, false],
    ['redis', '9.0.0', false, false],
  ])('of %s %s says only what that version is known to read', (id, version, clientNames, rateLimit) => {
    expect(toolkitFeatures({ exporter: exporter(id), version })).toEqual({ clientNames, rateLimit });
  });
});

describe('the program', () => {
  const FILE = '--web.config.file=/etc/node_exporter/web-config.yml';
  test.each<[name: string, answers: Answers, listen: string, flags: readonly string[], after: readonly string[]]>([
    ['listens everywhere', { profile: ['mtls'] }, ':9100', [FILE], []],
    [
      'listens on an address, when there is a network',
      { profile: ['mtls'], listenAddress: ['2001:db8::7'], port: ['19100'] },
      '[2001:db8::7]:19100',
      [FILE],
      ['network-online.target'],
    ],
    [
      'names the file as versions before 1.5.0 did',
      { profile: ['basic-auth'], exporterVersion: ['1.4.1'] },
      ':9100',
      ['--web.config=/etc/node_exporter/web-config.yml'],
      [],
    ],
    ['is behind stunnel', { profile: ['stunnel'] }, '127.0.0.1:9101', [], []],
    ['is behind nginx', { profile: ['reverse-proxy'] }, '127.0.0.1:9100', [], []],
    [
      'has flags of its own',
      { profile: ['mtls'], exporter: ['redis'] },
      ':9121',
      [
        '--tls-server-cert-file=/etc/redis_exporter/server.crt',
        '--tls-server-key-file=/etc/redis_exporter/server.key',
        '--tls-server-ca-cert-file=/etc/redis_exporter/client-ca.crt',
      ],
      [],
    ],
    [
      'listens in a tailnet',
      { profile: ['tailnet'] },
      '100.101.102.103:9100',
      [],
      ['tailscaled.service', 'network-online.target'],
    ],
    [
      'listens in a tailnet by IPv6',
      { profile: ['tailnet'], hosts: ['web-1.example.ts.net,fd7a:115c:a1e0::7'] },
      '[fd7a:115c:a1e0::7]:9100',
      [],
      ['tailscaled.service', 'network-online.target'],
    ],
  ])('%s', (_name, answers, listen, flags, after) => {
    expect(sideOf(answers)).toMatchObject({ listen, flags, after });
  });
});

test.each<[form: string, group: string]>([
  ['systemd', 'node_exporter'],
  ['debian', 'prometheus'],
  ['compose', '65534'],
])('as %s its files are for root and the group %s', (form, group) => {
  expect(sideOf({ profile: ['mtls'], form: [form] }).files.map(placeOf)).toEqual([
    `web-config.yml 644 -> /etc/node_exporter/web-config.yml root:${group} 0640`,
    `server.crt 644 -> /etc/node_exporter/server.crt root:${group} 0644`,
    `server.key 600 secret -> /etc/node_exporter/server.key root:${group} 0440`,
    `client-ca.crt 644 -> /etc/node_exporter/client-ca.crt root:${group} 0644`,
  ]);
});

test('what another authority or an ACME client brings is not among the files', () => {
  const setUp = setUpOf({ profile: ['mtls'] });
  const [target = { name: '', names: [] }] = setUp.targets;
  const waiting = exporterSide(setUp, target, { servers: { [target.name]: { key: 'KEY', request: 'REQUEST' } } });
  expect(waiting.files.map(({ path }) => path)).toEqual(['web-config.yml', 'server.key']);
  const fetched = exporterSide(setUp, target, { servers: {} });
  expect(fetched.files.map(({ path }) => path)).toEqual(['web-config.yml']);
});

test.each(['mtls', 'basic-auth', 'mtls+basic-auth', 'kubernetes'])(
  'of %s nothing is found by our own rules',
  (profile) => {
    for (const form of ['systemd', 'debian', 'compose']) {
      const { files } = sideOf({ profile: [profile], form: [form], exporterVersion: ['1.9.1'] });
      expect(findingsIn(files, 'all')).toEqual([]);
    }
    // What Debian 12 has knows no `client_allowed_sans`, which is worth an information only.
    const older = findingsIn(sideOf({ profile: [profile], form: ['debian'] }).files, 'recommended');
    expect(older.filter((line) => !line.includes(': info listener-any-client-of-ca:'))).toEqual([]);
  },
);
