import { type Glance, isYamlName } from '../glance';

/** Top-level keys of files that have the values of a chart inside of something else, or are no values at all. */
const FOREIGN_KEYS = ['apiVersion', 'kind', 'releases', 'helmCharts', 'services', 'hosts', 'tasks', 'scrape_configs'];
/** Top-level keys of kube-prometheus-stack that stand beside the password of Grafana. */
const STACK_KEYS = [
  'prometheus',
  'alertmanager',
  'prometheusOperator',
  'kubeStateMetrics',
  'nodeExporter',
  'defaultRules',
];
/** Top-level keys of the chart prometheus that stand beside jobs by name. */
const CHART_KEYS = [
  'server',
  'serverFiles',
  'kube-state-metrics',
  'prometheus-node-exporter',
  'prometheus-pushgateway',
];
/** What Promtail's chart has in its values of the same name. */
const PROMTAIL = /^\s*(pipeline_stages|snippets|lokiAddress|journal)\s*:|__path__/m;

/** Whether the file holds values of kube-prometheus-stack or of the chart prometheus, alone or below another chart. */
export function isHelmValues(glance: Glance): boolean {
  const { keys, isList, text } = glance;
  if (!isYamlName(glance) || isList || FOREIGN_KEYS.some((key) => keys.has(key))) return false;
  if (hasKey(text, 'prometheusSpec')) return true;
  if (hasKey(text, 'additionalScrapeConfigs') && /^ *- +["']?job_name\b/m.test(text)) return true;
  if (hasKey(text, 'additionalPrometheusRulesMap') && /^ *(?:- +)?["']?(?:alert|record)["']?\s*:/m.test(text))
    return true;
  if (
    hasKey(text, 'serverFiles') &&
    /^ +["']?(prometheus|alerting_rules|recording_rules|alerts|rules)(\.yml)?["']?\s*:/m.test(text)
  )
    return true;
  if (hasKey(text, 'extraScrapeConfigs') && /^ *- +["']?job_name\b/m.test(text)) return !PROMTAIL.test(text);
  if (keys.has('scrapeConfigs') && CHART_KEYS.some((key) => keys.has(key))) return !PROMTAIL.test(text);
  return hasKey(text, 'grafana') && hasKey(text, 'adminPassword') && STACK_KEYS.some((key) => keys.has(key));
}

function hasKey(text: string, key: string): boolean {
  return new RegExp(`^ *["']?${key}["']?\\s*:(?=\\s|$)`, 'm').test(text);
}
