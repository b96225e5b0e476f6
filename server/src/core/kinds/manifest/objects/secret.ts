import { NO_NOUNS, type Secret } from '../../../model/nouns';
import { secretOf } from '../../../model/secretForm';
import type { Schema, Shape } from '../../../schema/shape';
import type { Pair, ScalarNode } from '../../../syntax/yaml/nodes';
import type { EmbeddedFile } from '../../kind';
import { type ManifestObject, scalarOf, textOf } from '../object';
import type { ObjectKind, ObjectReport } from '../objectKind';
import { embeddedFile } from './embeddedFile';
import { fieldOf, structOf } from './shapes';
import { nodeAt, pairsOf } from './texts';

/** Keys whose values everybody may see: certificates, and names of users. */
const PUBLIC_KEY = /(^|[._-])(crt|cer|cert|certificate|ca|ca\.pem|user|username|login)$/i;
/** Values that a tool decrypts before they reach the cluster: SOPS, and references of vault plugins. */
const ENCRYPTED = /^ENC\[|^ref\+\w+:\/\/|^vault:/;

/** The object `Secret`: its keys, the secrets in them, and the files of ours that they hold. */
export function secretObject(): ObjectKind {
  return { group: '', kind: 'Secret', schema: SECRET, checks: [], read: readSecret };
}

/** What nobody may print of a Secret: whatever stands under `stringData`. */
const VALUE: Shape = {
  kind: 'scalar',
  name: '',
  schema: { 'x-secret': true },
  type: 'string',
  unsigned: false,
  format: '',
  enum: [],
  caseInsensitive: false,
  secret: true,
};
const SECRET: Schema = {
  root: structOf([fieldOf('stringData', { kind: 'map', name: '', schema: {}, value: VALUE })]),
  definition: () => undefined,
  definitions: [],
};

function readSecret({ node }: ManifestObject): ObjectReport {
  const inClear = pairsOf(nodeAt(node, 'stringData'));
  const encoded = pairsOf(nodeAt(node, 'data'));
  const embedded: EmbeddedFile[] = [];
  const secrets: Secret[] = [];
  const isSealed = nodeAt(node, 'sops') !== undefined;
  for (const { name, scalar } of inClear.flatMap(named)) {
    const file = embeddedFile(name, scalar);
    if (file !== undefined) embedded.push(file);
    else secrets.push(...secretIn(`stringData.${name}`, name, scalar.value, scalar));
  }
  for (const { name, scalar } of encoded.flatMap(named)) {
    const text = fromBase64(scalar.value);
    // What is no base64 is filled in by something else; a file is no secret itself.
    const isFile = text !== undefined && embeddedFile(name, { ...scalar, value: text }) !== undefined;
    if (text !== undefined && !isFile) secrets.push(...secretIn(`data.${name}`, name, text, scalar));
  }
  const keys = [...inClear, ...encoded].flatMap(({ key }) => textOf(key) ?? []);
  return {
    findings: [],
    nouns: { ...NO_NOUNS, secrets: isSealed ? [] : secrets },
    embedded: isSealed ? [] : embedded,
    more: { keys: [...new Set(keys)] },
  };
}

function named({ key, value }: Pair): { readonly name: string; readonly scalar: ScalarNode }[] {
  const [name, scalar] = [textOf(key), scalarOf(value)];
  return name === undefined || scalar === undefined ? [] : [{ name, scalar }];
}

function secretIn(key: string, name: string, text: string, at: ScalarNode): Secret[] {
  const isPublic = PUBLIC_KEY.test(name) || (/-----BEGIN CERTIFICATE-----/.test(text) && !/PRIVATE KEY/.test(text));
  return isPublic || ENCRYPTED.test(text) ? [] : [secretOf(key, text, at)];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes behind base64, one character for each; undefined where the text is no base64. */
export function fromBase64(text: string): string | undefined {
  const packed = text.replaceAll(/\s/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  let bits = 0;
  let held = 0;
  let bytes = '';
  for (const character of packed.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += String.fromCharCode((bits >> held) & 0xff);
  }
  return bytes;
}
