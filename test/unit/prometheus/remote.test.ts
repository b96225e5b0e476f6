import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const write = (...lines: readonly string[]) =>
  `remote_write:\n  - url: http://a.example/write\n${lines.map((line) => `    ${line}\n`).join('')}`;
const read = (...lines: readonly string[]) =>
  `remote_read:\n  - url: http://a.example/read\n${lines.map((line) => `    ${line}\n`).join('')}`;

const ID = '11111111-2222-3333-4444-555555555555';

const REMOTE: readonly CheckCase[] = [
  {
    rules: [146],
    name: 'an entry without a URL',
    code: 'missing-key',
    text: 'remote_write:\n  - ‹name›: a\n',
    says: 'url for remote_write is empty',
  },
  {
    rules: [146],
    name: 'a URL without a value',
    code: 'missing-key',
    text: 'remote_write:\n  - ‹url›:\n',
    says: 'url for remote_write is empty',
  },
  { rules: [20, 146], name: 'an empty URL', text: 'remote_write:\n  - url: ""\n' },
  {
    rules: [147],
    name: 'two entries of one name',
    code: 'duplicate-remote-name',
    text: `${write('name: x')}  - url: http://b.example/write\n    name: ‹x›\n`,
    says: 'found multiple remote write configs with job name "x"',
  },
  {
    rules: [148],
    name: 'two entries that are the same',
    code: 'duplicate-remote-endpoint',
    text: `${write()}  - url: ‹http://a.example/write›\n`,
    says: 'duplicate remote write configs are not allowed, found duplicate for URL: http://a.example/write',
  },
  {
    rules: [148],
    name: 'two entries that differ in nothing but a password',
    code: 'duplicate-remote-endpoint',
    text: `${write('basic_auth: { username: a, password: one }')}  - url: ‹http://a.example/write›\n    basic_auth: { username: a, password: two }\n`,
  },
  {
    rules: [148],
    name: 'two entries with a name each',
    text: `${write('name: x')}  - url: http://a.example/write\n    name: y\n`,
  },
  {
    rules: [149],
    name: 'an authorization header',
    code: 'reserved-header',
    text: write('headers: { ‹authorization›: Bearer x }'),
    says: 'authorization header must be changed via the basic_auth, authorization, oauth2, sigv4, azuread or google_iam parameter',
  },
  {
    rules: [150],
    name: 'a header that Prometheus sets itself',
    code: 'reserved-header',
    text: write('headers:', '  X-Scope-OrgID: team', '  ‹Content-type›: text/plain', '  ‹HOST›:'),
    says: 'Content-type is a reserved header. It must not be changed',
  },
  {
    rules: [151],
    name: 'an unknown message',
    code: 'invalid-value',
    text: write('protobuf_message: ‹v2›'),
    says: 'unknown type for remote write protobuf message v2',
  },
  {
    rules: [151],
    name: 'a message without a value',
    code: 'invalid-value',
    text: write('‹protobuf_message›:'),
    fixed: write('protobuf_message: prometheus.WriteRequest'),
  },
  {
    rules: [152],
    name: 'more shards at least than at most by default',
    code: 'queue-config',
    text: write('queue_config: { min_shards: ‹100› }'),
    says: 'min_shards must not be greater than max_shards',
  },
  {
    rules: [152],
    name: 'numbers that are not positive',
    code: 'queue-config',
    text: write('queue_config:', '  max_shards: ‹0›', '  capacity: ‹-1›', '  ‹max_samples_per_send›:'),
    says: 'remote write queue max_shards must be positive',
  },
  {
    rules: [152],
    name: 'a shortest backoff above the longest by default',
    code: 'queue-config',
    text: write('queue_config: { min_backoff: ‹10s› }'),
    says: 'max_backoff must not be less than min_backoff',
  },
  {
    rules: [152],
    name: 'a longest backoff of nothing',
    code: 'queue-config',
    text: write('queue_config:', '  ‹max_backoff›:'),
  },
  {
    rules: [152],
    name: 'times that are not checked',
    text: write('queue_config: { batch_send_deadline: 0s, min_backoff: 5s }'),
  },
  {
    rules: [152],
    name: 'up to 3.11 it is loaded, and then panics',
    code: 'queue-config',
    severity: 'warning',
    version: '3.11',
    text: write('queue_config: { min_shards: ‹100› }'),
  },
  {
    rules: [152],
    name: 'up to 2.43 the default is 200 shards',
    version: '2.43',
    text: write('queue_config: { min_shards: 100 }'),
  },
  {
    rules: [153],
    name: 'credentials of the client and of AWS',
    code: 'conflicting-keys',
    text: write('basic_auth: { username: a, password: b }', '‹sigv4›: { region: eu-west-1 }'),
    says: 'Currently configured: [basic_auth sigv4]',
  },
  {
    rules: [153],
    name: 'a bearer token is an authorization',
    code: 'conflicting-keys',
    text: write('sigv4: { region: eu-west-1 }', '‹bearer_token_file›: token'),
    says: 'Currently configured: [authorization sigv4]',
  },
  {
    rules: [153],
    name: 'credentials of two clouds',
    code: 'conflicting-keys',
    text: write('google_iam: {}', `‹azuread›: { managed_identity: { client_id: ${ID} } }`),
    says: 'Currently configured: [azuread google_iam]',
  },
  {
    rules: [154],
    name: 'an access key without its secret',
    code: 'missing-key',
    text: write('sigv4: { ‹access_key›: AKIA }'),
    says: 'must provide a AWS SigV4 Access key and Secret Key',
  },
  {
    rules: [154],
    name: 'a secret without its access key',
    code: 'missing-key',
    text: write('sigv4: { ‹secret_key›: x }'),
  },
  {
    rules: [154],
    name: 'an external id without a role',
    code: 'missing-key',
    text: write('sigv4: { ‹external_id›: x }'),
    says: 'external_id can only be used with role_arn',
  },
  { rules: [154], name: 'credentials of the machine', text: write('sigv4: {}') },
  {
    rules: [155],
    name: 'an unknown cloud',
    code: 'invalid-value',
    text: write('azuread: { cloud: ‹AzureGermany›, managed_identity: {} }'),
    says: 'must provide a cloud in the Azure AD config',
  },
  {
    rules: [155],
    name: 'no identity',
    code: 'missing-key',
    text: write('azuread: ‹{ cloud: AzurePublic }›'),
    says: 'must provide an Azure Managed Identity',
  },
  {
    rules: [155],
    name: 'two identities',
    code: 'conflicting-keys',
    text: write('azuread: { managed_identity: {}, ‹sdk›: {} }'),
    says: 'cannot provide multiple authentication methods in the Azure AD config',
  },
  { rules: [155], name: 'a null identity is none', text: write('azuread: { managed_identity: {}, sdk: }') },
  { rules: [155], name: 'a null cloud is the default', text: write('azuread: { cloud: , sdk: { tenant_id: any } }') },
  {
    rules: [156],
    name: 'a client id that is no UUID',
    code: 'invalid-value',
    text: write('azuread: { managed_identity: { client_id: ‹abc› } }'),
    says: 'the provided Azure Managed Identity client_id is invalid',
  },
  {
    rules: [156],
    name: 'a client id without hyphens',
    text: write(`azuread: { managed_identity: { client_id: ${ID.replaceAll('-', '')} } }`),
  },
  {
    rules: [156],
    name: 'a client id in braces',
    text: write(`azuread: { managed_identity: { client_id: '{${ID}}' } }`),
  },
  { rules: [156], name: 'the identity of the machine', text: write('azuread: { managed_identity: {} }') },
  {
    rules: [156],
    name: 'up to 3.4 the identity needs an id',
    code: 'missing-key',
    version: '3.4',
    text: write('azuread: { managed_identity: { client_id: ‹""› } }'),
    says: 'must provide an Azure Managed Identity client_id',
  },
  {
    rules: [156],
    name: 'a workload identity lacks its tenant',
    code: 'missing-key',
    text: write(`azuread: { workload_identity: ‹{ client_id: ${ID} }› }`),
    says: 'must provide an Azure Workload Identity tenant_id',
  },
  {
    rules: [156],
    name: 'ids of a workload identity',
    code: 'invalid-value',
    text: write('azuread: { workload_identity: { client_id: ‹a›, tenant_id: ‹b› } }'),
    says: 'the provided Azure Workload Identity client_id is invalid',
  },
  {
    rules: [156],
    name: 'an OAuth client without its secret',
    code: 'missing-key',
    text: write(`azuread: { oauth: ‹{ client_id: ${ID}, tenant_id: any }› }`),
    says: 'must provide an Azure OAuth client_secret',
  },
  {
    rules: [156],
    name: 'an OAuth client id that is no UUID; its tenant is not looked at',
    code: 'invalid-value',
    text: write('azuread: { oauth: { client_id: ‹abc›, client_secret: x, tenant_id: any } }'),
    says: 'the provided Azure OAuth client_id is invalid',
  },
  {
    rules: [156],
    name: 'a certificate without its path',
    code: 'missing-key',
    text: write(`azuread: { certificate: ‹{ client_id: ${ID}, tenant_id: any }› }`),
    says: 'must provide an Azure Certificate certificate_path',
  },
  {
    rules: [156],
    name: 'a client id of a certificate',
    code: 'invalid-value',
    text: write('azuread: { certificate: { client_id: ‹abc›, tenant_id: any, certificate_path: a.pem } }'),
    says: 'the provided Azure Certificate client_id is invalid',
  },
  {
    rules: [156],
    name: 'a scope with other characters',
    code: 'invalid-value',
    text: write('azuread: { scope: ‹"a;b"›, sdk: {} }'),
    says: 'the provided scope contains invalid characters',
  },
  {
    rules: [158],
    name: 'a source without a URL',
    code: 'missing-key',
    text: 'remote_read:\n  - ‹read_recent›: true\n',
    says: 'url for remote_read is empty',
  },
  {
    rules: [159],
    name: 'two sources of one name',
    code: 'duplicate-remote-name',
    text: `${read('name: x')}  - url: http://b.example/read\n    name: ‹x›\n`,
    says: 'found multiple remote read configs with job name "x"',
  },
  {
    rules: [160],
    name: 'two sources that are the same',
    code: 'duplicate-remote-endpoint',
    text: `${read()}  - url: ‹http://a.example/read›\n`,
    says: 'duplicate remote read configs are not allowed',
  },
  {
    rules: [161],
    name: 'a reserved header of a source',
    code: 'reserved-header',
    text: read('headers: { ‹x-amz-date›: now }'),
    says: 'x-amz-date is a reserved header',
  },
  {
    rules: [162],
    name: 'a matcher without a name',
    code: 'invalid-value',
    text: read('required_matchers: { ‹""›: x }'),
    says: '"" is not a valid label name',
  },
  { rules: [159], name: 'a name may stand in both sections', text: `${write('name: x')}${read('name: x')}` },
];

