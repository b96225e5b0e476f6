import {
  type Client,
  type Credential,
  type FileRef,
  NO_NOUNS,
  type Nouns,
  type Said,
  type Secret,
} from '../../model/nouns';
import { said, secretForm, secretOf } from '../../model/secretForm';
import { spanOf } from '../../schema/report';
import type { Span } from '../../text/span';
import type { HttpClientReader } from '../httpClient';
import { textSpan } from '../scalarSource';
import { entriesOf, entryAt, isNull, itemsOf, nodeAt, type PlainNode, textAtPath } from '../yamlReading';
import { RECEIVER_SORTS, type ReceiverSort } from './secretKeys';

/** What reading a receiver needs besides it. */
export interface ReceiverContext {
  readonly source: string;
  /** The value of `global`. */
  readonly global: PlainNode | undefined;
  readonly readHttp: HttpClientReader;
}

/** The nouns of an item of `receivers`: whom it notifies, and with which secrets. */
export function receiverNouns(receiver: PlainNode, context: ReceiverContext): readonly Nouns[] {
  const name = textAtPath(receiver, 'name') ?? '';
  return entriesOf(receiver).flatMap((entry) => {
    const sort = Object.hasOwn(RECEIVER_SORTS, entry.key) ? RECEIVER_SORTS[entry.key] : undefined;
    if (sort === undefined) return [];
    return itemsOf(entry.value).map((item) =>
      entry.key === 'email_configs' ? emailNouns(item, name, context) : httpNouns(item, name, sort, context),
    );
  });
}

function httpNouns(item: PlainNode, name: string, sort: ReceiverSort, context: ReceiverContext): Nouns {
  const parts = context.readHttp(nodeAt(item, 'http_config'), name);
  const signature = sort.isSigned === true ? signatureOf(item, context.source) : [];
  const url = urlOf(item, sort, context);
  const client: Client = {
    ...baseOf(item, name),
    scheme: url.scheme,
    targets: url.target === undefined ? [] : [url.target],
    credentials: [...parts.credentials, ...signature],
    ...(parts.tls !== undefined && { tls: parts.tls }),
  };
  return {
    ...NO_NOUNS,
    clients: [client, ...parts.tokenClients],
    secrets: [
      ...secretsUnder(item, sort.secrets, context.source),
      ...parts.secrets,
      ...signature.flatMap(({ secret }) => secret ?? []),
    ],
    files: [...filesUnder(item, sort.secrets, context.source), ...parts.files],
  };
}

/** Mail is sent to a host and port; whether TLS comes first is told by the port and by `require_tls`. */
function emailNouns(item: PlainNode, name: string, context: ReceiverContext): Nouns {
  const keys = ['auth_password', 'auth_secret'];
  const { tls, secrets, files } = context.readHttp(item, name);
  const own = secretsUnder(item, keys, context.source);
  const base = baseOf(item, name);
  const smarthost = nodeAt(item, 'smarthost') ?? nodeAt(context.global, 'smtp_smarthost');
  const password = own.find(({ key }) => key === 'auth_password');
  const client: Client = {
    ...base,
    scheme: { value: undefined, ...base.at },
    targets: smarthost?.type === 'scalar' ? [said(smarthost.value, textSpan(smarthost, context.source))] : [],
    credentials: password === undefined ? [] : [mailCredential(item, password, context.source)],
    ...(tls !== undefined && { tls }),
  };
  return {
    ...NO_NOUNS,
    clients: [client],
    secrets: [...own, ...secrets],
    files: [...filesUnder(item, keys, context.source), ...files],
  };
}

function mailCredential(item: PlainNode, secret: Secret, source: string): Credential {
  const user = nodeAt(item, 'auth_username');
  const at = entryAt(item, 'auth_password')?.keyNode ?? secret;
  return {
    type: 'basic',
    at: { start: at.start, end: at.end },
    secret,
    ...(user?.type === 'scalar' && { user: said(user.value, textSpan(user, source)) }),
  };
}

function baseOf(item: PlainNode, name: string): Omit<Client, 'scheme' | 'targets' | 'credentials'> {
  const { start, end } = spanOf(item);
  return {
    role: 'notification',
    name,
    at: { start, end },
    block: { start: item.start, end: item.end },
    discovers: false,
    isProbe: false,
    limits: [],
  };
}

/** The scheme and the origin of the URL that is called. Its path stays here: it lets in whoever knows it. */
function urlOf(item: PlainNode, sort: ReceiverSort, { source, global }: ReceiverContext) {
  const own = sort.url === undefined ? undefined : nodeAt(item, sort.url);
  const node = isNull(own) && sort.globalUrl !== undefined ? nodeAt(global, sort.globalUrl) : own;
  const { start, end } = spanOf(item);
  if (node?.type !== 'scalar' || isNull(node)) {
    // Where a file holds the URL, nobody knows it here.
    const isElsewhere = sort.url !== undefined && nodeAt(item, `${sort.url}_file`) !== undefined;
    const value = sort.hasDefaultUrl === true && !isElsewhere ? ('https' as const) : undefined;
    const scheme: Said<'http' | 'https'> = { value, isDefault: true, start, end };
    return { scheme, target: undefined };
  }
  const at = textSpan(node, source);
  const origin = /^(https?):\/\/(?:[^/?#@\s]*@)?[^/?#\s]*/i.exec(node.value);
  const isKnown = origin !== null && said(origin[0], at).value !== undefined && secretForm(node.value) === 'clear';
  const target: Said<string> = { value: isKnown ? withoutUser(origin[0]) : undefined, ...at };
  const scheme = isKnown ? (origin[1]?.toLowerCase() === 'https' ? 'https' : 'http') : undefined;
  return { scheme: { value: scheme, ...at } as Said<'http' | 'https'>, target };
}

function withoutUser(origin: string): string {
  return origin.replace(/\/\/[^@]*@/, '//');
}

/** The signature of AWS that `sns_configs` send. */
function signatureOf(item: PlainNode, source: string): Credential[] {
  const block = entryAt(item, 'sigv4');
  if (block === undefined) return [];
  const [secret] = secretsUnder(block.value, ['secret_key'], source, false);
  const { start, end } = block.keyNode;
  return [{ type: 'signature', at: { start, end }, ...(secret !== undefined && { secret }) }];
}

/** The secrets that stand under `keys` of `node`. */
export function secretsUnder(node: PlainNode | undefined, keys: readonly string[], source: string, hasFiles = true) {
  return keys.flatMap((key): Secret[] => {
    const value = nodeAt(node, key);
    if (value?.type !== 'scalar' || isNull(value)) return [];
    return [secretOf(key, value.value, textSpan(value, source), hasFiles ? `${key}_file` : undefined)];
  });
}

/** The files that the keys beside `keys` name. */
export function filesUnder(node: PlainNode | undefined, keys: readonly string[], source: string): readonly FileRef[] {
  return keys.flatMap((key): FileRef[] => {
    const value = nodeAt(node, `${key}_file`);
    if (value?.type !== 'scalar' || isNull(value)) return [];
    const at: Span = textSpan(value, source);
    const holds = key.endsWith('password') ? 'password' : key.endsWith('token') ? 'token' : 'secret';
    return [{ path: said(value.value, at).value, holds, base: 'config', ...at }];
  });
}
