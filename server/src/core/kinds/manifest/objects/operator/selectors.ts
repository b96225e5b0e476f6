import type { Json } from '../../../../schema/shape';
import { resolveAlias, type YamlNode } from '../../../../syntax/yaml/nodes';
import { type ManifestObject, textOf } from '../../object';
import { nodeAt } from '../texts';

/** The keys of a Prometheus object that say which others it takes, and what it mounts. */
const KEYS = [
  'scrapeConfigSelector',
  'scrapeConfigNamespaceSelector',
  'serviceMonitorSelector',
  'podMonitorSelector',
  'probeSelector',
  'ruleSelector',
  'secrets',
  'configMaps',
];
/** Deeper than any selector. */
const MAX_DEPTH = 8;

/** Which objects `object` selects, and the Secrets and ConfigMaps that it mounts, as plain values. */
export function selectorsOf({ spec }: ManifestObject): Json {
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const node = nodeAt(spec, key);
      return node === undefined ? [] : [[key, plain(node, 0)]];
    }),
  );
}

/** Texts and null where the file has scalars; nothing of what is deeper than selectors are. */
function plain(node: YamlNode, depth: number): Json {
  const target = resolveAlias(node);
  if (target === undefined || depth > MAX_DEPTH) return null;
  if (target.type === 'scalar') return textOf(target) ?? null;
  if (target.type === 'sequence') return target.items.map((item) => plain(item, depth + 1));
  return Object.fromEntries(
    target.pairs.flatMap(({ key, value }) => {
      const name = textOf(key);
      return name === undefined ? [] : [[name, plain(value, depth + 1)]];
    }),
  );
}
