import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { createServices } from '../../../server/src/core/services/registry';
import { findingsIn } from '../support/expectFindings';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';

const MODULES = `modules:
  http_2xx:
    prober: http
    timeout: 5s
    http:
      valid_status_codes: []
      method: GET
      headers: { Host: x.example.org, Authorization: Bearer abc }
      basic_auth: { username: probe, password: pw }
      tls_config: { insecure_skip_verify: true, ca_file: ca.pem }
  ssh:
    prober: tcp
    tcp:
      query_response: [{ expect: "^SSH-2.0-" }]
  imaps: { prober: tcp, tcp: { tls: true, tls_config: { server_name: mail.example.org } } }
  grpc_plain: { prober: grpc, grpc: { service: x } }
  ping: { prober: icmp }
`;

const CASES: readonly NounCase[] = [
  {
    name: 'a module is a client at its name',
    text: MODULES.replace('http_2xx', '‹http_2xx›')
      .replace('ssh', '‹ssh›')
      .replace('imaps', '‹imaps›')
      .replace('grpc_plain', '‹grpc_plain›'),
    of: ({ clients }) => clients.map(({ at }) => at),
  },
  {
    name: 'verification that is switched off',
    text: MODULES.replace('insecure_skip_verify: true', 'insecure_skip_verify: ‹true›'),
    of: ({ clients }) => clients.map(({ tls }) => tls?.skipVerify),
    is: [{ value: true }],
  },
  {
    name: 'passwords and secret headers',
    text: MODULES.replace('password: pw', 'password: ‹pw›').replace('Bearer abc', '‹Bearer abc›'),
    of: ({ secrets }) => secrets,
    is: [
      { key: 'password', fileKey: 'password_file', form: 'clear' },
      { key: 'Authorization', text: 'Bearer abc' },
    ],
  },
  {
    name: 'files lie where the exporter runs',
    text: MODULES.replace('ca.pem', '‹ca.pem›'),
    of: ({ files }) => files,
    is: [{ path: 'ca.pem', holds: 'ca', base: 'process' }],
  },
  {
    name: 'settings of another prober than the one that is used do not count',
    text: 'modules:\n  ‹a›:\n    prober: tcp\n    http: { basic_auth: { username: a, password: b } }\n',
    of: ({ clients, secrets }) => [...clients.map(({ at }) => at), ...secrets],
  },
  {
    name: 'who fetches tokens is a client too',
    text: 'modules:\n  ‹a›:\n    prober: http\n    http:\n      ‹oauth2›: { client_id: a, client_secret: b, token_url: "https://x/t" }\n',
    of: ({ clients }) => clients.map(({ at }) => at),
    is: [{}, {}],
  },
];

describe('blackbox.yml', () => {
  test.each(CASES)('$name', (row) => expectNouns('blackbox', row));

  test('the scheme is that of the target, or told by a switch', () => {
    const schemes = nounsIn('blackbox', MODULES).clients.map(({ name, scheme }) => [name, scheme.value]);
    expect(Object.fromEntries(schemes)).toEqual({
      http_2xx: undefined,
      ssh: undefined,
      imaps: 'https',
      grpc_plain: 'http',
    });
  });

  test('an honest file has no findings, and its modules as the outline', () => {
    expect(findingsIn('blackbox', MODULES)).toEqual([]);
    const outline = createServices([]).get('blackbox')?.outline(MODULES) ?? [];
    expect(outline[0]?.children.map(({ name }) => name)).toEqual(['http_2xx', 'ssh', 'imaps', 'grpc_plain', 'ping']);
  });

  test.each([
    ['by its modules', '/config.yml', MODULES, 'blackbox'],
    ['in braces', '/b.yml', 'modules: {a: {prober: icmp}}\n', 'blackbox'],
    ['the modules of the SNMP exporter', '/snmp.yml', 'modules:\n  if_mib:\n    walk: [1.3.6]\n', undefined],
    ['a manifest', '/x.yml', 'apiVersion: v1\nmodules:\n  a:\n    prober: http\n', undefined],
  ])('is detected: %s', (_name, path, text, kind) => {
    expect(detectKind({ path, text })).toBe(kind);
  });
});
