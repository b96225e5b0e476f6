import { editsFor } from '../edits/editsFor';
import { valueAt } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import { freeName, safeName } from './names';
import type { FoundSecret, SecretMove } from './secretMove';

/** Programs for which a relative path of such a key starts where they were started, and not beside the config. */
const STARTS_ELSEWHERE: Readonly<Record<string, string>> = {
  alertmanager: 'Alertmanager',
  blackbox: 'the blackbox exporter',
  'otel-collector': 'the collector',
};
/** Keys of the HTTP client that Alertmanager shares with Prometheus: their paths start beside the config. */
const SHARED_KEYS = new Set(['password_file', 'credentials_file', 'client_secret_file', 'bearer_token_file', 'files']);

/** The secret in a file beside the config, and the key that names it in the place of the key that held it. */
export function toFile(found: FoundSecret): SecretMove | undefined {
  const { kind, fileKey, owner, secret, taken, content } = found;
  const path = freeName(safeName(owner, secret.key), (name) => taken.has(name));
  const changes = namesFile(found, path);
  if (changes === undefined) return undefined;
  const program = STARTS_ELSEWHERE[kind];
  const isBeside = program === undefined || (kind === 'alertmanager' && SHARED_KEYS.has(fileKey));
  const readable = 'The user that the program runs as must be able to read it.';
  const note = isBeside ? readable : `${readable} A relative path starts in the folder in which ${program} is started.`;
  return { files: [{ path, content, mode: 0o600 }], changes, note };
}

/** The changes by which the entry that holds the secret names the file `path`. */
export function namesFile({ text, kind, way, fileKey }: FoundSecret, path: string): readonly TextChange[] | undefined {
  const { steps, scalar } = way;
  const last = steps.at(-1);
  const holder = last?.through === 'item' ? steps.at(-2) : last;
  if (holder?.through !== 'pair' || valueAt(holder.mapping, fileKey) !== undefined) return undefined;
  // Of several secrets in a list, one alone cannot be named in a list of files without a new order.
  if (last?.through === 'item' && (last.list.items.length !== 1 || fileKey !== 'files')) return undefined;
  const edits = editsFor(kind, text);
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  const isOwn = scalar.anchor === undefined && scalar.tag === undefined;
  const changes =
    isBlock && isOwn && last?.through === 'pair'
      ? [edits.replaceEntry(holder.pair.key, [{ key: fileKey, value: path }])]
      : [edits.renameKey(holder.pair.key, fileKey), edits.replaceValue(scalar, path)];
  const possible = changes.filter((change) => change !== undefined);
  return possible.length === changes.length ? possible : undefined;
}