const alertmanager = (...lines: readonly string[]) =>
  `alerting:\n  alertmanagers:\n    - scheme: https\n${lines.map((line) => `      ${line}\n`).join('')}`;

const ALERTING: readonly CheckCase[] = [
  {
    rules: [163],
    name: 'credentials of the client and of AWS',
    code: 'conflicting-keys',
    text: alertmanager('sigv4: {}', '‹basic_auth›: { username: a, password: b }'),
    says: 'at most one of basic_auth, authorization, oauth2, & sigv4 must be configured',
  },
  {
    rules: [164],
    name: 'the old API',
    code: 'invalid-value',
    text: alertmanager('api_version: ‹v1›'),
    says: 'expected Alertmanager api version to be one of [v2] but got v1',
    fixed: alertmanager('api_version: v2'),
  },
  { rules: [164], name: 'the old API of 2.x', version: '2.42', text: alertmanager('api_version: v1') },
  {
    rules: [166],
    name: 'an access key without its secret',
    code: 'missing-key',
    text: alertmanager('sigv4: { ‹access_key›: AKIA }'),
    says: 'must provide a AWS SigV4 Access key and Secret Key',
  },
];

describe('remote_write and remote_read', () => {
  test.each(REMOTE)('rule $rules: $name', (row) => expectCase('prometheus', row));

  test('rule 148: a password in a URL is in no message', () => {
    const found = findingsIn(
      'prometheus',
      'remote_write:\n  - url: http://me:hunter2@a\n  - url: http://me:hunter3@a\n',
    );
    expect(found.map(({ code }) => code)).toEqual(['duplicate-remote-endpoint']);
    expect(found[0]?.message).not.toMatch(/hunter/);
  });
});

describe('alerting', () => {
  test.each(ALERTING)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
