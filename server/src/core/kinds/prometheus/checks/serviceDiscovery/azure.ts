import { defineChecks } from '../../../../findings/check';
import { textAt } from '../../../../schema/value';
import type { PrometheusCheck } from '../../context';
import { requireKeys } from '../keys';

export const infos = defineChecks({
  oauth: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [119],
    tag: 'LOAD',
    summary: 'An Azure discovery with `OAuth` (the default) has no `tenant_id`, `client_id` or `client_secret`.',
    program: 'azure SD configuration requires a %s',
  },
});

const oauth: PrometheusCheck = (value, _place, context) => {
  const method = value.entries.has('authentication_method') ? textAt(value, 'authentication_method') : 'OAuth';
  if (method !== 'OAuth') return;
  const keys = ['tenant_id', 'client_id', 'client_secret'];
  const why = 'the authentication method `OAuth` needs it';
  requireKeys(infos.oauth, value, keys, why, context, (key) => `azure SD configuration requires a ${key}`);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { azure_sd_config: [oauth] };
