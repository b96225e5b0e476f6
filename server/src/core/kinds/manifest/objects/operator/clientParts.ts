import type { Client, ClientTls, Credential } from '../../../../model/nouns';
import { secretOf } from '../../../../model/secretForm';
import { isGiven, isSet, type StructValue, structAt, textAt } from '../../../../schema/value';
import { clientTlsOf, OPERATOR_TLS } from '../../../clientTls';
import { fileRefAt, placeOf } from '../../../saidAt';
import { keySpan, valueSpan } from '../../../walk';
import { referenceAt } from './references';

/** What every client has of its block: TLS and credentials. */
export function clientParts(block: StructValue): Pick<Client, 'tls' | 'credentials'> {
  const tls = tlsOf(block);
  return { ...(tls && { tls }), credentials: credentialsOf(block) };
}

function tlsOf(block: StructValue): ClientTls | undefined {
  return clientTlsOf(block, OPERATOR_TLS, (tls) => ({
    ca: referenceAt(tls, 'ca') ?? fileRefAt(tls, 'caFile'),
    certificate: referenceAt(tls, 'cert') ?? fileRefAt(tls, 'certFile'),
    key: referenceAt(tls, 'keySecret') ?? fileRefAt(tls, 'keyFile'),
  }));
}

function credentialsOf(block: StructValue): readonly Credential[] {
  return [
    ...inBlock(block, 'basicAuth', 'password', 'basic'),
    ...inBlock(block, 'authorization', 'credentials', authorizationType(block), 'credentialsFile'),
    ...inBlock(block, 'oauth2', 'clientSecret', 'oauth2'),
    ...bearerToken(block),
    ...['sigv4', 'azureAd']
      .filter((key) => isGiven(block, key))
      .map((key): Credential => ({ type: key === 'sigv4' ? 'signature' : 'oauth2', at: placeOf(keySpan(block, key)) })),
  ];
}

function inBlock(
  block: StructValue,
  key: string,
  secret: string,
  type: Credential['type'],
  file?: string,
): readonly Credential[] {
  const holder = structAt(block, key);
  if (holder === undefined) return [];
  const from = referenceAt(holder, secret) ?? (file === undefined ? undefined : fileRefAt(holder, file));
  return [{ type, at: placeOf(keySpan(block, key)), ...(from && { from }) }];
}

/** Without a type it is Bearer; others are sent as they are. */
function authorizationType(block: StructValue): Credential['type'] {
  const holder = structAt(block, 'authorization');
  const type = (holder === undefined ? '' : (textAt(holder, 'type') ?? '')).trim().toLowerCase();
  return type === '' || type === 'bearer' ? 'bearer' : 'header';
}

function bearerToken(block: StructValue): readonly Credential[] {
  const key = ['bearerTokenSecret', 'bearerTokenFile', 'bearerToken'].find((candidate) => isSet(block, candidate));
  if (key === undefined) return [];
  const from = referenceAt(block, key) ?? fileRefAt(block, key);
  const inline = key === 'bearerToken' ? textAt(block, key) : undefined;
  const secret =
    inline === undefined ? undefined : secretOf(key, inline, valueSpan(block, key), 'authorization.credentials');
  return [{ type: 'bearer', at: placeOf(keySpan(block, key)), ...(from && { from }), ...(secret && { secret }) }];
}
