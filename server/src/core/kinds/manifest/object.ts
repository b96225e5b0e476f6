import {
  type MappingNode,
  pairOf,
  resolveAlias,
  type ScalarNode,
  valueAt,
  type YamlNode,
} from '../../syntax/yaml/nodes';
import { resolveScalar } from '../../syntax/yaml/resolve';
import type { Span } from '../../text/span';

/** An object of Kubernetes as a document describes it; spans are offsets into the part that the document is. */
export interface ManifestObject {
  /** `monitoring.coreos.com/v1alpha1`; empty where the document says none. */
  readonly apiVersion: string;
  /** `ScrapeConfig`; empty where the document says none. */
  readonly kind: string;
  /** Undefined where it is not given, or made by the API server (`generateName`). */
  readonly name: string | undefined;
  /** Undefined where it comes from elsewhere: `kubectl -n`, an overlay of kustomize. */
  readonly namespace: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly node: MappingNode;
  /** The value of `metadata`. */
  readonly metadata: YamlNode | undefined;
  /** The value of `spec`. */
  readonly spec: YamlNode | undefined;
  /** Where a finding about what the object lacks stands: the value of its name, else of its kind, else its first key. */
  readonly at: Span;
  /** Where its name, namespace and kind stand, as far as they are given. */
  readonly spans: { readonly name?: Span; readonly namespace?: Span; readonly kind?: Span };
  /** Whether the syntax around is broken, so that nothing can be called missing. */
  readonly incomplete: boolean;
}

/**
 * The objects of the document with the root `root`: the one it is, or those of a `List` (`ScrapeConfigList`, …). An
 * object that an alias repeats is given once, and a patch of kustomize, which is only a piece of one, not at all.
 */
export function objectsIn(root: YamlNode | undefined, incomplete: boolean): readonly ManifestObject[] {
  const node = root === undefined ? undefined : resolveAlias(root);
  if (node?.type !== 'mapping' || valueAt(node, '$patch') !== undefined) return [];
  const items = /List$/.test(textOf(valueAt(node, 'kind')) ?? '') ? valueAt(node, 'items') : undefined;
  const list = items === undefined ? undefined : resolveAlias(items);
  if (list?.type !== 'sequence') return [objectOf(node, incomplete)];
  const members = new Set(list.items.map(resolveAlias));
  return [...members].flatMap((item) =>
    item?.type === 'mapping' && valueAt(item, '$patch') === undefined ? [objectOf(item, incomplete)] : [],
  );
}

/** The text of a scalar that YAML takes for text or a number; undefined for anything else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const scalar = scalarOf(node);
  return scalar === undefined ? undefined : scalar.value;
}

/** `node` where it is a scalar that is not null. */
export function scalarOf(node: YamlNode | undefined): ScalarNode | undefined {
  const target = node === undefined ? undefined : resolveAlias(node);
  return target?.type === 'scalar' && resolveScalar(target).type !== 'null' ? target : undefined;
}

/** The entries of a mapping of texts, such as `labels`; the first of two of the same name. */
export function textsOf(node: YamlNode | undefined): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const mapping = node === undefined ? undefined : resolveAlias(node);
  for (const { key, value } of mapping?.type === 'mapping' ? mapping.pairs : []) {
    const [name, text] = [textOf(key), textOf(value)];
    if (name !== undefined && text !== undefined && !texts.has(name)) texts.set(name, text);
  }
  return texts;
}

function objectOf(node: MappingNode, incomplete: boolean): ManifestObject {
  const metadata = valueAt(node, 'metadata');
  const [name, namespace] = [scalarOf(valueAt(metadata, 'name')), scalarOf(valueAt(metadata, 'namespace'))];
  const kind = scalarOf(valueAt(node, 'kind'));
  const first = pairOf(node, 'kind')?.key ?? node.pairs[0]?.key ?? node;
  return {
    apiVersion: textOf(valueAt(node, 'apiVersion')) ?? '',
    kind: kind?.value ?? '',
    name: name?.value,
    namespace: namespace?.value,
    labels: textsOf(valueAt(metadata, 'labels')),
    node,
    metadata,
    spec: valueAt(node, 'spec'),
    at: bare(name ?? kind ?? first),
    spans: {
      ...(name && { name: bare(name) }),
      ...(namespace && { namespace: bare(namespace) }),
      ...(kind && { kind: bare(kind) }),
    },
    incomplete,
  };
}

/** A node is a span with much besides. */
function bare({ start, end }: Span): Span {
  return { start, end };
}
