import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { discovery, job } from '../support/job';

const LOGINS: readonly CheckCase[] = [
  {
    rules: [51],
    name: 'a bearer token twice',
    code: 'conflicting-keys',
    text: job('bearer_token: b\n‹bearer_token_file›: f'),
    says: 'at most one of bearer_token & bearer_token_file must be configured',
    fixed: job('bearer_token: b'),
  },
  {
    rules: [52],
    name: 'basic_auth behind a bearer token',
    code: 'conflicting-keys',
    text: job('bearer_token: b\n‹basic_auth›:\n  username: u\n  password: p'),
    says: 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured',
    fixed: job('bearer_token: b'),
  },
  {
    rules: [52],
    name: 'an empty basic_auth is one',
    code: 'conflicting-keys',
    text: job("basic_auth: {username: '', password: ''}\n‹bearer_token_file›: f"),
    fixed: job("basic_auth: {username: '', password: ''}"),
  },
  {
    rules: [55],
    name: 'authorization and a bearer token',
    code: 'conflicting-keys',
    text: job('authorization:\n  credentials: c\n‹bearer_token›: b'),
    says: 'authorization is not compatible with bearer_token & bearer_token_file',
  },
  {
    rules: [58],
    name: 'basic_auth and authorization',
    code: 'conflicting-keys',
    text: job('authorization: {credentials: c}\n‹basic_auth›: {username: u, password: p}'),
    says: 'at most one of basic_auth, oauth2 & authorization must be configured',
    fixed: job('authorization: {credentials: c}'),
  },
  {
    rules: [58],
    name: 'three ways to log in are one mistake',
    code: 'conflicting-keys',
    text: job(
      'oauth2: {client_id: c, token_url: t}\nbasic_auth: {username: u, password: p}\n‹authorization›: {credentials: c}',
    ),
    says: 'at most one of basic_auth, oauth2 & authorization must be configured',
  },
  {
    rules: [58],
    name: 'in a discovery',
    code: 'conflicting-keys',
    text: discovery(
      'docker',
      'host: unix:///a\nbasic_auth: {username: u, password: p}\n‹oauth2›: {client_id: c, token_url: t}',
    ),
  },
  {
    rules: [52],
    name: 'in an alertmanager',
    code: 'conflicting-keys',
    text: 'alerting:\n  alertmanagers:\n    - basic_auth: {username: u, password: p}\n      ‹bearer_token›: b\n',
  },
  {
    rules: [52],
    name: 'in remote_write',
    code: 'conflicting-keys',
    text: 'remote_write:\n  - url: http://a\n    basic_auth: {username: u, password: p}\n    ‹bearer_token›: b\n',
  },
  { rules: [52], name: 'a null is nothing', text: job('basic_auth:\nbearer_token: b') },
  { rules: [51, 52], name: 'an empty token is nothing', text: job("bearer_token: ''\nbearer_token_file: f") },
  {
    rules: [52],
    name: 'before 2.48 nobody looked at the client of some discoveries',
    version: '2.47',
    text: discovery('http', 'url: http://a\nbasic_auth: {username: u, password: p}\nbearer_token: b'),
  },
  {
    rules: [52],
    name: 'from 2.48 on, the client of all is looked at',
    version: '2.48',
    code: 'conflicting-keys',
    text: discovery('http', 'url: http://a\nbasic_auth: {username: u, password: p}\n‹bearer_token›: b'),
  },
  {
    rules: [52],
    name: 'the client of the other discoveries was looked at before',
    version: '2.42',
    code: 'conflicting-keys',
    text: discovery('docker', 'host: unix:///a\nbasic_auth: {username: u, password: p}\n‹bearer_token›: b'),
  },
  {
    rules: [118],
    name: 'nobody looks at the client of aws_sd_configs',
    text: discovery(
      'aws',
      'role: ec2\nbasic_auth: {username: u, username_file: f, password: p}\nauthorization: {type: basic}\nno_proxy: a\nhttp_headers: {Host: {values: [h]}}',
    ),
  },
  {
    rules: [69, 118],
    name: 'but at its TLS',
    code: 'conflicting-keys',
    text: discovery('aws', 'role: ec2\ntls_config: {ca: c, ‹ca_file›: f}'),
  },
  {
    rules: [67, 118],
    name: 'and at the proxy of its oauth2',
    code: 'conflicting-keys',
    text: discovery('aws', 'role: ec2\noauth2: {client_id: c, token_url: t, ‹no_proxy›: n}'),
  },
  { rules: [80], name: 'the defaults', text: job('follow_redirects: true\nenable_http2: true') },
  {
    rules: [80],
    name: 'the defaults of remote_write',
    text: 'remote_write:\n  - url: http://a\n    enable_http2: false\n',
  },
  { rules: [80, 118], name: 'the defaults of aws_sd_configs', text: discovery('aws', 'role: ec2') },
];

