import { parseDuration } from '../../formats/duration';
import { type Pair, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import type { PartedDocument } from '../../syntax/yaml/parts';
import type { PrometheusContext } from '../prometheus/context';

/**
 * What the jobs inherit, as far as the file says it. The values of a release are laid over each other from several
 * files, so where nothing is said, nothing is known: an interval that no timeout exceeds.
 */
export function readContext({ parts }: PartedDocument): PrometheusContext {
  return contextOfValues(
    parts.flatMap(({ part }) => {
      const root = part.tree.documents[0]?.root;
      return root?.type === 'mapping' ? root.pairs : [];
    }),
  );
}

/** The same of values that stand in something else. */
export function contextOfValues(pairs: readonly Pair[]): PrometheusContext {
  const intervals = new Set<number>();
  for (const pair of pairs) collectIntervals(pair, '', 0, intervals);
  const [only, ...others] = intervals;
  const isKnown = only !== undefined && others.length === 0;
  return {
    scrapeInterval: isKnown ? only : Number.MAX_SAFE_INTEGER,
    nameValidation: '',
    nameEscaping: '',
    limits: [],
    hasScrapeConfigs: true,
  };
}

const MAX_DEPTH = 12;

/** The intervals under `prometheusSpec` and, in the chart prometheus, under `server.global`. */
function collectIntervals({ key, value }: Pair, parent: string, depth: number, into: Set<number>): void {
  if (value.type !== 'mapping' || depth > MAX_DEPTH) return;
  const name = key.type === 'scalar' ? key.value : '';
  if (name === 'prometheusSpec') addInterval(valueAt(value, 'scrapeInterval'), into);
  if (name === 'global' && parent === 'server') addInterval(valueAt(value, 'scrape_interval'), into);
  for (const pair of value.pairs) collectIntervals(pair, name, depth + 1, into);
}

function addInterval(node: YamlNode | undefined, into: Set<number>): void {
  if (node?.type !== 'scalar') return;
  const parsed = parseDuration(node.value);
  if ('ms' in parsed && parsed.ms > 0) into.add(parsed.ms);
}
