import { defineChecks } from '../../../findings/check';
import { isGiven } from '../../../schema/value';
import type { PrometheusCheck } from '../context';
import { keysOf, reportConflict } from './keys';
import { CLIENT, isCredential } from './remoteWrite';

export const infos = defineChecks({
  credentials: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [163],
    tag: 'LOAD',
    summary: 'An Alertmanager has more than one kind of credentials.',
    program: 'at most one of basic_auth, authorization, oauth2, & sigv4 must be configured',
  },
});

const credentials: PrometheusCheck = (value, _place, context) => {
  const sigv4 = keysOf(value, ['sigv4'], context.version, isGiven);
  const client = keysOf(value, CLIENT, context.version, isCredential);
  // Two of the HTTP client's own are that check's business.
  if (client.length === 1) reportConflict(infos.credentials, [...client, ...sigv4], 'Keep one of them.', context);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { alertmanager: [credentials] };
