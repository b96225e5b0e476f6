import { type Glance, isYamlName } from '../glance';

const PROMETHEUS_KEYS = [
  'scrape_configs',
  'scrape_config_files',
  'global',
  'alerting',
  'rule_files',
  'remote_write',
  'remote_read',
  'storage',
  'tracing',
  'otlp',
  'runtime',
];
/** Those that other programs' files do not have at the top. */
const TELLING_KEYS = ['global', 'alerting', 'rule_files', 'remote_write', 'remote_read', 'otlp'];
/** Top-level keys of other programs' files that have some of Prometheus' keys or names. */
export const FOREIGN_KEYS = [
  'apiVersion',
  'kind',
  'groups',
  'services',
  'modules',
  'receivers',
  'route',
  'positions',
  'object_storage',
  'debug_info',
  'pipeline_stages',
  'journal',
  'loki_push_api',
  'clients',
  'server',
  'exporters',
  'metrics',
  'integrations',
  'image',
  'name',
  'on',
  'jobs',
  'hosts',
  'tasks',
  'prometheus',
  'prometheusSpec',
  'serverFiles',
  'extraScrapeConfigs',
  'kube-state-metrics',
];

/** Keys that Prometheus had once, or that people write for one of its keys. */
const NEAR_KEYS =
  /^(target_groups|scrape_?configs?|scrape_?config_?files?|globals?|rule_?files?|alertings?|remote_?(write|read)s?)$/i;

/** Keys of Loki's and Promtail's jobs, which look like those of Prometheus. */
const FOREIGN_JOBS = /^ *(?:- +)?(?:pipeline_stages|journal|loki_push_api):/m;

/** Whether the file belongs to another program whose files have some of the same keys or names. */
export function isForeign({ keys, isList, text }: Glance): boolean {
  return isList || FOREIGN_KEYS.some((key) => keys.has(key)) || FOREIGN_JOBS.test(text);
}

/** Whether most of `keys` are among `names`: a file of ours may have a typo or two. */
export function isMostly(keys: ReadonlySet<string>, names: readonly string[]): boolean {
  const known = countOf(keys, names);
  return known * 2 > keys.size || known >= keys.size - 1;
}

function countOf(keys: ReadonlySet<string>, names: readonly string[]): number {
  return names.filter((name) => keys.has(name)).length;
}

/**
 * Whether the name says so, unless the content says otherwise: other programs have files of these names too, so at
 * least one key has to be ours or near to one, or there is none at all.
 */
export function isPrometheusByName(glance: Glance): boolean {
  const { name, keys } = glance;
  if (!isYamlName(glance) || isForeign(glance)) return false;
  const isOurs = countOf(keys, PROMETHEUS_KEYS) > 0 || [...keys].some((key) => NEAR_KEYS.test(key));
  if (/^prometheus\.ya?ml$/i.test(name)) return keys.size === 0 || isOurs;
  return /^prometheus[-_.].*\.ya?ml$/i.test(name) && isOurs;
}

/** Whether the content is a configuration of Prometheus, or a list of its jobs. */
export function isPrometheusByContent(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance)) return false;
  if (isJobList(glance)) return !FOREIGN_JOBS.test(text);
  if (isForeign(glance) || !isMostly(keys, PROMETHEUS_KEYS)) return false;
  return keys.has('scrape_configs') || keys.has('scrape_config_files') || countOf(keys, TELLING_KEYS) >= 2;
}

/** Whether the text is a list of jobs, as `additionalScrapeConfigs` takes them. */
export function isJobList({ isList, text }: Glance): boolean {
  return isList && /^ *- +(?:job_name|"job_name"|'job_name')\s*:/m.test(text);
}
