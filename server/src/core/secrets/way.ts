import { textSpan } from '../kinds/scalarSource';
import type { MappingNode, Pair, ScalarNode, SequenceNode, YamlNode } from '../syntax/yaml/nodes';
import { parseYaml } from '../syntax/yaml/parser';
import type { Span } from '../text/span';

/** One step from the root of a document to a scalar: through a pair of a mapping, or an item of a list. */
export type Step =
  | { readonly through: 'pair'; readonly mapping: MappingNode; readonly pair: Pair; readonly key: string }
  | { readonly through: 'item'; readonly list: SequenceNode };

/** A scalar with the steps that lead to it, from the root in. */
export interface Way {
  readonly steps: readonly Step[];
  readonly scalar: ScalarNode;
}

/**
 * The way to the scalar that stands at `at` in the YAML `text`, its quotes counted in or not. Undefined where none does:
 * where `at` is a part of a longer scalar, such as a URL or a file inside of this one.
 */
export function wayTo(text: string, at: Span): Way | undefined {
  const steps: Step[] = [];
  const roots = parseYaml(text).documents.flatMap(({ root }) => root ?? []);
  for (let node = around(roots, at); node !== undefined; ) {
    if (node.type === 'scalar') return isAt(node, at, text) ? { steps, scalar: node } : undefined;
    if (node.type === 'sequence') {
      steps.push({ through: 'item', list: node });
      node = around(node.items, at);
      continue;
    }
    const pair = node.type === 'mapping' ? node.pairs.find(({ value }) => holds(value, at)) : undefined;
    if (node.type !== 'mapping' || pair === undefined) return undefined;
    const key = pair.key.type === 'scalar' ? pair.key.value : '';
    steps.push({ through: 'pair', mapping: node, pair, key });
    node = around([pair.value], at);
  }
  return undefined;
}

function around(nodes: readonly YamlNode[], at: Span): YamlNode | undefined {
  return nodes.find((node) => holds(node, at));
}

function holds(node: YamlNode, at: Span): boolean {
  return node.type !== 'alias' && node.start <= at.start && at.end <= node.end;
}

function isAt(node: ScalarNode, at: Span, text: string): boolean {
  const same = (span: Span) => span.start === at.start && span.end === at.end;
  return same(node) || same(textSpan(node, text));
}
