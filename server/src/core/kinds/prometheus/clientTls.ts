import type { ClientTls, FileRef } from '../../model/nouns';
import { isSet, type StructValue } from '../../schema/value';
import { clientTlsOf, type TlsKeys } from '../clientTls';
import { fileRefAt } from '../saidAt';

const KEYS: TlsKeys = {
  block: 'tls_config',
  skipVerify: 'insecure_skip_verify',
  serverName: 'server_name',
  minVersion: 'min_version',
};

/** What the `tls_config` of `client` says; undefined where it has none. */
export function clientTls(client: StructValue): ClientTls | undefined {
  return clientTlsOf(client, KEYS, (tls) => ({
    ca: fileOrInline(tls, 'ca'),
    certificate: fileOrInline(tls, 'cert'),
    key: fileOrInline(tls, 'key'),
  }));
}

/** What `key` or the file beside it gives. */
function fileOrInline(tls: StructValue, key: 'ca' | 'cert' | 'key'): FileRef | 'inline' | undefined {
  return fileRefAt(tls, `${key}_file`) ?? (isSet(tls, key) ? 'inline' : undefined);
}
