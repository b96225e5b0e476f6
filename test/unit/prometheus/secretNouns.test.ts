import { describe, expect, test } from 'vitest';
import type { Nouns } from '../../../server/src/core/model/nouns';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';
import { discovery, job } from '../support/job';

const secrets = (nouns: Nouns) => nouns.secrets;
const files = (nouns: Nouns) => nouns.files;

const SECRETS: readonly NounCase[] = [
  {
    name: 'a password',
    text: job('basic_auth:\n  username: u\n  password: ‹"a b"›'),
    of: secrets,
    is: [{ key: 'password', text: 'a b', form: 'clear', fileKey: 'password_file' }],
  },
  { name: 'a number', text: job('basic_auth:\n  password: ‹0123›'), of: secrets, is: [{ text: '0123' }] },
  { name: 'a variable', text: job('basic_auth:\n  password: ‹${PW}›'), of: secrets, is: [{ form: 'variable' }] },
  {
    name: 'a placeholder',
    text: job('basic_auth:\n  password: ‹<secret>›'),
    of: secrets,
    is: [{ form: 'placeholder' }],
  },
  { name: 'an empty text', text: job('basic_auth:\n  password: ‹""›'), of: secrets, is: [{ form: 'empty' }] },
  { name: 'a token', text: job('bearer_token: ‹t›'), of: secrets, is: [{ fileKey: 'bearer_token_file' }] },
  { name: 'credentials', text: job('authorization: {credentials: ‹t›}'), of: secrets },
  { name: 'a header', text: job('http_headers:\n  X-A:\n    secrets: [‹t›]'), of: secrets, is: [{ fileKey: 'files' }] },
  {
    name: 'a header that is called one',
    text: job('http_headers: {X-Api-Key: {values: [‹t›]}, X-B: {values: [c]}}'),
    of: secrets,
  },
  {
    name: 'a private key',
    text: job('tls_config:\n  cert: c\n  key: ‹|\n    PEM›'),
    of: secrets,
  },
  { name: 'consul', text: discovery('consul', 'token: ‹t›\nserver: a:1'), of: secrets, is: [{ key: 'token' }] },
  {
    name: 'signatures',
    text: 'remote_write:\n- url: http://a\n  sigv4: {access_key: a, secret_key: ‹b›}\n',
    of: secrets,
  },
  {
    name: 'headers',
    text: 'remote_write:\n- url: http://a\n  headers: {X-Scope-OrgID: a, X-Auth-Token: ‹b›}\n',
    of: secrets,
  },
  {
    name: 'user info',
    text: 'remote_write:\n- url: https://u:‹p@ss›@a/x?b=c\n',
    of: secrets,
    is: [{ key: 'password', text: 'p@ss' }],
  },
  { name: 'user info in quotes', text: "remote_write:\n- url: 'https://u:‹pw›@a/x'\n", of: secrets },
  {
    name: 'user info with an escape',
    text: 'remote_write:\n- url: ‹"https://u:p\\x41@a/x"›\n',
    of: secrets,
    is: [{ text: 'pA' }],
  },
  { name: 'a name alone', text: 'remote_write:\n- url: https://u@a/x\n', of: secrets },
  { name: 'query values', text: 'remote_write:\n- url: http://a/w?u=x&p=‹y›&token=‹z›&db=d\n', of: secrets },
  { name: 'p without u', text: 'remote_write:\n- url: http://a/w?p=1\n', of: secrets },
  { name: 'parameters', text: job('params:\n  token: [‹t›]\n  module: [m]'), of: secrets, is: [{ key: 'token' }] },
  { name: 'a proxy', text: job('proxy_url: http://u:‹pw›@p'), of: secrets },
  { name: 'a target', text: job('static_configs: [{targets: ["https://u:‹pw›@a"]}]'), of: secrets },
  { name: 'a regular expression is no URL', text: job('relabel_configs: [{regex: "http://.*:(.*)@.*"}]'), of: secrets },
  {
    name: 'an anchor is one place',
    text: job('authorization: &a\n  credentials: ‹t›\nhttp_sd_configs: [{url: http://b, authorization: *a}]'),
    of: secrets,
  },
];

