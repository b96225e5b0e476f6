import { type Glance, isYamlName } from '../glance';

/** Keys at the top or in a group that other programs have in files that look alike: Mimir, Grafana, Thanos, vmalert. */
const FOREIGN_TOP = ['apiVersion', 'kind', 'namespace', 'slos'];
const FOREIGN_KEYS =
  /^\s+(?:partial_response_strategy|source_tenants|evaluation_delay|align_evaluation_time_on_interval|concurrency|tenant|params|headers|notifier_headers|extra_filter_labels|eval_alignment|eval_offset|eval_delay|folder|orgId)\s*:/m;

/** What only LogQL has, the language of Loki's rules: filters and parsers behind a selector, functions on bytes. */
const LOGQL =
  /\}\s*(?:\|=|\|~|!~\s*["`]|!=\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|decolorize|drop|keep)\b)|\b(?:bytes_rate|bytes_over_time|rate_counter)\s*\(/;

const RULE = /^\s*-?\s*["']?(?:alert|record)["']?\s*:/m;
/** A rule whose name is misspelled is still one. */
const EXPRESSION = /^\s*-?\s*["']?expr["']?\s*:/m;

/** Whether the file holds alerting or recording rules of Prometheus. Rules of other programs are left alone. */
export function isRuleFile(glance: Glance): boolean {
  const { name, path, keys, text } = glance;
  if (!isYamlName(glance) && !/\.rules$/i.test(name)) return false;
  const isNear = keys.has('group') && RULE.test(text);
  if (!(keys.has('groups') || isNear) || FOREIGN_TOP.some((key) => keys.has(key))) return false;
  const isNamed = /rule|alert|record/i.test(name);
  if (!isNamed && !RULE.test(text) && !EXPRESSION.test(text)) return false;
  return !FOREIGN_KEYS.test(text) && !LOGQL.test(text) && !/vmalert|victoria|(^|\/)loki\//i.test(path);
}
