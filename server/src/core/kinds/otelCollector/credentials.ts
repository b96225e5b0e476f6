import type { Credential, FileRef } from '../../model/nouns';
import { said, secretOf } from '../../model/secretForm';
import { isSecretHeader } from '../../model/urlSecrets';
import { textSpan } from '../scalarSource';
import { entriesOf, entryAt, isNull, nodeAt, type PlainNode } from '../yamlReading';

/** The headers of `exporter` that hold a secret. */
export function headerCredentials(exporter: PlainNode, source: string): readonly Credential[] {
  return entriesOf(nodeAt(exporter, 'headers')).flatMap(({ key, keyNode, value }): Credential[] => {
    if (!isSecretHeader(key) || value.type !== 'scalar' || isNull(value)) return [];
    const secret = secretOf(key, value.value, textSpan(value, source));
    return [{ type: 'header', at: { start: keyNode.start, end: keyNode.end }, secret }];
  });
}

/** Where the extensions that authenticate a client keep its secret. */
interface ExtensionSecret {
  readonly type: Credential['type'];
  /** The mapping that holds it; empty for the extension itself. */
  readonly under: readonly string[];
  readonly user?: string;
  /** Absent where it takes what the machine is given. */
  readonly secret?: string;
  readonly file?: string;
}

const EXTENSIONS: Readonly<Record<string, ExtensionSecret>> = {
  basicauth: { type: 'basic', under: ['client_auth'], user: 'username', secret: 'password', file: 'password_file' },
  bearertokenauth: { type: 'bearer', under: [], secret: 'token', file: 'filename' },
  oauth2client: {
    type: 'oauth2',
    under: [],
    user: 'client_id',
    secret: 'client_secret',
    file: 'client_secret_file',
  },
  sigv4auth: { type: 'signature', under: [] },
};

/** The credential of the extension that `auth.authenticator` of `exporter` names. */
export function authenticatorCredential(exporter: PlainNode, root: PlainNode, source: string): readonly Credential[] {
  const named = entryAt(exporter, 'auth', 'authenticator')?.value;
  if (named?.type !== 'scalar') return [];
  const [sort = ''] = named.value.split('/');
  const known = Object.hasOwn(EXTENSIONS, sort) ? EXTENSIONS[sort] : undefined;
  if (known === undefined) return [];
  const holder = nodeAt(root, 'extensions', named.value, ...known.under);
  const user = known.user === undefined ? undefined : scalarAt(holder, known.user);
  const secret = known.secret === undefined ? undefined : scalarAt(holder, known.secret);
  const file = known.file === undefined ? undefined : scalarAt(holder, known.file);
  return [
    {
      type: known.type,
      at: textSpan(named, source),
      ...(user !== undefined && { user: said(user.value, textSpan(user, source)) }),
      ...(secret !== undefined && {
        secret: secretOf(known.secret ?? '', secret.value, textSpan(secret, source), known.file),
      }),
      ...(file !== undefined && { from: fileOf(said(file.value, textSpan(file, source)), known) }),
    },
  ];
}

function fileOf({ value, start, end }: ReturnType<typeof said>, { type }: ExtensionSecret): FileRef {
  const holds = type === 'basic' ? 'password' : type === 'bearer' ? 'token' : 'secret';
  return { path: value, holds, base: 'process', start, end };
}

function scalarAt(node: PlainNode | undefined, key: string) {
  const value = nodeAt(node, key);
  return value?.type === 'scalar' && !isNull(value) ? value : undefined;
}
