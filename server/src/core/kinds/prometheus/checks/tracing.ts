import { defineChecks } from '../../../findings/check';
import { booleanAt, isSet } from '../../../schema/value';
import { removeKeysFix } from '../../fixes';
import { keySpan } from '../../walk';
import type { PrometheusCheck } from '../context';
import { fraction } from './fraction';

export const infos = defineChecks({
  ignoredTls: {
    code: 'ignored-key',
    severity: 'warning',
    source: 'prometheus',
    rules: [172],
    tag: 'SILENT',
    summary: '`tracing` has a `tls_config` beside `insecure: true`, which ignores it.',
  },
});

const tls: PrometheusCheck = (tracing, _place, { report }) => {
  if (!booleanAt(tracing, 'insecure') || !isSet(tracing, 'tls_config')) return;
  const text = 'With `insecure: true` TLS is off and these settings are ignored. Remove one of the two.';
  report(infos.ignoredTls, keySpan(tracing, 'tls_config'), text, { fixes: removeKeysFix(tracing, ['insecure']) });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  tracing: [tls, fraction('sampling_fraction')],
};
