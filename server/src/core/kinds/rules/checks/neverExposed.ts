import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { replaceFix, spanOf } from '../../../schema/report';
import type { ScalarValue } from '../../../schema/value';
import type { RulesCheck, RulesCheckContext } from '../context';
import { readExpression } from '../promql/check';
import { type Matcher, type Selector, selectorsIn } from '../promql/expression';
import { placeInScalar } from '../scalarPlace';
import { aliasAt } from './aliases';

export const infos = defineChecks({
  neverExposed: {
    code: 'alert-metric-never-exposed',
    severity: 'hint',
    category: 'security',
    source: 'security',
    rules: ['alert-metric-never-exposed'],
    tag: 'SILENT',
    summary: 'An alert on how an exporter is scraped asks for a metric that exporters do not have.',
  },
});

const alert: RulesCheck = (rule, _place, context) => {
  if (!rule.entries.has('alert') || aliasAt(rule, 'expr', context.version) !== undefined) return;
  const value = rule.entries.get('expr')?.value;
  if (value?.kind !== 'scalar' || !/http_re[qs]|promhttp_/.test(String(value.value))) return;
  const text = String(value.value);
  const expression = readExpression(text);
  for (const selector of expression === undefined ? [] : selectorsIn(expression)) {
    const reason = whyNever(selector);
    if (reason !== undefined) reportSelector(selector, reason, value, context);
  }
};

function reportSelector(selector: Selector, reason: Reason, value: ScalarValue, { report }: RulesCheckContext): void {
  const place = placeInScalar(value.node, selector.start, selector.end);
  const source = String(value.value).slice(selector.start, selector.end);
  const meant = reason.meant === undefined ? undefined : reason.meant(source);
  const fixes: readonly Fix[] =
    place === undefined || meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, place, meant, false)];
  report(infos.neverExposed, place ?? spanOf(value.node), reason.text, { fixes });
}

interface Reason {
  readonly text: string;
  /** What the selector `source` should be; absent where no metric tells what is asked for. */
  readonly meant?: (source: string) => string;
}

/** Metrics that applications count their requests in, and Prometheus' Go client did up to 0.9. */
const OF_APPLICATIONS =
  /^http_(requests_total|request_duration_(micro|milli)?seconds(_bucket|_count|_sum)?|(request|response)_size_bytes(_bucket|_count|_sum)?)$/;
const PATH_LABEL = /^(handler|path|endpoint|uri|url|route)$/;
/** What the Go client counts on `/metrics`, with `code` alone as label; and Prometheus on its own pages. */
const OF_EXPORTERS = 'promhttp_metric_handler_requests_total';
const OF_PROMETHEUS = 'prometheus_http_requests_total';

/** Why nothing that is scraped has what `selector` asks for; undefined where something may have it. */
function whyNever(selector: Selector): Reason | undefined {
  const { matchers } = selector;
  const name = selector.name || matchers.find((one) => one.name === '__name__' && one.operator === '=')?.value || '';
  const isCounter = name === OF_EXPORTERS || name === OF_PROMETHEUS;
  if (matchers.some(isRefusal) && (isCounter || asksForMetrics(name, matchers))) return { text: REFUSED };
  const labelled = matchers.find((matcher) => PATH_LABEL.test(matcher.name) && isSome(matcher));
  if (name === OF_EXPORTERS && labelled !== undefined) {
    const text = `\`${OF_EXPORTERS}\` has no label \`${labelled.name}\`, only \`code\`: this alert never fires. Leave it out.`;
    return { text, meant: () => written(OF_EXPORTERS, matchers) };
  }
  if (!asksForMetrics(name, matchers)) return undefined;
  const text = `No exporter has this metric for \`/metrics\`, so this alert never fires: those that are built with the Go client of Prometheus count in \`${OF_EXPORTERS}\` (label \`code\`), and Prometheus its own pages in \`${OF_PROMETHEUS}\` (label \`handler\`).`;
  if (name !== 'http_requests_total' || selector.name === '') return { text };
  if (!isOfPrometheus(matchers)) return { text, meant: () => written(OF_EXPORTERS, matchers) };
  return { text, meant: (source) => source.replace(name, OF_PROMETHEUS) };
}

const REFUSED =
  'Requests that the web configuration refuses (401, 403) are counted in no metric: they are turned away before the program sees them, so this alert never fires. Only the log of a proxy in front tells of them.';

/** Whether it is the metric of an application, asked for the page of the metrics of something that is scraped. */
function asksForMetrics(name: string, matchers: readonly Matcher[]): boolean {
  return OF_APPLICATIONS.test(name) && matchers.some(isMetricsPath) && !matchers.some(namesApplication);
}

function isMetricsPath({ name, operator, value }: Matcher): boolean {
  const isPath = PATH_LABEL.test(name) && /^\^?\/metrics\$?$/.test(value);
  return (operator === '=' || operator === '=~') && (isPath || (name === 'handler' && value === 'prometheus'));
}

/** Whether `matcher` asks for an application of somebody's own, which may count its requests as it likes. */
function namesApplication({ name, operator, value }: Matcher): boolean {
  const isName = /^(job|service|app|application|container|deployment|namespace|pod)$/.test(name);
  return isName && (operator === '=' || operator === '=~') && !OURS.test(value);
}

const OURS = /node|exporter|prometheus|alertmanager|pushgateway|stunnel|monitor|metrics|cadvisor/i;

function isOfPrometheus(matchers: readonly Matcher[]): boolean {
  return matchers.some(({ name, operator, value }) => name === 'job' && operator === '=' && value === 'prometheus');
}

/** Whether only requests that were refused are asked for. */
function isRefusal({ name, operator, value }: Matcher): boolean {
  if (!/^(code|status|status_code)$/.test(name)) return false;
  return (operator === '=' || operator === '=~') && /^\(?40[13](\|40[13])*\)?$/.test(value);
}

function isSome({ operator, value }: Matcher): boolean {
  return value !== '' && (operator === '=' || (operator === '=~' && !/^[.^]?[.*+]*\$?$/.test(value)));
}

/** The metric `name` with those of `matchers` that it has labels for. */
function written(name: string, matchers: readonly Matcher[]): string {
  const kept = matchers.filter(
    (matcher) => !PATH_LABEL.test(matcher.name) && !/^(method|__name__)$/.test(matcher.name),
  );
  const labels = kept.map((matcher) => {
    const label = /^status(_code)?$/.test(matcher.name) ? 'code' : matcher.name;
    return `${label}${matcher.operator}${JSON.stringify(matcher.value)}`;
  });
  return labels.length === 0 ? name : `${name}{${labels.join(', ')}}`;
}

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule: [alert],
};
