import { defineChecks } from '../../../../findings/check';
import { isGiven } from '../../../../schema/value';
import type { PrometheusCheck } from '../../context';
import { loginKeys } from '../httpClient';
import { keysOf, reportConflict } from '../keys';

export const infos = defineChecks({
  token: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [113],
    tag: 'LOAD',
    summary: 'A Consul discovery has a `token` beside `authorization` or `oauth2`.',
    program: 'at most one of consul SD token, authorization, or oauth2 can be configured',
  },
});

/** Spec rule 112 is in the HTTP client: Consul's `username` and `password` are a basic_auth. */
const token: PrometheusCheck = (value, _place, context) => {
  const { version } = context;
  // Where the client has too many logins already, one of these may go anyway.
  if (loginKeys(value, version).length > 1) return;
  const [own] = keysOf(value, ['token'], version);
  if (own === undefined) return;
  const others = keysOf(value, ['authorization', 'oauth2'], version, isGiven);
  reportConflict(infos.token, [own, ...others], 'Keep one way to log in.', context);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { consul_sd_config: [token] };
