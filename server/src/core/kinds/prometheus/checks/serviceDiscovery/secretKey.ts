import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
import { valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';
import { isMissing, keysOf, reportConflict } from '../keys';

export const infos = defineChecks({
  none: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [137, 141],
    tag: 'LOAD',
    summary: 'An Outscale or Scaleway discovery has neither `secret_key` nor `secret_key_file`.',
    program: 'one of secret_key & secret_key_file must be configured',
  },
  both: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [137, 141],
    tag: 'LOAD',
    summary: 'An Outscale or Scaleway discovery has both `secret_key` and `secret_key_file`.',
    program: 'at most one of secret_key & secret_key_file must be configured',
  },
});

const KEYS = ['secret_key', 'secret_key_file'];

const secretKey: PrometheusCheck = (value, _place, context) => {
  reportConflict(infos.both, keysOf(value, KEYS, context.version), 'Keep one of them.', context);
  if (!KEYS.every((key) => isMissing(value, key, context))) return;
  const given = KEYS.find((key) => value.entries.has(key));
  const span = given === undefined ? spanOf(value.node) : valueSpan(value, given);
  context.report(infos.none, span, 'Neither `secret_key_file` nor `secret_key` is given. Add one of them.');
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  outscale_sd_config: [secretKey],
  scaleway_sd_config: [secretKey],
};
