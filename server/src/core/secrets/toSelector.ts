import type { NewEntry } from '../edits/edits';
import { editsFor } from '../edits/editsFor';
import { type MappingNode, valueAt, type YamlNode } from '../syntax/yaml/nodes';
import { freeSecretName, secretManifest } from './secretManifest';
import type { FoundSecret, SecretMove } from './secretMove';

/** What is to be done with a manifest that was made. */
export const APPLY_FIRST =
  'Apply it to the cluster before the rest, and keep it out of the repository: it holds the secret in clear text.';

/** The secret in a manifest of its own, and a selector of it in the place of the key that held it. */
export function toSelector({
  text,
  kind,
  way,
  fileKey,
  secret,
  owner,
  taken,
  content,
}: FoundSecret): SecretMove | undefined {
  const holder = way.steps.at(-1);
  if (holder?.through !== 'pair' || (fileKey === 'valueFrom' && holder.key !== 'value')) return undefined;
  const [outer = ''] = fileKey.split('.');
  if (valueAt(holder.mapping, outer) !== undefined) return undefined;
  const object = objectAround(way.steps.flatMap((step) => (step.through === 'pair' ? step.mapping : [])));
  const name = freeSecretName([object?.name ?? owner, secret.key], text, taken);
  const key = secret.key.replace(/[^\w.-]/g, '-');
  const selector: NewEntry['value'] = [
    { key: 'name', value: name },
    { key: 'key', value: key },
  ];
  const inner = fileKey === 'valueFrom' ? 'secretKeyRef' : 'credentials';
  const change = editsFor(kind, text).replaceEntry(holder.pair.key, [
    { key: outer, value: [{ key: inner, value: selector }] },
  ]);
  if (change === undefined) return undefined;
  const file = secretManifest({ name, namespace: object?.namespace, entries: { [key]: content } });
  return { files: [file], changes: [change], note: APPLY_FIRST };
}

/** The object of Kubernetes that the innermost of `mappings` with a `metadata` is. */
function objectAround(mappings: readonly MappingNode[]) {
  const object = mappings.findLast((mapping) => valueAt(mapping, 'kind') !== undefined && valueAt(mapping, 'metadata'));
  const metadata = object && valueAt(object, 'metadata');
  if (metadata === undefined) return undefined;
  return { name: textOf(valueAt(metadata, 'name')), namespace: textOf(valueAt(metadata, 'namespace')) };
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' && node.value !== '' ? node.value : undefined;
}
