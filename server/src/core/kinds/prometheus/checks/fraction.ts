import { defineChecks } from '../../../findings/check';
import { numberAt } from '../../../schema/value';
import { valueSpan } from '../../walk';
import type { PrometheusCheck } from '../context';

export const infos = defineChecks({
  outOfRange: {
    code: 'fraction-out-of-range',
    severity: 'warning',
    source: 'prometheus',
    rules: [172, 175],
    tag: 'SILENT',
    summary: 'A fraction is not between 0 and 1; Prometheus does not check it.',
  },
});

/** A check that the number under `key` lies between 0 and 1. */
export function fraction(key: string): PrometheusCheck {
  return (value, _place, { report }) => {
    const number = numberAt(value, key);
    if (number === undefined || (number >= 0 && number <= 1)) return;
    const text = `\`${key}\` is a fraction between 0 and 1, such as \`0.1\` for 10%. Prometheus does not check it.`;
    report(infos.outOfRange, valueSpan(value, key), text);
  };
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  tsdb: [fraction('stale_series_compaction_threshold')],
};
