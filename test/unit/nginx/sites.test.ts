import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { type CheckCase, expectCase } from '../support/expectFindings';

const TLS = '  listen 443 ssl;\n  ssl_certificate a.pem;\n  ssl_certificate_key a.key;\n';
/** A server with TLS, and `lines` in it. */
const server = (lines: string) => `server {\n${TLS}${lines}}\n`;
/** A location of it that passes on to node_exporter. */
const node = (lines: string) => server(`  location /node/ {\n    proxy_pass http://127.0.0.1:9100/;\n${lines}  }\n`);

/** The block of stunnel-rules.md 6d. */
const HONEST = `server {
  listen 127.0.0.1:29443 ssl;
  ssl_certificate /etc/nginx/a.pem;
  ssl_certificate_key /etc/nginx/a.key;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_client_certificate /etc/nginx/ca.pem;
  ssl_verify_client on;
  location = /node/metrics {
    allow 100.64.0.0/10; allow fd7a:115c:a1e0::/48; allow 127.0.0.1; deny all;
    auth_basic "metrics"; auth_basic_user_file /etc/nginx/htpasswd;
    limit_except GET { deny all; }
    proxy_pass http://127.0.0.1:9100/metrics;
    proxy_read_timeout 15s;
  }
  location / { return 404; }
}
`;

