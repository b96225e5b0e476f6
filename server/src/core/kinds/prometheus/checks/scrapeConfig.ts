import { defineChecks } from '../../../findings/check';
import { formatDuration } from '../../../formats/duration';
import { replaceFix } from '../../../schema/report';
import { isSet, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { addKeysFix, removeKeysFix } from '../../fixes';
import { valueSpan } from '../../walk';
import { durationAt, LIMITS, limitAt, type PrometheusCheck, type PrometheusCheckContext } from '../context';
import { STALE_AFTER } from '../staleness';
import { reportDuplicateProtocols } from './scrapeProtocols';

export const infos = defineChecks({
  timeoutExceedsInterval: {
    code: 'scrape-timeout-exceeds-interval',
    severity: 'error',
    source: 'prometheus',
    rules: [36],
    tag: 'LOAD',
    summary: 'A job has a scrape timeout that is longer than its scrape interval.',
    program: 'scrape timeout greater than scrape interval for scrape config with job name %q',
  },
  nameSchemes: {
    code: 'name-scheme-conflict',
    severity: 'error',
    source: 'prometheus',
    rules: [38],
    tag: 'LOAD',
    summary: 'Metric names are asked for as UTF-8 and validated as `legacy`.',
    program: 'utf8 metric names requested but validation scheme is not set to UTF8',
  },
  zeroInherits: {
    code: 'zero-inherits-global',
    severity: 'warning',
    source: 'prometheus',
    rules: [35],
    tag: 'SILENT',
    summary: 'A limit of 0 in a job does not take back the limit of `global`: it inherits it.',
  },
  zeroDuration: {
    code: 'zero-inherits-global',
    severity: 'info',
    source: 'prometheus',
    rules: [35],
    tag: 'SILENT',
    summary: 'An interval or timeout of 0 in a job means that of `global`.',
  },
  longInterval: {
    code: 'scrape-interval-too-long',
    severity: 'warning',
    source: 'prometheus',
    rules: [49],
    tag: 'PROMTOOL',
    summary: 'The scrape interval is not shorter than the 5m after which samples count as gone.',
  },
});

const timeout: PrometheusCheck = (job, _place, { context, report }) => {
  const own = durationAt(job, 'scrape_timeout');
  const interval = durationAt(job, 'scrape_interval') || context.scrapeInterval;
  if (own === undefined || own <= interval) return;
  const text = `This timeout is longer than the scrape interval of the job (${formatDuration(interval)}). Shorten it, or lengthen the interval.`;
  const program = `scrape timeout greater than scrape interval for scrape config with job name ${JSON.stringify(textAt(job, 'job_name') ?? '')}`;
  report(infos.timeoutExceedsInterval, valueSpan(job, 'scrape_timeout'), text, { program });
};

const protocols: PrometheusCheck = (job, _place, { version, report }) => {
  const suffix = `for scrape config with job name ${JSON.stringify(textAt(job, 'job_name') ?? '')}`;
  reportDuplicateProtocols(job, suffix, version, report);
};

const ESCAPING_SINCE = release('3.4');
const OWN_ESCAPING_SINCE = release('3.7');

/** The escaping scheme that counts for `job` (spec rule 38, since-behaviour 21 and 27). */
function escapingOf(job: StructValue, { version, context }: PrometheusCheckContext): string {
  const derived = (validation: string) => (validation === 'legacy' ? 'underscores' : 'allow-utf-8');
  const own = textAt(job, 'metric_name_escaping_scheme');
  if (own) return own;
  const validation = textAt(job, 'metric_name_validation_scheme');
  if (validation && version >= OWN_ESCAPING_SINCE) return derived(validation);
  return context.nameEscaping || derived(context.nameValidation);
}

/** Where the job inherits both schemes, the mistake is reported once, in `global`. */
const nameSchemes: PrometheusCheck = (job, _place, context) => {
  if (context.version < ESCAPING_SINCE) return;
  const validation = textAt(job, 'metric_name_validation_scheme');
  const asksForUtf8 = escapingOf(job, context) === 'allow-utf-8';
  if (!asksForUtf8 || (validation || context.context.nameValidation) !== 'legacy') return;
  const key = ['metric_name_escaping_scheme', 'metric_name_validation_scheme'].find((name) => isSet(job, name));
  if (key === undefined) return;
  const at = valueSpan(job, key);
  const isEscaping = key === 'metric_name_escaping_scheme';
  const text = isEscaping
    ? '`allow-utf-8` cannot go with the validation scheme `legacy`. Use `underscores`, or validate with `utf8`.'
    : 'The job inherits the escaping scheme `allow-utf-8`, which cannot go with `legacy`. Set `metric_name_escaping_scheme: underscores` beside it.';
  const escaping = 'metric_name_escaping_scheme: underscores';
  const fixes = isEscaping
    ? [replaceFix('Change to `underscores`', at, 'underscores')]
    : job.entries.has('metric_name_escaping_scheme')
      ? []
      : addKeysFix(job, [escaping], `Add \`${escaping}\``, true);
  context.report(infos.nameSchemes, at, text, { fixes });
};

const LIMITS_SINCE = release('2.45');

const zeros: PrometheusCheck = (job, _place, { version, context, report }) => {
  for (const key of LIMITS) {
    if (version < LIMITS_SINCE || !context.limits.includes(key) || limitAt(job, key) !== 0) continue;
    const text = `0 does not take back the limit of \`global\`: the job inherits it. Write a high limit instead, or remove the key.`;
    report(infos.zeroInherits, valueSpan(job, key), text, { fixes: removeKeysFix(job, [key]) });
  }
  for (const key of ['scrape_interval', 'scrape_timeout']) {
    if (durationAt(job, key) !== 0) continue;
    const text = `0 means the \`${key}\` of \`global\` here. Write the duration you mean, or remove the key.`;
    report(infos.zeroDuration, valueSpan(job, key), text, { fixes: removeKeysFix(job, [key]) });
  }
};

const interval: PrometheusCheck = (job, _place, { report }) => {
  if ((durationAt(job, 'scrape_interval') ?? 0) < STALE_AFTER) return;
  const text =
    'Samples count as gone after 5m, so between two scrapes of this interval the series have gaps. Use less than 5m (2m is common), or raise `--query.lookback-delta`.';
  report(infos.longInterval, valueSpan(job, 'scrape_interval'), text);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  scrape_config: [timeout, protocols, nameSchemes, zeros, interval],
};
