import { defineChecks } from '../../../findings/check';
import { isGiven, isSet, type StructValue } from '../../../schema/value';
import { release } from '../../../schema/version';
import { writeInstead } from '../../nullDefault';
import { keySpan } from '../../walk';
import type { PrometheusCheck } from '../context';
import { keysOf, reportConflict } from './keys';

export const infos = defineChecks({
  credentials: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [153],
    tag: 'LOAD',
    summary: 'A remote_write has more than one kind of credentials.',
    program:
      'at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be configured. Currently configured: %v',
  },
  emptyMessage: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [151],
    tag: 'LOAD',
    summary: '`protobuf_message` has no value.',
    program:
      'invalid protobuf_message value: unknown type for remote write protobuf message , supported: prometheus.WriteRequest, io.prometheus.write.v2.Request',
  },
});

const CLOUD = ['sigv4', 'azuread', 'google_iam'];
/** These exclude each other already as an HTTP client (spec rules 52, 55 and 58). */
export const CLIENT = ['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file'];
const LISTED_SINCE = release('2.55');

/** Empty bearer tokens are none; a mapping counts as soon as it is there. */
export function isCredential(value: StructValue, key: string): boolean {
  return key.startsWith('bearer_token') ? isSet(value, key) : isGiven(value, key);
}

const credentials: PrometheusCheck = (value, _place, context) => {
  const { version } = context;
  const cloud = keysOf(value, CLOUD, version, isGiven);
  if (cloud.length === 0) return;
  const client = keysOf(value, CLIENT, version, isCredential);
  // Prometheus takes a bearer token for an `authorization`, and names them in this order.
  const names = [...client, ...cloud].map(({ entry: { key } }) => (key.startsWith('bearer') ? 'authorization' : key));
  const program = `at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be configured. Currently configured: [${[...new Set(names)].join(' ')}]`;
  // Two of the HTTP client's own are that check's business.
  const keys = client.length > 1 ? cloud : [...client, ...cloud];
  reportConflict(infos.credentials, keys, 'Keep one of them.', context, version < LISTED_SINCE ? undefined : program);
};

const emptyMessage: PrometheusCheck = (value, _place, { version, report }) => {
  const entry = value.entries.get('protobuf_message');
  if (entry?.value?.kind !== 'null' || (entry.field?.since ?? 0) > version) return;
  const text = '`protobuf_message` has no value. Give it one, or remove the key.';
  const fixes = [writeInstead(entry.value, 'prometheus.WriteRequest')];
  report(infos.emptyMessage, keySpan(value, 'protobuf_message'), text, { fixes });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  remote_write: [credentials, emptyMessage],
};
