import type { ClientTls, FileRef } from '../../model/nouns';
import { isSet, type StructValue, structAt } from '../../schema/value';
import { fileRefAt, placeOf, saidSwitchAt, saidTextAt } from '../saidAt';
import { keySpan } from '../walk';

/** What the `tls_config` of `client` says; undefined where it has none. */
export function clientTls(client: StructValue): ClientTls | undefined {
  const tls = structAt(client, 'tls_config');
  if (tls === undefined) return undefined;
  const skipVerify = saidSwitchAt(tls, 'insecure_skip_verify');
  const serverName = saidTextAt(tls, 'server_name');
  const minVersion = saidTextAt(tls, 'min_version');
  const ca = fileOrInline(tls, 'ca');
  const certificate = fileOrInline(tls, 'cert');
  const key = fileOrInline(tls, 'key');
  return {
    at: placeOf(keySpan(client, 'tls_config')),
    ...(skipVerify && { skipVerify }),
    ...(serverName && { serverName }),
    ...(minVersion && { minVersion }),
    ...(ca && { ca }),
    ...(certificate && { certificate }),
    ...(key && { key }),
  };
}

/** What `key` or the file beside it gives. */
function fileOrInline(tls: StructValue, key: 'ca' | 'cert' | 'key'): FileRef | 'inline' | undefined {
  return fileRefAt(tls, `${key}_file`) ?? (isSet(tls, key) ? 'inline' : undefined);
}
