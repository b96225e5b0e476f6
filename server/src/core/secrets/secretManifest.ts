import { freeName, safeName } from './names';
import type { PrivateFile } from './secretMove';

/** A Secret that is to be made, with what it holds by key. */
export interface NewSecret {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly entries: Readonly<Record<string, string>>;
}

/** A name for a Secret that neither the folder nor `text` knows. */
export function freeSecretName(words: readonly string[], text: string, taken: ReadonlySet<string>): string {
  const isKnown = (name: string) =>
    taken.has(fileOf(name)) || new RegExp(`(^|[^\\w-])${name}($|[^\\w-])`, 'm').test(text);
  return freeName(safeName(...words), isKnown);
}

/** The manifest of `secret`. */
export function secretManifest({ name, namespace, entries }: NewSecret): PrivateFile {
  const lines = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${JSON.stringify(namespace)}`]),
    'type: Opaque',
    'stringData:',
    // What JSON writes in double quotes means the same in YAML.
    ...Object.entries(entries).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`),
  ];
  return { path: fileOf(name), content: `${lines.join('\n')}\n`, mode: 0o600 };
}

function fileOf(name: string): string {
  return `${name}.secret.yaml`;
}
