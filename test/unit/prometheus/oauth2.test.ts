import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { discovery, job } from '../support/job';

const JWT = 'grant_type: urn:ietf:params:oauth:grant-type:jwt-bearer';

const CASES: readonly CheckCase[] = [
  {
    rules: [59],
    name: 'no client_id',
    code: 'missing-key',
    text: job('oauth2:\n  ‹token_url›: t'),
    says: 'oauth2 client_id must be configured',
  },
  {
    rules: [60],
    name: 'an empty token_url',
    code: 'invalid-value',
    text: job("oauth2: {client_id: c, token_url: ‹''›}"),
    says: 'oauth2 token_url must be configured',
  },
  { rules: [60], name: 'a token_url that is no URL', text: job("oauth2: {client_id: c, token_url: ':'}") },
  {
    rules: [61],
    name: 'the key of a JWT grant twice',
    code: 'conflicting-keys',
    text: job(
      `oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  client_certificate_key: k\n  ‹client_certificate_key_file›: f`,
    ),
    says: 'client_certificate_key, client_certificate_key_file & client_certificate_key_ref must be configured using grant-type=urn',
    fixed: job(`oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  client_certificate_key: k`),
  },
  {
    rules: [61],
    name: 'the key twice where it is not used',
    text: job('oauth2: {client_id: c, token_url: t, client_certificate_key: k, client_certificate_key_file: f}'),
  },
  {
    rules: [62],
    name: 'an algorithm in lower case',
    code: 'invalid-value',
    text: job(`oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  signature_algorithm: ‹rs256›`),
    says: 'valid signature algorithms are RS256, RS384 and RS512',
    fixed: job(`oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  signature_algorithm: RS256`),
  },
  {
    rules: [62],
    name: 'an algorithm where it is not used',
    text: job('oauth2: {client_id: c, token_url: t, signature_algorithm: none}'),
  },
  {
    rules: [62],
    name: 'an empty algorithm is the default',
    text: job(`oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  signature_algorithm: ''`),
  },
  {
    rules: [63],
    name: 'a secret twice',
    code: 'conflicting-keys',
    text: job('oauth2:\n  client_id: c\n  client_secret: s\n  ‹client_secret_file›: f\n  token_url: t'),
    says: 'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured using grant-type=client_credentials',
    fixed: job('oauth2:\n  client_id: c\n  client_secret: s\n  token_url: t'),
  },
  {
    rules: [63],
    name: 'a secret twice before there were grants',
    version: '3.7',
    code: 'conflicting-keys',
    text: job('oauth2: {client_id: c, client_secret: s, ‹client_secret_file›: f, token_url: t}'),
    says: /client_secret_ref must be configured\.$/,
  },
  {
    rules: [63],
    name: 'a secret twice before there were references',
    version: '2.42',
    code: 'conflicting-keys',
    text: job('oauth2: {client_id: c, client_secret: s, ‹client_secret_file›: f, token_url: t}'),
    says: 'at most one of oauth2 client_secret & client_secret_file must be configured',
  },
  {
    rules: [63],
    name: 'a secret twice where it is not used',
    text: job(`oauth2:\n  client_id: c\n  token_url: t\n  ${JWT}\n  client_secret: s\n  client_secret_file: f`),
  },
  {
    rules: [63],
    name: 'an unknown grant is taken for another one',
    code: 'unknown-grant-type',
    severity: 'warning',
    text: job('oauth2:\n  client_id: c\n  token_url: t\n  grant_type: ‹client-credentials›'),
    fixed: job('oauth2:\n  client_id: c\n  token_url: t\n  grant_type: client_credentials'),
  },
  {
    rules: [63],
    name: 'up to 2.50, a client needs a secret',
    version: '2.50',
    code: 'missing-key',
    text: job('oauth2:\n  ‹client_id›: c\n  token_url: t'),
    says: 'either oauth2 client_secret or client_secret_file must be configured',
  },
  {
    rules: [63],
    name: 'up to 2.50, and in 2.42 too',
    version: '2.42',
    code: 'missing-key',
    text: job('oauth2:\n  ‹client_id›: c\n  token_url: t'),
  },
  {
    rules: [63],
    name: 'from 2.51 on, it does not',
    version: '2.51',
    text: job('oauth2:\n  client_id: c\n  token_url: t'),
  },
  {
    rules: [67],
    name: 'the proxy of an oauth2 client',
    code: 'conflicting-keys',
    text: job('oauth2: {client_id: c, token_url: t, ‹no_proxy›: n}'),
    says: 'if no_proxy is configured, proxy_url must also be configured',
  },
  {
    rules: [69],
    name: 'the TLS of an oauth2 client',
    code: 'conflicting-keys',
    text: job('oauth2: {client_id: c, token_url: t, tls_config: {ca: c, ‹ca_file›: f}}'),
  },
  {
    rules: [76],
    name: 'a reference',
    code: 'secret-ref-without-manager',
    text: job('oauth2: {client_id: c, token_url: t, ‹client_secret_ref›: r}'),
  },
  {
    rules: [63],
    name: 'before 2.48, not in every discovery',
    version: '2.42',
    text: discovery(
      'http',
      'url: http://a\noauth2: {client_id: c, client_secret: s, client_secret_file: f, token_url: t}',
    ),
  },
];

describe('oauth2', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
