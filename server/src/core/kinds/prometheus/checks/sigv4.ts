import { defineChecks } from '../../../findings/check';
import { isSet } from '../../../schema/value';
import { keySpan } from '../../walk';
import type { PrometheusCheck } from '../context';
import { isMissing, keysOf } from './keys';

export const infos = defineChecks({
  halfPair: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [154, 166],
    tag: 'LOAD',
    summary: '`sigv4` has an `access_key` without its `secret_key`, or the reverse.',
    program: 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config',
  },
  externalId: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [154, 166],
    tag: 'LOAD',
    summary: '`sigv4` has an `external_id` without a `role_arn`.',
    program: 'external_id can only be used with role_arn',
  },
});

const keys: PrometheusCheck = (value, _place, context) => {
  for (const [one, other] of [
    ['access_key', 'secret_key'],
    ['secret_key', 'access_key'],
  ] as const) {
    if (!isSet(value, one) || !isMissing(value, other, context)) continue;
    const text = `\`${one}\` needs its \`${other}\`. Add it, or remove both to use the credentials of the machine.`;
    context.report(infos.halfPair, keySpan(value, one), text);
  }
  // The key is checked since the version that brought it.
  const [externalId] = keysOf(value, ['external_id'], context.version);
  if (externalId === undefined || !isMissing(value, 'role_arn', context)) return;
  context.report(infos.externalId, externalId.entry.keyNode, '`external_id` is of use only with `role_arn`. Add it.');
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { sigv4: [keys] };
