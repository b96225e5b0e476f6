import type { StructShape } from '../../server/src/core/schema/shape';
import type { Random } from './random';

/** Keys of which a mapping takes one at most. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  [
    ...['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file', 'sigv4', 'azuread', 'google_iam'],
    ...['auth_token', 'auth_token_file', 'token'],
  ],
  ['username', 'username_file', 'username_ref', 'userid'],
  ['password', 'password_file', 'password_ref'],
  ['credentials', 'credentials_file', 'credentials_ref'],
  ['client_secret', 'client_secret_file', 'client_secret_ref'],
  ['client_certificate_key', 'client_certificate_key_file', 'client_certificate_key_ref'],
  ['ca', 'ca_file', 'ca_ref'],
  ['cert', 'cert_file', 'cert_ref'],
  ['key', 'key_file', 'key_ref'],
  ['proxy_url', 'proxy_from_environment'],
  ['no_proxy', 'proxy_from_environment'],
  ['secret_key', 'secret_key_file'],
  ['key_passphrase', 'key_passphrase_file'],
  ['promote_all_resource_attributes', 'promote_resource_attributes', 'ignore_resource_attributes'],
  ['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate'],
  ['api_server', 'kubeconfig_file'],
  ['record', 'alert'],
  ['record', 'for'],
  ['record', 'keep_firing_for'],
  ['record', 'annotations'],
];

/** What a key needs beside it, in mappings that have such keys. */
const NEEDED_BY_KEY: Readonly<Record<string, readonly string[]>> = {
  no_proxy: ['proxy_url'],
  proxy_connect_header: ['proxy_url'],
  cert: ['key_file'],
  cert_file: ['key_file'],
  key: ['cert_file'],
  key_file: ['cert_file'],
  client_ca: ['cert_file', 'key_file', 'client_auth_type'],
  client_ca_file: ['cert_file', 'key_file', 'client_auth_type'],
  client_auth_type: ['cert_file', 'key_file'],
  external_id: ['role_arn'],
};

/** What a mapping of a definition needs beyond what its schema requires. */
const NEEDED_BY_DEFINITION: Readonly<Record<string, readonly string[]>> = {
  relabel_config: ['target_label'],
  oci_sd_config: ['tenancy', 'user', 'fingerprint', 'key_file'],
  outscale_sd_config: ['region', 'secret_key'],
  scaleway_sd_config: ['secret_key'],
  azure_sd_config: ['tenant_id', 'client_id', 'client_secret'],
  dns_sd_config: ['port'],
  stackit_sd_config: ['region'],
  ovhcloud_sd_config: ['endpoint'],
  sigv4: ['access_key', 'secret_key'],
  azuread: ['managed_identity'],
  rule: ['expr'],
  consul_sd_config: ['server'],
};

/** The HTTP keys that a Kubernetes discovery takes beside `api_server` only. */
const HTTP =
  /^(basic_auth|authorization|oauth2|bearer_token|tls_config|proxy|no_proxy|follow_redirects|enable_http2|http_headers)/;

/** `keys` of a mapping of `shape`, so that they go together: without what excludes another one, with what is missing. */
export function together(random: Random, keys: readonly string[], shape: StructShape): readonly string[] {
  const wanted = keys.filter((key) => !key.endsWith('_ref') || random.chance(10));
  const add = (key: string) => {
    if (shape.fields.has(key) && !wanted.includes(key) && !isExcluded(key, wanted)) wanted.push(key);
  };
  const kept = wanted.filter((key, index) => !isExcluded(key, wanted.slice(0, index)));
  wanted.splice(0, wanted.length, ...kept);
  for (const name of shape.names) for (const key of NEEDED_BY_DEFINITION[name] ?? []) add(key);
  for (const key of [...wanted]) for (const needed of NEEDED_BY_KEY[key] ?? []) add(needed);
  if (shape.name === 'kubernetes_sd_config' && wanted.some((key) => HTTP.test(key))) add('api_server');
  return wanted;
}

function isExcluded(key: string, by: readonly string[]): boolean {
  return ALTERNATIVES.some(
    (group) => group.includes(key) && by.some((other) => other !== key && group.includes(other)),
  );
}
