import { defineChecks } from '../../../findings/check';
import { formatDuration } from '../../../formats/duration';
import { replaceFix } from '../../../schema/report';
import { mapAt, numberAt, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { removeKeysFix } from '../../fixes';
import { valueSpan } from '../../walk';
import { durationAt, type PrometheusCheck } from '../context';
import { isLabelName, legacyName } from './relabelNames';

export const infos = defineChecks({
  labelName: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [30],
    tag: 'LOAD',
    summary: 'An external label has a name that the validation scheme does not allow.',
    program: '%q is not a valid label name',
  },
  timeoutExceedsInterval: {
    code: 'global-timeout-exceeds-interval',
    severity: 'error',
    source: 'prometheus',
    rules: [31],
    tag: 'LOAD',
    summary: 'The scrape timeout of `global` is longer than its scrape interval.',
    program: 'global scrape timeout greater than scrape interval',
  },
  featureFlag: {
    code: 'feature-flag-needed',
    severity: 'warning',
    source: 'prometheus',
    rules: [33],
    tag: 'LOAD',
    summary: 'Prometheus 2.55 takes `utf8` only with a feature flag.',
    program: 'utf8 name validation requested but feature not enabled via --enable-feature=utf8-names',
  },
  zeroGogc: {
    code: 'zero-is-default',
    severity: 'warning',
    source: 'prometheus',
    rules: [29],
    tag: 'SILENT',
    summary: 'A `gogc` of 0 means the default, not 0.',
  },
});

const UTF8_SINCE = release('3.0');
const UTF8_BY_FLAG_SINCE = release('2.55');
const SCOPED_SINCE = release('3.7');

/** The names of external labels: ASCII up to 2.x, then anything, and from 3.7 on what the file says (since 17 to 23). */
const externalLabels: PrometheusCheck = (global, _place, { version, report }) => {
  const declared = textAt(global, 'metric_name_validation_scheme');
  const isLegacy = version < UTF8_SINCE ? declared !== 'utf8' : version >= SCOPED_SINCE && declared === 'legacy';
  if (!isLegacy) return;
  for (const [name, { keyNode }] of mapAt(global, 'external_labels')?.entries ?? []) {
    // The schema has spoken about the empty name.
    if (name === '' || isLabelName(name, 'legacy')) continue;
    const meant = legacyName(name);
    const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, keyNode, meant, false)];
    const why = version < UTF8_SINCE ? '' : ' under `metric_name_validation_scheme: legacy`';
    const text = `A label name has only letters, digits and \`_\`${why}, and no digit first. Rename the label.`;
    report(infos.labelName, keyNode, text, { fixes, program: `${JSON.stringify(name)} is not a valid label name` });
  }
};

const DEFAULT_INTERVAL = 60_000;

const timeout: PrometheusCheck = (global, _place, { report }) => {
  const own = durationAt(global, 'scrape_timeout');
  const interval = durationAt(global, 'scrape_interval') || DEFAULT_INTERVAL;
  if (own === undefined || own <= interval) return;
  const text = `This timeout is longer than the scrape interval of ${formatDuration(interval)}. Shorten it, or lengthen the interval.`;
  report(infos.timeoutExceedsInterval, valueSpan(global, 'scrape_timeout'), text);
};

const utf8Flag: PrometheusCheck = (global, _place, { version, report }) => {
  if (version < UTF8_BY_FLAG_SINCE || version >= UTF8_SINCE) return;
  if (textAt(global, 'metric_name_validation_scheme') !== 'utf8') return;
  const text = 'This version takes `utf8` only when it is started with `--enable-feature=utf8-names`.';
  report(infos.featureFlag, valueSpan(global, 'metric_name_validation_scheme'), text);
};

const gogc: PrometheusCheck = (runtime, _place, { report }) => {
  if (numberAt(runtime, 'gogc') !== 0) return;
  const text =
    '0 is taken for the default (75, or the environment variable GOGC). Write the percentage you mean, or remove the key.';
  report(infos.zeroGogc, valueSpan(runtime, 'gogc'), text, { fixes: removeKeysFix(runtime, ['gogc']) });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  global: [externalLabels, timeout, utf8Flag],
  runtime: [gogc],
};
