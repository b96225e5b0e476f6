import { defineChecks } from '../../../../findings/check';
import { isSet } from '../../../../schema/value';
import { writeInstead } from '../../../nullDefault';
import { valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';
import { isMissing } from '../keys';

export const infos = defineChecks({
  region: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [143],
    tag: 'LOAD',
    summary: 'A STACKIT discovery has no `endpoint`, and an empty `region`.',
    program: 'stackit_sd: endpoint and region missing',
  },
});

const region: PrometheusCheck = (value, _place, context) => {
  const found = value.entries.get('region')?.value;
  // Without the key, the region is eu01.
  if (found === undefined || isSet(value, 'region') || !isMissing(value, 'endpoint', context)) return;
  const text =
    '`region` is empty, and there is no `endpoint` either. Give the region a value, or remove the key to use `eu01`.';
  context.report(infos.region, valueSpan(value, 'region'), text, { fixes: [writeInstead(found, 'eu01')] });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { stackit_sd_config: [region] };