const PARTS: readonly CheckCase[] = [
  {
    rules: [53],
    name: 'a user name twice',
    code: 'conflicting-keys',
    text: job('basic_auth:\n  username_file: f\n  ‹username›: u\n  password: p'),
    says: 'at most one of basic_auth username, username_file & username_ref must be configured',
    fixed: job('basic_auth:\n  username_file: f\n  password: p'),
  },
  {
    rules: [54],
    name: 'a password twice',
    code: 'conflicting-keys',
    text: job('basic_auth:\n  username: u\n  password: p\n  ‹password_file›: f'),
    says: 'at most one of basic_auth password, password_file & password_ref must be configured',
    fixed: job('basic_auth:\n  username: u\n  password: p'),
  },
  {
    rules: [54],
    name: 'a password twice, in the words of the time',
    version: '2.42',
    code: 'conflicting-keys',
    text: job('basic_auth: {username: u, password: p, ‹password_file›: f}'),
    says: 'at most one of basic_auth password & password_file must be configured',
  },
  {
    rules: [56],
    name: 'credentials twice',
    code: 'conflicting-keys',
    text: job('authorization:\n  credentials: c\n  ‹credentials_file›: f'),
    says: 'at most one of authorization credentials & credentials_file must be configured',
    fixed: job('authorization:\n  credentials: c'),
  },
  {
    rules: [57],
    name: 'the type Basic, in any case',
    code: 'authorization-type-basic',
    text: job("authorization: {type: ‹' BASIC '›, credentials: c}"),
    says: 'authorization type cannot be set to "basic", use "basic_auth" instead',
  },
  { rules: [57], name: 'a type that only begins so', text: job('authorization: {type: Basic dTpw, credentials: c}') },
  {
    rules: [76],
    name: 'a secret of a manager that is not there',
    code: 'secret-ref-without-manager',
    text: job('basic_auth: {username: u, ‹password_ref›: r}'),
    says: 'cannot use secret ref without manager',
  },
  {
    rules: [53, 76],
    name: 'it counts once, beside the same secret',
    code: 'secret-ref-without-manager',
    text: job('authorization: {credentials: c, ‹credentials_ref›: r}'),
  },
  {
    rules: [76],
    name: 'an empty reference is none',
    text: job("authorization: {credentials: c, credentials_ref: ''}"),
  },
  {
    rules: [79],
    name: 'basic_auth without a password',
    code: 'incomplete-basic-auth',
    severity: 'info',
    text: job('‹basic_auth›: {username: u}'),
  },
  {
    rules: [79],
    name: 'basic_auth without anything',
    code: 'incomplete-basic-auth',
    severity: 'info',
    text: job('‹basic_auth›: {}'),
  },
  {
    rules: [79],
    name: 'authorization without credentials',
    code: 'empty-credentials',
    severity: 'info',
    text: job('‹authorization›: {type: Token}'),
  },
  {
    rules: [79],
    name: 'what is somebody else’s to judge',
    text: job(
      'scheme: http\nbasic_auth: {username: u, password: p}\ntls_config: {ca: c, insecure_skip_verify: true, min_version: TLS10}\nproxy_url: http://u:p@a',
    ),
  },
];

const HEADERS: readonly CheckCase[] = [
  {
    rules: [68],
    name: 'a reserved header, in any case',
    code: 'reserved-header',
    text: job('http_headers:\n  ‹user-agent›: {values: [a]}\n  X-Other: {values: [b]}'),
    says: 'setting header "User-Agent" is not allowed',
  },
  {
    rules: [68],
    name: 'two of them',
    code: 'reserved-header',
    text: job('http_headers: {‹X-Amz-Date›: {}, ‹Authorization›: {secrets: [s]}}'),
    says: 'setting header "X-Amz-Date" is not allowed',
  },
  { rules: [68], name: 'a name that is no token is not changed', text: job("http_headers: {'host ': {values: [a]}}") },
];

describe('the HTTP client', () => {
  test.each(LOGINS)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(PARTS)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(HEADERS)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
