import type { ClientTls } from '../model/nouns';
import { type StructValue, structAt } from '../schema/value';
import { placeOf, saidSwitchAt, saidTextAt } from './saidAt';
import { keySpan } from './walk';

/** What a program calls the TLS block of a client and the keys in it. */
export interface TlsKeys {
  readonly block: string;
  readonly skipVerify: string;
  readonly serverName: string;
  readonly minVersion: string;
}

/** As the objects of the operator have it. */
export const OPERATOR_TLS: TlsKeys = {
  block: 'tlsConfig',
  skipVerify: 'insecureSkipVerify',
  serverName: 'serverName',
  minVersion: 'minVersion',
};

/** What the TLS block of `client` says; undefined where it has none. `sources` tells where CA, certificate and key are. */
export function clientTlsOf(
  client: StructValue,
  keys: TlsKeys,
  sources: (tls: StructValue) => {
    readonly ca: ClientTls['ca'] | undefined;
    readonly certificate: ClientTls['certificate'] | undefined;
    readonly key: ClientTls['key'] | undefined;
  },
): ClientTls | undefined {
  const tls = structAt(client, keys.block);
  if (tls === undefined) return undefined;
  const skipVerify = saidSwitchAt(tls, keys.skipVerify);
  const serverName = saidTextAt(tls, keys.serverName);
  const minVersion = saidTextAt(tls, keys.minVersion);
  const { ca, certificate, key } = sources(tls);
  return {
    at: placeOf(keySpan(client, keys.block)),
    ...(skipVerify && { skipVerify }),
    ...(serverName && { serverName }),
    ...(minVersion && { minVersion }),
    ...(ca && { ca }),
    ...(certificate && { certificate }),
    ...(key && { key }),
  };
}
