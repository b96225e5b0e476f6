import { defineChecks } from '../../../findings/check';
import { formatDuration, parseDuration } from '../../../formats/duration';
import { spanOf } from '../../../schema/report';
import { listAt, mapAt, type ScalarValue, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { valueSpan } from '../../walk';
import { durationAt, type PrometheusCheck, type PrometheusCheckContext } from '../context';
import { ownerOf } from './staticTargets';

export const infos = defineChecks({
  invalidLabel: {
    code: 'invalid-target-label',
    severity: 'warning',
    source: 'prometheus',
    rules: [46],
    tag: 'PROMTOOL',
    summary:
      'A label such as `__scrape_interval__` of a static target has a value that cannot be used: it is not scraped.',
    program: 'error parsing scrape interval: %w',
  },
  invalidScheme: {
    code: 'invalid-value',
    severity: 'warning',
    source: 'prometheus',
    rules: [47],
    tag: 'PROMTOOL',
    summary: 'Up to Prometheus 2.55, a job with a scheme other than `http` and `https` is not scraped.',
    program: 'invalid scheme: %q',
  },
});

const FLAGS_SINCE = release('3.13');
const ANY_SCHEME_SINCE = release('3.0');

/** Labels with a truth value, and how Go's text calls them (since-behaviour 67). */
const FLAGS: Readonly<Record<string, string>> = {
  __convert_classic_histograms_to_nhcb__: 'convert classic histograms to nhcb',
  __always_scrape_classic_histograms__: 'always scrape classic histograms',
  __scrape_native_histograms__: 'scrape native histograms',
};

/** Go's strconv.ParseBool. */
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

const DEFAULT_TIMEOUT = 10_000;

/** What promtool checks of static targets (spec rule 46), as far as it is known without relabeling. */
const targetLabels: PrometheusCheck = (group, place, context) => {
  const job = ownerOf(place);
  if (job?.shape.names.includes('scrape_config') !== true || listAt(group, 'targets').length === 0) return;
  const { report, version } = context;
  const labels = mapAt(group, 'labels')?.entries;
  const labelled = (name: string): ScalarValue | undefined => {
    const value = labels?.get(name)?.value;
    return value?.kind === 'scalar' && value.value !== '' ? value : undefined;
  };
  durations(job, labelled, context);
  for (const [name, words] of Object.entries(FLAGS)) {
    const value = labelled(name);
    if (value === undefined || version < FLAGS_SINCE || BOOLEAN.test(String(value.value))) continue;
    const program = `error parsing ${words}: strconv.ParseBool: parsing ${JSON.stringify(value.value)}: invalid syntax`;
    report(infos.invalidLabel, spanOf(value.node), 'This label is `true` or `false`.', { program });
  }
};

function durations(
  job: StructValue,
  labelled: (name: string) => ScalarValue | undefined,
  { context, report }: PrometheusCheckContext,
): void {
  const known: { interval?: number; timeout?: number } = {};
  for (const key of ['interval', 'timeout'] as const) {
    const value = labelled(`__scrape_${key}__`);
    if (value === undefined) continue;
    const parsed = parseDuration(String(value.value));
    if ('problem' in parsed) {
      const program = `error parsing scrape ${key}: ${parsed.problem.program}`;
      report(infos.invalidLabel, spanOf(value.node), parsed.problem.reason, { program });
      return;
    }
    if (parsed.ms === 0) {
      const text = `The scrape ${key} of a target cannot be 0. Write a duration, or remove the label.`;
      report(infos.invalidLabel, spanOf(value.node), text, { program: `scrape ${key} cannot be 0` });
      return;
    }
    known[key] = parsed.ms;
  }
  if (known.interval === undefined && known.timeout === undefined) return;
  const jobInterval = durationAt(job, 'scrape_interval') || context.scrapeInterval;
  const inherited = Math.min(context.scrapeTimeout ?? DEFAULT_TIMEOUT, jobInterval);
  const interval = known.interval ?? jobInterval;
  const timeout = known.timeout ?? (durationAt(job, 'scrape_timeout') || inherited);
  const [at] = ['__scrape_interval__', '__scrape_timeout__'].flatMap((name) => labelled(name) ?? []);
  if (timeout <= interval || at === undefined) return;
  const longer = `("${formatDuration(timeout)}" > "${formatDuration(interval)}")`;
  const text = `The target would have a timeout of ${formatDuration(timeout)} and an interval of ${formatDuration(interval)}. Set \`__scrape_interval__\` and \`__scrape_timeout__\` so that they fit.`;
  const program = `scrape timeout cannot be greater than scrape interval ${longer}`;
  report(infos.invalidLabel, spanOf(at.node), text, { program });
}

/** What a 2.x makes of a scheme of another program; from 3.0 on, nobody looks (spec rule 47). */
const scheme: PrometheusCheck = (job, _place, { version, report }) => {
  const name = textAt(job, 'scheme');
  if (version >= ANY_SCHEME_SINCE || !name || name === 'http' || name === 'https') return;
  const text = 'No target of this job is scraped: the scheme is `http` or `https`.';
  report(infos.invalidScheme, valueSpan(job, 'scheme'), text, { program: `invalid scheme: ${JSON.stringify(name)}` });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  scrape_config: [scheme],
  static_config: [targetLabels],
};
