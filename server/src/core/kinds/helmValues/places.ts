import { type Pair, resolveAlias, type ScalarNode, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import { resolveScalar } from '../../syntax/yaml/resolve';

/**
 * Something in the values that a chart hands on as it is: `jobs` are a list of scrape configs, `jobMap` the same by
 * name, `config` a whole configuration of Prometheus, `rules` a rule file, `text` one of the first as a text.
 */
export interface ValuePlace {
  readonly holds: 'jobs' | 'jobMap' | 'config' | 'rules' | 'text';
  /** The keys that lead there. */
  readonly path: readonly string[];
  readonly pair: Pair;
}

/** How deep values are looked into: charts below charts below charts. */
const MAX_DEPTH = 12;

/** Everything in `pair`, which stands below the keys `path`, that a chart hands on as it is. Lists are not entered. */
export function placesIn(pair: Pair, path: readonly string[] = []): readonly ValuePlace[] {
  const key = pair.key.type === 'scalar' ? pair.key.value : '';
  const own = [...path, key];
  const holds = holdsAt(own, pair);
  if (holds !== undefined) return [{ holds, path: own, pair }];
  const { value } = pair;
  if (value.type !== 'mapping' || own.length >= MAX_DEPTH) return [];
  return value.pairs.flatMap((inner) => placesIn(inner, own));
}

function holdsAt(path: readonly string[], { value }: Pair): ValuePlace['holds'] | undefined {
  const target = resolveAlias(value);
  if (target === undefined || isNull(target)) return undefined;
  const [key = '', parent = '', grandparent = ''] = [...path].reverse();
  const isMapping = target.type === 'mapping';
  switch (key) {
    case 'additionalScrapeConfigs':
      if (target.type === 'scalar') return 'text';
      return parent === 'prometheusSpec' || hasJobs(target) ? 'jobs' : undefined;
    case 'extraScrapeConfigs':
      // The charts of Promtail and vmagent have values of this name for jobs of their own.
      return target.type === 'scalar' && parent !== 'snippets' && !isPromtail(target.value) ? 'text' : undefined;
    case 'scrapeConfigs':
      return isMapping && path.length <= 2 && parent !== 'snippets' && hasNamedJobs(target) ? 'jobMap' : undefined;
    case 'prometheus.yml':
      return parent === 'serverFiles' && isMapping ? 'config' : undefined;
    default:
      return isMapping && isRules(key, parent, grandparent) && valueAt(target, 'groups') !== undefined
        ? 'rules'
        : undefined;
  }
}

function isRules(key: string, parent: string, grandparent: string): boolean {
  if (parent === 'serverFiles') return /^(alerting_rules|recording_rules|alerts|rules)(\.ya?ml)?$/.test(key);
  return parent === 'additionalPrometheusRulesMap' && grandparent !== 'serverFiles';
}

function isNull(node: YamlNode): boolean {
  return node.type === 'scalar' && resolveScalar(node).type === 'null';
}

function hasJobs(node: YamlNode): boolean {
  return node.type === 'sequence' && node.items.some((item) => valueAt(item, 'job_name') !== undefined);
}

/** Whether the mapping is one of the chart prometheus: by name, what would be the items of `scrape_configs`. */
function hasNamedJobs(node: YamlNode): boolean {
  if (node.type !== 'mapping') return false;
  const values = node.pairs.map(({ value }) => resolveAlias(value));
  return (
    values.every((value) => value?.type === 'mapping') &&
    values.some((value) => value?.type === 'mapping' && value.pairs.some(({ key }) => isJobKey(key)))
  );
}

function isJobKey(key: YamlNode): boolean {
  return key.type === 'scalar' && /^(enabled|job_name|static_configs|\w+_sd_configs|relabel_configs)$/.test(key.value);
}

function isPromtail(text: string): boolean {
  return /^\s*(- )?(pipeline_stages|journal|syslog|loki_push_api)\s*:|__path__/m.test(text);
}

/** The scalar that a place of the sort `text` is. */
export function textOfPlace({ pair }: ValuePlace): ScalarNode | undefined {
  const target = resolveAlias(pair.value);
  return target?.type === 'scalar' ? target : undefined;
}
