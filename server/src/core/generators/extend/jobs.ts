import type { NewEntry } from '../../edits/edits';
import { isNothing } from '../../edits/yamlItems';
import { type MappingNode, pairOf, resolveAlias, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import { textOf } from './extension';

/** Keys of a job that let it in somewhere; a job has one of them at most. */
export const LOGIN_KEYS = ['basic_auth', 'authorization', 'oauth2', 'sigv4', 'bearer_token', 'bearer_token_file'];

/** A job of a prometheus.yml. */
export interface Job {
  readonly name: string | undefined;
  /** Its mapping; undefined where the list has an alias instead. */
  readonly block: MappingNode | undefined;
}

/** The jobs of a prometheus.yml with the tree `root`; undefined where `scrape_configs` is no list that is written there. */
export function jobsOf(root: MappingNode): readonly Job[] | undefined {
  const lists = root.pairs.filter(({ key }) => textOf(key) === 'scrape_configs');
  const [pair] = lists;
  if (pair === undefined || isNothing(pair.value)) return [];
  if (lists.length > 1 || pair.value.type !== 'sequence') return undefined;
  return pair.value.items.map((item) => ({
    name: textOf(valueAt(item, 'job_name')),
    block: item.type === 'mapping' ? item : undefined,
  }));
}

/** The addresses of `static_configs` of the job `block`, as nodes. */
export function staticTargets(block: MappingNode): readonly YamlNode[] {
  return itemsOf(valueAt(block, 'static_configs')).flatMap((group) => itemsOf(valueAt(group, 'targets')));
}

/** Whether `node` or something in it has an anchor: somebody else may say the same by its name. */
export function hasAnchor(node: YamlNode): boolean {
  if (node.anchor !== undefined) return true;
  if (node.type === 'sequence') return node.items.some(hasAnchor);
  return node.type === 'mapping' && node.pairs.some(({ key, value }) => hasAnchor(key) || hasAnchor(value));
}

/** The items of the list `node`; none where it is something else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const list = node === undefined ? undefined : resolveAlias(node);
  return list?.type === 'sequence' ? list.items : [];
}

/** Whether `block` has all that `entries` say; more is fine, in mappings too. */
export function says(block: YamlNode | undefined, entries: readonly NewEntry[]): boolean {
  return entries.every(({ key, value }) => {
    const found = pairOf(block, key)?.value;
    const node = found === undefined ? undefined : resolveAlias(found);
    if (typeof value === 'string') return textOf(node) === value;
    if ('text' in value) return textOf(node) === value.text;
    return value.every((item) => typeof item === 'object' && 'key' in item && says(node, [item]));
  });
}

/** Whether the job `block` is secured in the way that `security` (of `jobSecurity`) says, and in no other way besides. */
export function isSecuredBy(block: MappingNode, security: readonly NewEntry[]): boolean {
  const wanted = new Set(security.map(({ key }) => key));
  const isOther = LOGIN_KEYS.some((key) => !wanted.has(key) && pairOf(block, key) !== undefined);
  const isBlind = textOf(valueAt(valueAt(block, 'tls_config'), 'insecure_skip_verify')) === 'true';
  const isPlain = wanted.has('scheme') || ['http', undefined].includes(textOf(valueAt(block, 'scheme')));
  return !isOther && !isBlind && isPlain && pairOf(block, '<<') === undefined && says(block, security);
}