const FILES: readonly NounCase[] = [
  {
    name: 'TLS and passwords',
    text: job('tls_config: {ca_file: ‹ca›, cert_file: ‹c›, key_file: ‹k›}\nbasic_auth: {password_file: ‹p›}'),
    of: files,
    is: [
      { path: 'ca', holds: 'ca', base: 'config' },
      { path: 'c', holds: 'certificate' },
      { path: 'k', holds: 'key' },
      { path: 'p', holds: 'password' },
    ],
  },
  {
    name: 'an unknown path',
    text: job('bearer_token_file: ‹/run/${NAME}›'),
    of: files,
    is: [{ path: undefined, holds: 'token' }],
  },
  { name: 'an empty path is none', text: job('bearer_token_file: ""'), of: files },
  {
    name: 'target files',
    text: discovery('file', 'files: [‹a.yml›, ‹b/*.json›]'),
    of: files,
    is: [{ holds: 'targets' }, {}],
  },
  {
    name: 'rules',
    text: 'rule_files:\n- ‹a.yml›\n- ‹b.yml›\n',
    of: files,
    is: [{ holds: 'rules' }, { holds: 'rules' }],
  },
  {
    name: 'Azure',
    text: discovery('azure', 'subscription_id: s\nbearer_token_file: ‹t›'),
    of: files,
    is: [{ base: 'process' }],
  },
  { name: 'headers', text: job('http_headers: {A: {files: [‹f›]}}'), of: files, is: [{ holds: 'secret' }] },
];

describe('secrets', () => test.each(SECRETS)('$name', (row) => expectNouns('prometheus', row)));
describe('files', () => test.each(FILES)('$name', (row) => expectNouns('prometheus', row)));

test.each([
  ['basic', 'basic_auth: {username: u, password: p}', { type: 'basic', user: { value: 'u' }, secret: { text: 'p' } }],
  [
    'a name in a file',
    'basic_auth: {username_file: u, password_file: p}',
    { user: { value: undefined }, from: { path: 'p' } },
  ],
  ['bearer', 'authorization: {credentials_file: f}', { type: 'bearer', from: { path: 'f', holds: 'secret' } }],
  ['another scheme', 'authorization: {type: Token, credentials: t}', { type: 'header', secret: { text: 't' } }],
  ['the old way', 'bearer_token_file: f', { type: 'bearer', from: { holds: 'token' } }],
  [
    'oauth2',
    'oauth2: {client_id: i, client_secret_file: f, token_url: http://t}',
    { type: 'oauth2', user: { value: 'i' } },
  ],
  ['a header', 'http_headers: {A: {secrets: [s]}}', { type: 'header', secret: { text: 's' } }],
  ['a parameter', 'params: {api_key: [s]}', { type: 'token', secret: { text: 's' } }],
] as const)('credentials: %s', (_name, body, is) => {
  const [client] = nounsIn('prometheus', job(body)).clients;
  expect(client?.credentials).toHaveLength(1);
  expect(client?.credentials[0]).toMatchObject(is);
});

test.each([
  ['password of consul', 'consul', 'server: a:1\nusername: u\npassword: p', { type: 'basic', user: { value: 'u' } }],
  ['key of EC2', 'ec2', 'region: r\naccess_key: a\nsecret_key: s', { type: 'signature', user: { value: 'a' } }],
  ['user info', 'http', 'url: http://u:p@a/', { type: 'basic', secret: { text: 'p' } }],
])('credentials of a discovery: %s', (_name, name, body, is) => {
  const client = nounsIn('prometheus', discovery(name, body)).clients.find(({ role }) => role === 'discovery');
  expect(client?.credentials).toHaveLength(1);
  expect(client?.credentials[0]).toMatchObject(is);
});