const CASES: readonly CheckCase[] = [
  { rules: ['6d'], name: 'an honest site', text: HONEST },
  {
    rules: ['6d'],
    name: 'the address or the password',
    code: 'nginx-satisfy-any',
    severity: 'warning',
    text: node(
      '    satisfy ‹any›;\n    allow 10.0.0.0/8;\n    deny all;\n    auth_basic x;\n    auth_basic_user_file h;\n',
    ),
    fixed: node(
      '    satisfy all;\n    allow 10.0.0.0/8;\n    deny all;\n    auth_basic x;\n    auth_basic_user_file h;\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'the address or the password, for the whole server once',
    code: 'nginx-satisfy-any',
    severity: 'warning',
    text: server(
      '  satisfy ‹any›; allow 10.0.0.0/8; deny all; auth_basic x; auth_basic_user_file h;\n  location /a/ { proxy_pass http://n:9100/; }\n  location /b/ { proxy_pass http://n:9090/; }\n',
    ),
  },
  { rules: ['6d'], name: 'any of one', text: node('    satisfy any;\n    allow 10.0.0.0/8;\n    deny all;\n') },
  {
    rules: ['6d'],
    name: 'nobody is shut out',
    code: 'nginx-allow-without-deny',
    severity: 'warning',
    text: node('    ‹allow› 10.0.0.0/8;\n    allow 127.0.0.1;\n'),
    fixed: node('    allow 10.0.0.0/8;\n    allow 127.0.0.1; deny all;\n'),
  },
  {
    rules: ['6d'],
    name: 'rules of an included file',
    text: node('    allow 10.0.0.0/8;\n    include snippets/deny.conf;\n'),
  },
  { rules: ['6d'], name: 'some are shut out', text: node('    deny 10.0.0.1;\n') },
  {
    rules: ['6d'],
    name: 'everybody is shut out first',
    code: 'nginx-allow-after-deny',
    severity: 'warning',
    text: node('    deny all;\n    ‹allow› 10.0.0.0/8;\n'),
  },
  {
    rules: ['6d'],
    name: 'a password that nobody has',
    code: 'nginx-auth-without-users',
    severity: 'error',
    text: node('    ‹auth_basic› "metrics";\n'),
  },
  {
    rules: ['6d'],
    name: 'a password that nobody has, beside what certbot includes',
    code: 'nginx-auth-without-users',
    severity: 'error',
    text: server(
      '  include /etc/letsencrypt/options-ssl-nginx.conf;\n  location /metrics { ‹auth_basic› x; proxy_pass http://127.0.0.1:9100; }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'numbers of which nobody is kept out are one mistake',
    code: 'nginx-allow-without-deny',
    severity: 'warning',
    text: server('  location = /status { stub_status; ‹allow› 127.0.0.1; }\n'),
    fixed: server('  location = /status { stub_status; allow 127.0.0.1; deny all; }\n'),
  },
  {
    rules: ['6d'],
    name: 'users of the server',
    text: server('  auth_basic_user_file h;\n  location = /metrics { auth_basic x; proxy_pass http://a:3000; }\n'),
  },
  {
    rules: ['6d'],
    name: 'metrics for everybody',
    code: 'nginx-auth-off',
    severity: 'warning',
    text: server(
      '  auth_basic x;\n  auth_basic_user_file h;\n  location = /metrics {\n    auth_basic ‹off›;\n    proxy_pass http://127.0.0.1:9100;\n  }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'metrics for addresses',
    text: server(
      '  auth_basic x;\n  auth_basic_user_file h;\n  location = /metrics { auth_basic off; allow 10.0.0.1; deny all; proxy_pass http://n:9100; }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'numbers for everybody',
    code: 'nginx-stub-status-open',
    severity: 'warning',
    text: server('  location = /status { ‹stub_status›; }\n'),
  },
  {
    rules: ['6d'],
    name: 'numbers for the host',
    text: 'server { listen 127.0.0.1:8081; location = /status { stub_status; } }\n',
  },
  {
    rules: ['6d'],
    name: 'numbers for the exporter',
    text: server('  location = /status { stub_status on; allow 127.0.0.1; deny all; }\n'),
  },
  {
    rules: ['6d'],
    name: 'an exporter that is not verified',
    code: 'nginx-proxy-tls-unverified',
    severity: 'warning',
    text: server('  location /node/ { proxy_pass ‹https://node.example.com:9100/›; }\n'),
  },
  {
    rules: ['6d'],
    name: 'an exporter that is verified',
    text: server(
      '  proxy_ssl_verify on;\n  proxy_ssl_trusted_certificate ca.pem;\n  location /node/ { proxy_pass https://node.example.com:9100/; }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'an exporter on the same host',
    text: server('  location /node/ { proxy_pass https://127.0.0.1:9100/; }\n'),
  },
  {
    rules: ['6d'],
    name: 'an exporter that is verified by nothing',
    code: 'missing-key',
    text: server('  location /node/ { ‹proxy_ssl_verify› on; proxy_pass https://node.example.com:9100/; }\n'),
    says: 'no proxy_ssl_trusted_certificate for proxy_ssl_verify',
  },
  {
    rules: ['6d'],
    name: 'a certificate that nobody needs',
    code: 'nginx-client-certificate-optional',
    severity: 'warning',
    text: server(
      '  ssl_client_certificate ca.pem;\n  ssl_verify_client ‹optional›;\n  location /node/ { proxy_pass http://n:9100/; }\n',
    ),
    fixed: server(
      '  ssl_client_certificate ca.pem;\n  ssl_verify_client on;\n  location /node/ { proxy_pass http://n:9100/; }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'a certificate of anybody',
    code: 'nginx-client-certificate-optional',
    severity: 'warning',
    text: server('  ssl_verify_client ‹optional_no_ca›;\n  location /node/ { proxy_pass http://n:9100/; }\n'),
  },
  {
    rules: ['6d'],
    name: 'a certificate that the site judges',
    text: server(
      '  ssl_client_certificate ca.pem;\n  ssl_verify_client optional;\n  if ($ssl_client_verify != SUCCESS) { return 403; }\n  location /node/ { proxy_pass http://n:9100/; }\n',
    ),
  },
  {
    rules: ['6d'],
    name: 'clients without a CA',
    code: 'missing-key',
    text: server('  ‹ssl_verify_client› on;\n  location /node/ { proxy_pass http://n:9100/; }\n'),
  },
  {
    rules: ['6d'],
    name: 'a path in a regular expression',
    code: 'nginx-proxy-pass-uri',
    text: server('  location ~ "^/n{1,2}/" { proxy_pass http://127.0.0.1:9100‹/metrics›; }\n'),
  },
  {
    rules: ['6d'],
    name: 'two slashes',
    code: 'nginx-trailing-slash',
    severity: 'warning',
    text: server('  location ‹/node› { proxy_pass http://127.0.0.1:9100/; }\n'),
    fixed: server('  location /node/ { proxy_pass http://127.0.0.1:9100/; }\n'),
  },
  {
    rules: ['6d'],
    name: 'no slash',
    code: 'nginx-trailing-slash',
    severity: 'warning',
    text: server('  location /prom/ { proxy_pass http://127.0.0.1:9090‹/prom›; }\n'),
    fixed: server('  location /prom/ { proxy_pass http://127.0.0.1:9090/prom/; }\n'),
  },
  {
    rules: ['6d'],
    name: 'one path for another',
    text: server('  location /node/metrics { proxy_pass http://127.0.0.1:9100/metrics; }\n'),
  },
  {
    rules: ['6d'],
    name: 'a target by variable',
    text: server('  location /x { set $t http://n:9100; proxy_pass $t/; allow 1.2.3.4; }\n'),
  },
  {
    rules: ['6d'],
    name: 'another program',
    text: server('  location /app { proxy_pass https://app.example.com/; allow 10.0.0.1; auth_basic x; }\n'),
  },
  {
    rules: ['6d'],
    name: 'an upstream',
    code: 'nginx-allow-without-deny',
    severity: 'warning',
    text: `upstream p { server 10.0.0.1:9090; }\n${server('  location / { ‹allow› 10.0.0.1; proxy_pass http://p; }\n')}`.replace(
      '‹allow› 10.0.0.1; proxy',
      '‹allow› 10.0.0.1; proxy',
    ),
  },
  {
    rules: ['6d'],
    name: 'a snippet',
    text: 'location /node/ { proxy_pass https://node.example.com:9100/; auth_basic x; stub_status; }\n',
  },
  {
    rules: ['6d'],
    name: 'a template',
    code: 'template',
    severity: 'info',
    text: `server { listen ‹{{› port }}; location /metrics { proxy_pass http://n:9100; } }\n`,
  },
  { rules: ['6d'], name: 'an empty text', text: '' },
];

describe('nginx sites', () => {
  test.each(CASES)('$rules $name', (row) => expectCase('nginx', row));
});

/** What is looked at, and whether it is ours. */
const FILES: readonly (readonly [name: string, path: string, text: string, isOurs: boolean])[] = [
  ['a site', '/etc/nginx/sites-available/metrics', HONEST, true],
  [
    'a site by its upstream',
    '/srv/nginx/prom.conf',
    'upstream p { server a:9090; }\nserver { location / { proxy_pass http://p; } }\n',
    true,
  ],
  [
    'another site',
    '/etc/nginx/conf.d/app.conf',
    'server { location / { proxy_pass http://127.0.0.1:8000; } }\n',
    false,
  ],
  [
    'a port in a comment',
    '/etc/nginx/conf.d/app.conf',
    'server { location / { proxy_pass http://a; } # :9100 metrics\n}\n',
    false,
  ],
  ['a configuration of something else', '/etc/x.conf', 'server {\n  port = 9100\n}\n', false],
];

describe('the detection of nginx sites', () => {
  test.each(FILES)('%s', (_name, path, text, isOurs) => {
    expect(detectKind({ path, text })).toBe(isOurs ? 'nginx' : undefined);
  });
});
