import type { FileRef, Nouns, Secret } from '../../model/nouns';
import { secretOf } from '../../model/secretForm';
import { isSecretHeader, isSecretParameter, secretsInUrl } from '../../model/urlSecrets';
import { type Entry, listAt, type MapValue, type ScalarValue, type Value } from '../../schema/value';
import type { Span } from '../../text/span';
import { fileRefOf, placeOf } from '../saidAt';

/** The secrets of a value, and the files that it names. */
export type SecretsAndFiles = Pick<Nouns, 'secrets' | 'files'>;

interface Found {
  readonly secrets: Secret[];
  readonly files: FileRef[];
}

/** Every secret in `value`, wherever its schema has one or a URL carries one, and every file that it names. */
export function secretsAndFiles(value: Value): SecretsAndFiles {
  const found: Found = { secrets: [], files: [] };
  collect(value, '', false, found);
  return found;
}

/** `key` is the one that `value` stands under; `ofProcess` tells that paths start where the process runs. */
function collect(value: Value, key: string, ofProcess: boolean, found: Found): void {
  if (value.kind === 'scalar') collectScalar(value, key, ofProcess, found);
  else if (value.kind === 'list') {
    for (const item of value.items) if (item !== undefined) collect(item, key, ofProcess, found);
  } else if (value.kind === 'struct' || value.kind === 'map') {
    // Azure's files are relative to where the process runs (prometheus-rules.md 1).
    const isProcess = ofProcess || value.shape.name === 'azure_sd_config';
    for (const entry of value.entries.values()) collectEntry(entry, isProcess, found);
  }
}

/** Keys whose maps have names that tell which of their values are secrets. */
const NAMES_TELL = new Set(['params', 'endpoint_params', 'headers', 'http_headers']);

function collectEntry({ key, value }: Entry, ofProcess: boolean, found: Found): void {
  // A regular expression can look like a URL with a password in it.
  if (value === undefined || key === 'regex') return;
  if (value.kind === 'map' && NAMES_TELL.has(key)) found.secrets.push(...namedSecrets(value, key));
  collect(value, key, ofProcess, found);
}

/** The secrets of the map under `key`, by the names of parameters or headers. */
export function namedSecrets(map: MapValue, key: string): readonly Secret[] {
  const names = [...map.entries.keys()];
  const isParameter = key === 'params' || key === 'endpoint_params';
  return [...map.entries.values()].flatMap((entry) => {
    const isSecret = isParameter ? isSecretParameter(entry.key, names) : isSecretHeader(entry.key);
    return isSecret ? secretsUnder(entry) : [];
  });
}

/** The texts of a parameter or header, each a secret. */
function secretsUnder({ key, value }: Entry): readonly Secret[] {
  if (value?.kind === 'scalar') return [secretOfScalar(value, key)];
  const isHeader = value?.kind === 'struct';
  const items = isHeader ? listAt(value, 'values') : value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) =>
    item?.kind === 'scalar' && !item.shape.secret ? [secretOfScalar(item, key, isHeader ? 'files' : undefined)] : [],
  );
}

function collectScalar(value: ScalarValue, key: string, ofProcess: boolean, found: Found): void {
  if (value.shape.secret) {
    found.secrets.push(secretOfScalar(value, key, secretFileKey(value)));
    return;
  }
  const file = fileRefOf(value, ofProcess);
  if (file !== undefined) found.files.push(file);
  else if (typeof value.value === 'string' && value.value.includes('://')) {
    found.secrets.push(...urlSecrets(value));
  }
}

/** The key that names a file instead of the secret `value`, where there is one. */
export function secretFileKey({ shape }: ScalarValue): string | undefined {
  const key = shape.schema['x-secret-file'];
  return typeof key === 'string' ? key : undefined;
}

/** The scalar `value` as the secret under `key`. */
export function secretOfScalar(value: ScalarValue, key: string, fileKey?: string): Secret {
  return secretOf(key, String(value.value), value.node, fileKey);
}

/** The secrets that the URL in `value` carries. */
function urlSecrets(value: ScalarValue): readonly Secret[] {
  const text = String(value.value);
  return secretsInUrl(text).map(({ key, start, end }) =>
    secretOf(key, text.slice(start, end), spanInside(value, start, end)),
  );
}

/** The password in the user info of the URL in `value`, as the secret that {@link secretsAndFiles} finds too. */
export function userInfoSecret(value: ScalarValue): Secret | undefined {
  const text = String(value.value);
  const found = secretsInUrl(text).find(({ isUserInfo }) => isUserInfo);
  if (found === undefined) return undefined;
  return secretOf(found.key, text.slice(found.start, found.end), spanInside(value, found.start, found.end));
}

/** A stretch of the text of `value`; the whole scalar where escapes or line breaks keep it from being found. */
function spanInside({ node, value }: ScalarValue, start: number, end: number): Span {
  if (node.type !== 'scalar') return placeOf(node);
  const quotes = node.style === 'single' || node.style === 'double' ? 1 : 0;
  // Each escape is longer than what it stands for, so equal lengths mean that there is none.
  const isVerbatim = node.end - node.start === String(value).length + 2 * quotes;
  if (!isVerbatim || node.style === 'literal' || node.style === 'folded') return placeOf(node);
  return { start: node.start + quotes + start, end: node.start + quotes + end };
}
