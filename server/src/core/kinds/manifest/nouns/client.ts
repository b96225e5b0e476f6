import type { ClientTls, Credential, FileContent, FileRef } from '../../../model/nouns';
import { isGiven, type StructValue, structAt, textAt } from '../../../schema/value';
import { clientTlsOf, OPERATOR_TLS } from '../../clientTls';
import { placeOf } from '../../saidAt';
import { keySpan } from '../../walk';
import { secretAt, sourceAt } from './references';

/** What the `tlsConfig` of `client` says; undefined where it has none. */
export function clientTls(client: StructValue): ClientTls | undefined {
  return clientTlsOf(client, OPERATOR_TLS, (tls) => ({
    ca: sourceAt(tls, 'ca', 'ca'),
    certificate: sourceAt(tls, 'cert', 'certificate'),
    key: secretAt(tls, 'keySecret', 'key'),
  }));
}

/** How `client` proves who it is, by the keys that all clients of the operator have. */
export function credentialsOf(client: StructValue): readonly Credential[] {
  return [
    ...basicAuth(client),
    ...authorization(client),
    ...nested(client, 'oauth2', 'oauth2', 'clientSecret'),
    ...own(client, 'bearerTokenSecret', 'bearer', 'token'),
    ...own(client, 'tokenRef', 'token', 'token'),
  ];
}

/** The credential whose Secret is named under `key` of `client` itself. */
export function own(client: StructValue, key: string, type: Credential['type'], holds: FileContent): Credential[] {
  const from = secretAt(client, key, holds);
  return from === undefined ? [] : [credential(type, client, key, from)];
}

/** Who it is stands in a Secret as well, so nobody knows here. */
function basicAuth(client: StructValue): Credential[] {
  const block = structAt(client, 'basicAuth');
  if (block === undefined) return [];
  const user = { value: undefined, ...placeOf(keySpan(block, 'username')) };
  return [{ ...credential('basic', client, 'basicAuth', secretAt(block, 'password', 'password')), user }];
}

function authorization(client: StructValue): Credential[] {
  const block = structAt(client, 'authorization');
  if (block === undefined || !isGiven(block, 'credentials')) return [];
  const type = (textAt(block, 'type') ?? '').trim().toLowerCase();
  const isBearer = type === '' || type === 'bearer';
  const from = secretAt(block, 'credentials', 'token');
  return [credential(isBearer ? 'bearer' : 'header', client, 'authorization', from)];
}

function nested(client: StructValue, key: string, type: Credential['type'], secret: string): Credential[] {
  const block = structAt(client, key);
  return block === undefined ? [] : [credential(type, client, key, secretAt(block, secret, 'secret'))];
}

function credential(type: Credential['type'], holder: StructValue, key: string, from?: FileRef): Credential {
  return { type, at: placeOf(keySpan(holder, key)), ...(from && { from }) };
}
