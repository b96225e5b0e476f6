import { defineChecks } from '../../../../findings/check';
import type { PrometheusCheck } from '../../context';
import { loginKeys } from '../httpClient';
import { keysOf, reportConflict } from '../keys';

export const infos = defineChecks({
  severalLogins: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [130, 131, 132, 133],
    tag: 'LOAD',
    summary: 'A Marathon discovery has `auth_token` or `auth_token_file` beside another way to log in.',
    program: 'marathon_sd: at most one of auth_token & auth_token_file must be configured',
  },
});

const logins: PrometheusCheck = (value, _place, context) => {
  const tokens = keysOf(value, ['auth_token', 'auth_token_file'], context.version);
  const clients = loginKeys(value, context.version);
  // With oauth2 Prometheus lets it pass; with two logins of the client, one of them may go anyway.
  const others = tokens.length > 0 && clients.length === 1 ? clients.filter(({ entry }) => entry.key !== 'oauth2') : [];
  const words = wordsFor(tokens.length, others[0]?.entry.key);
  reportConflict(infos.severalLogins, [...tokens, ...others], 'Keep one way to log in.', context, words);
};

function wordsFor(tokens: number, other: string | undefined): string {
  const pair = 'auth_token & auth_token_file';
  if (tokens > 1) return `marathon_sd: at most one of ${pair} must be configured`;
  if (other === 'basic_auth') return `marathon_sd: at most one of basic_auth, ${pair} must be configured`;
  if (other === 'authorization')
    return 'marathon_sd: at most one of auth_token, auth_token_file & authorization must be configured';
  return `marathon_sd: at most one of bearer_token, bearer_token_file, ${pair} must be configured`;
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { marathon_sd_config: [logins] };
