import type { Admission, FileRef, Said } from '../../model/nouns';
import { said } from '../../model/secretForm';
import { spanOf } from '../../schema/report';
import { isSet, listAt, type StructValue, textAt } from '../../schema/value';
import type { TextChange } from '../../text/edit';
import type { Span } from '../../text/span';
import { additionTo } from '../fixes';
import { fileRefAt, placeOf, saidTextAt } from '../saidAt';
import { keySpan, valueSpan } from '../walk';

/** What the other sections need to know of `tls_server_config`; the span is its first key. */
export interface TlsFact extends Span {
  readonly on: boolean;
  /** Whether anything is set, although TLS may be off. */
  readonly hasSettings: boolean;
  /** What switches TLS on, where it is off. */
  readonly addition?: TextChange;
  /** The list of cipher suites, where it lacks the one that HTTP/2 needs. */
  readonly ciphersWithoutHttp2?: Span;
  /** The value `VerifyClientCertIfGiven`, where nothing worse is to be said of it. */
  readonly optionalCertificate?: Span;
  /** What the listener of this file is (model/nouns.ts); `at` is the key `tls_server_config`. */
  readonly at: Span;
  readonly certificates: Admission['certificates'];
  readonly minVersion?: Said<string>;
  readonly certificate?: FileRef;
  readonly key?: FileRef;
  readonly clientCa?: FileRef;
  readonly suites?: readonly Said<string>[];
  readonly anyClientOfCa?: Span;
}

/** One of these switches TLS on; all others are only settings of it (web-config rule 12). */
const SWITCHES = ['cert', 'cert_file', 'key', 'key_file', 'client_ca', 'client_ca_file', 'client_auth_type'];

/** Whether the listener serves TLS. */
export function isTlsOn(tls: StructValue): boolean {
  return SWITCHES.some((key) => isSet(tls, key));
}

/** Whether a client CA is given, in the file or inline. */
export function hasClientCa(tls: StructValue): boolean {
  return isSet(tls, 'client_ca') || isSet(tls, 'client_ca_file');
}

const HTTP2_CIPHERS = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'];

/** The fact of `tls`, which stands under the key at `at`. */
export function tlsFact(tls: StructValue, at: Span): TlsFact {
  const { start, end } = spanOf(tls.node);
  const on = isTlsOn(tls);
  const hasSettings = [...tls.entries.values()].some(({ value }) => value?.kind !== 'null' && !isEmptyText(value));
  const optional = on && textAt(tls, 'client_auth_type') === 'VerifyClientCertIfGiven' && hasClientCa(tls);
  const isGiven = tls.entries.has('cert_file') || tls.entries.has('key_file');
  const addition = on || isGiven ? undefined : additionTo(tls, ['cert_file: server.crt', 'key_file: server.key']);
  const isWorse = tls.entries.has('client_allowed_sans');
  return {
    start,
    end,
    on,
    hasSettings,
    ...(addition !== undefined && { addition }),
    ...(on && lacksHttp2Cipher(tls) && { ciphersWithoutHttp2: placeOf(keySpan(tls, 'cipher_suites')) }),
    ...(optional && !isWorse && { optionalCertificate: placeOf(valueSpan(tls, 'client_auth_type')) }),
    at: placeOf(at),
    ...listenerParts(tls, on),
  };
}

/** Where certificates are asked for, if every one that the CA has signed lets in. */
function anyClientOf(tls: StructValue): Span | undefined {
  const isVerified = textAt(tls, 'client_auth_type') === 'RequireAndVerifyClientCert' && hasClientCa(tls);
  if (!isVerified || tls.entries.has('client_allowed_sans') || tls.meant.has('client_allowed_sans')) return undefined;
  return placeOf(valueSpan(tls, 'client_auth_type'));
}

/** What each policy asks of clients (web-config rules 20 and 21); an empty one is `NoClientCert`. */
const POLICIES: Readonly<Record<string, Admission['certificates']>> = {
  '': 'none',
  NoClientCert: 'none',
  RequestClientCert: 'requested',
  RequireAnyClientCert: 'unverified',
  RequireClientCert: 'unverified',
  VerifyClientCertIfGiven: 'optional',
  RequireAndVerifyClientCert: 'required',
};

function listenerParts(tls: StructValue, on: boolean) {
  const policy = saidTextAt(tls, 'client_auth_type');
  const known = policy === undefined ? 'none' : POLICIES[policy.value ?? '?'];
  const certificates: Admission['certificates'] = on ? (known ?? 'unknown') : 'none';
  const minVersion = saidTextAt(tls, 'min_version');
  const certificate = fileRefAt(tls, 'cert_file');
  const key = fileRefAt(tls, 'key_file');
  const clientCa = fileRefAt(tls, 'client_ca_file');
  const anyClientOfCa = anyClientOf(tls);
  const suites = listAt(tls, 'cipher_suites').flatMap((suite) =>
    suite?.kind === 'scalar' ? [said(String(suite.value), suite.node)] : [],
  );
  return {
    certificates,
    ...(minVersion && { minVersion }),
    ...(certificate && { certificate }),
    ...(key && { key }),
    ...(clientCa && { clientCa }),
    ...(suites.length > 0 && { suites }),
    ...(anyClientOfCa && { anyClientOfCa }),
  };
}

function isEmptyText(value: { readonly kind: string; readonly value?: unknown } | undefined): boolean {
  return value?.kind === 'scalar' && value.value === '';
}

/** Go's net/http asks for one of two suites as soon as a list is given and TLS 1.2 is allowed (web-config rule 24). */
function lacksHttp2Cipher(tls: StructValue): boolean {
  const items = listAt(tls, 'cipher_suites');
  if (items.length === 0 || textAt(tls, 'min_version') === 'TLS13') return false;
  return items.every((item) => {
    if (item?.kind !== 'scalar') return false;
    const suite = String(item.value);
    // An unknown suite is its own mistake, and mending it may mend the list.
    return item.shape.enum.includes(suite) && !HTTP2_CIPHERS.includes(suite);
  });
}
