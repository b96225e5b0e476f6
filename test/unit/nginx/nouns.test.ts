import { describe, expect, test } from 'vitest';
import { expectNouns, type NounCase } from '../support/expectNouns';

const METRICS = '  location /metrics { proxy_pass http://127.0.0.1:9100; }\n';

const CASES: readonly NounCase[] = [
  {
    name: 'addresses',
    text: `server {\n  listen ‹443› ssl;\n  listen ‹[::]:443› ssl;\n  listen ‹*:80›;\n  listen ‹127.0.0.1›;\n  listen ‹unix:/run/x.sock›;\n${METRICS}}\n`,
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [
      { value: ':443' },
      { value: '[::]:443' },
      { value: ':80' },
      { value: '127.0.0.1:80' },
      { value: 'unix:/run/x.sock' },
    ],
  },
  {
    name: 'no address',
    text: `‹server› {\n${METRICS}}\n`,
    of: ({ listeners }) => listeners.map(({ address }) => address),
    is: [{ value: ':80', isDefault: true }],
  },
  {
    name: 'TLS',
    text: `server {\n  listen 443 ‹ssl›;\n  listen ‹80›;\n  ssl_protocols TLSv1.2 TLSv1;\n  ssl_ciphers "HIGH:!aNULL";\n${METRICS}}\n`,
    of: ({ listeners }) => listeners.map(({ tls, minVersion, ciphers }) => ({ ...tls, minVersion, ciphers })),
    is: [
      {
        value: 'on',
        minVersion: expect.objectContaining({ value: 'TLSv1' }),
        ciphers: expect.objectContaining({ value: 'HIGH:!aNULL' }),
      },
      { value: 'off' },
    ],
  },
  {
    name: 'who is asked',
    text: '‹server› {\n  listen 443 ssl;\n  ssl_verify_client on;\n  auth_basic x;\n  auth_basic_user_file h;\n  location /metrics { proxy_pass http://n:9100; }\n}\n',
    of: ({ listeners }) =>
      listeners.map(({ at, admission, name, program, via }) => ({ ...at, admission, name, program, via })),
    is: [{ admission: { certificates: 'required', password: 'required' }, name: '', program: 'nginx', via: 'proxy' }],
  },
  {
    name: 'a password on some paths only',
    text: '‹server› {\n  location /a { proxy_pass http://n:9100; auth_basic x; auth_basic_user_file h; }\n  location /b { proxy_pass http://n:9104; }\n}\n',
    of: ({ listeners }) => listeners.map(({ at, admission }) => ({ ...at, admission })),
    is: [{ admission: { certificates: 'none', password: 'none' } }],
  },
  {
    name: 'what is passed on',
    text: 'server {\n  location = ‹/metrics› { allow 10.0.0.1; deny all; proxy_pass http://n:9100; }\n  location ‹/› { proxy_pass http://127.0.0.1:9090; }\n  location /app { proxy_pass http://app:8000; }\n}\n',
    of: ({ listeners }) =>
      listeners.flatMap(({ routes = [] }) => routes.map(({ at, ...rest }) => ({ ...rest, ...at }))),
    is: [
      {
        path: expect.objectContaining({ value: '/metrics' }),
        isExact: true,
        admission: { certificates: 'none', password: 'none', addresses: 'some' },
      },
      {
        path: expect.objectContaining({ value: '/' }),
        isExact: false,
        to: expect.objectContaining({ value: 'http://127.0.0.1:9090' }),
      },
    ],
  },
  {
    name: 'conditions that turn away, and one that does not',
    text: 'server {\n  if ($scheme = http) { return 301 https://$host; }\n  location ‹/a› { if ($x) { return 403; } proxy_pass http://n:9100; }\n  location ‹/b› { proxy_pass http://n:9104; }\n}\n',
    of: ({ listeners }) =>
      listeners.flatMap(({ routes = [] }) => routes.map(({ at, admission }) => ({ ...at, admission }))),
    is: [
      { admission: { certificates: 'none', password: 'unknown', addresses: 'all' } },
      { admission: { certificates: 'none', password: 'none', addresses: 'all' } },
    ],
  },
  {
    name: 'files',
    text: `server {\n  ssl_certificate ‹/etc/a.pem›;\n  ssl_certificate_key ‹"/etc/a.key"›;\n  ssl_client_certificate ‹$ca›;\n${METRICS}}\n`.replace(
      '‹"/etc/a.key"›',
      '"‹/etc/a.key›"',
    ),
    of: ({ files }) => files,
    is: [
      { path: '/etc/a.pem', holds: 'certificate' },
      { path: '/etc/a.key', holds: 'key' },
      { path: undefined, holds: 'ca' },
    ],
  },
  {
    name: 'another site',
    text: 'server { listen 80; location / { proxy_pass http://app:8000; } }\n',
    of: ({ listeners, files }) => [...listeners.map(({ at }) => at), ...files],
  },
];

describe('nouns of nginx', () => {
  test.each(CASES)('$name', (row) => expectNouns('nginx', row));
});
