import type { Credential, Secret } from '../../model/nouns';
import { type Entry, isSet, listAt, mapAt, type StructValue, structAt, textAt } from '../../schema/value';
import { fileRefAt, fileRefOf, placeOf, saidTextAt } from '../saidAt';
import { keySpan } from '../walk';
import { namedSecrets, secretFileKey, secretOfScalar, userInfoSecret } from './secretsAndFiles';

/** How the client `client` proves who it is; `urlKey` is the key of the URL that it calls, which may hold a password. */
export function credentialsOf(client: StructValue, urlKey?: string): readonly Credential[] {
  return [
    ...basicAuth(client),
    ...authorization(client),
    ...bearerToken(client),
    ...oauth2(client),
    ...httpHeaders(client),
    ...named(client, 'headers', 'header'),
    ...named(client, 'params', 'token'),
    ...sigv4(client),
    ...azureAd(client),
    ...googleIam(client),
    ...(urlKey === undefined ? [] : userInfo(client, urlKey)),
  ];
}

/** A credential of the mapping `holder`, whose secret stands under `key` or in the file under `fileKey`. */
export function credential(
  type: Credential['type'],
  at: Credential['at'],
  holder: StructValue,
  keys: { readonly user?: string; readonly secret?: string; readonly file?: string },
): Credential {
  const user = keys.user === undefined ? undefined : saidTextAt(holder, keys.user);
  const secret = keys.secret === undefined ? undefined : secretAt(holder, keys.secret);
  const from = keys.file === undefined ? undefined : fileRefAt(holder, keys.file);
  return { type, at: placeOf(at), ...(user && { user }), ...(secret && { secret }), ...(from && { from }) };
}

function secretAt(holder: StructValue, key: string): Secret | undefined {
  const found = holder.entries.get(key)?.value;
  return found?.kind === 'scalar' ? secretOfScalar(found, key, secretFileKey(found)) : undefined;
}

function basicAuth(client: StructValue): Credential[] {
  const block = structAt(client, 'basic_auth');
  if (block === undefined) return [];
  const keys = { user: 'username', secret: 'password', file: 'password_file' };
  const found = credential('basic', keySpan(client, 'basic_auth'), block, keys);
  // Who it is stands in a file, so nobody knows here.
  const inFile = isSet(block, 'username_file')
    ? { value: undefined, ...placeOf(keySpan(block, 'username_file')) }
    : undefined;
  return [inFile === undefined ? found : { ...found, user: inFile }];
}

/** An empty type is Bearer (prometheus-rules.md 57); others are sent as they are. */
function authorization(client: StructValue): Credential[] {
  const block = structAt(client, 'authorization');
  if (block === undefined) return [];
  const type = (textAt(block, 'type') ?? '').trim().toLowerCase();
  const keys = { secret: 'credentials', file: 'credentials_file' };
  const isBearer = type === '' || type === 'bearer';
  return [credential(isBearer ? 'bearer' : 'header', keySpan(client, 'authorization'), block, keys)];
}

function bearerToken(client: StructValue): Credential[] {
  const key = ['bearer_token', 'bearer_token_file'].find((candidate) => isSet(client, candidate));
  if (key === undefined) return [];
  const keys = { secret: 'bearer_token', file: 'bearer_token_file' };
  return [credential('bearer', keySpan(client, key), client, keys)];
}

function oauth2(client: StructValue): Credential[] {
  const block = structAt(client, 'oauth2');
  return block === undefined ? [] : [clientSecret(block, keySpan(client, 'oauth2'))];
}

/** What an `oauth2` block sends to its token URL; a certificate key takes the place of the secret with `jwt-bearer`. */
export function clientSecret(block: StructValue, at: Credential['at']): Credential {
  const name =
    block.entries.has('client_secret') || block.entries.has('client_secret_file') ? 'secret' : 'certificate_key';
  const keys = { user: 'client_id', secret: `client_${name}`, file: `client_${name}_file` };
  return credential('oauth2', at, block, keys);
}

function httpHeaders(client: StructValue): Credential[] {
  const headers = mapAt(client, 'http_headers');
  if (headers === undefined) return [];
  const inValues = namedSecrets(headers, 'http_headers');
  return [...headers.entries.values()].flatMap((entry) => header(entry, inValues));
}

function header({ key, keyNode, value }: Entry, inValues: readonly Secret[]): Credential[] {
  if (value?.kind !== 'struct') return [];
  const [inline] = listAt(value, 'secrets');
  const [file] = listAt(value, 'files');
  const secret =
    inline?.kind === 'scalar'
      ? secretOfScalar(inline, 'secrets', 'files')
      : inValues.find((found) => found.key === key);
  const from = file?.kind === 'scalar' ? fileRefOf(file) : undefined;
  if (secret === undefined && from === undefined) return [];
  return [{ type: 'header', at: placeOf(keyNode), ...(secret && { secret }), ...(from && { from }) }];
}

/** The secrets in the map under `key`, each a credential at its own name. */
function named(client: StructValue, key: 'headers' | 'params', type: Credential['type']): Credential[] {
  const map = mapAt(client, key);
  if (map === undefined) return [];
  return namedSecrets(map, key).map((secret) => {
    const at = map.entries.get(secret.key)?.keyNode ?? secret;
    return { type, at: placeOf(at), secret };
  });
}

function sigv4(client: StructValue): Credential[] {
  const block = structAt(client, 'sigv4');
  if (block === undefined) return [];
  return [credential('signature', keySpan(client, 'sigv4'), block, { user: 'access_key', secret: 'secret_key' })];
}

function azureAd(client: StructValue): Credential[] {
  const block = structAt(client, 'azuread');
  if (block === undefined) return [];
  const at = keySpan(client, 'azuread');
  const [oauth, certificate, workload] = ['oauth', 'certificate', 'workload_identity'].map((key) =>
    structAt(block, key),
  );
  if (oauth !== undefined) return [credential('oauth2', at, oauth, { user: 'client_id', secret: 'client_secret' })];
  if (certificate !== undefined) {
    const keys = { user: 'client_id', secret: 'certificate_password', file: 'certificate_key_path' };
    return [credential('oauth2', at, certificate, keys)];
  }
  if (workload === undefined) return [{ type: 'oauth2', at: placeOf(at) }];
  return [credential('oauth2', at, workload, { user: 'client_id', file: 'token_file_path' })];
}

function googleIam(client: StructValue): Credential[] {
  const block = structAt(client, 'google_iam');
  if (block === undefined) return [];
  return [credential('oauth2', keySpan(client, 'google_iam'), block, { file: 'credentials_file' })];
}

/** A name and password in the URL under `key`. */
function userInfo(client: StructValue, key: string): Credential[] {
  const url = client.entries.get(key)?.value;
  const secret = url?.kind === 'scalar' ? userInfoSecret(url) : undefined;
  return secret === undefined ? [] : [{ type: 'basic', at: placeOf(keySpan(client, key)), secret }];
}
