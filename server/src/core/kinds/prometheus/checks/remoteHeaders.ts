import { defineChecks } from '../../../findings/check';
import { mapAt } from '../../../schema/value';
import type { PrometheusCheck } from '../context';
import { keysOf } from './keys';

export const infos = defineChecks({
  reservedHeader: {
    code: 'reserved-header',
    severity: 'error',
    source: 'prometheus',
    rules: [149, 150, 161, 170, 171],
    tag: 'LOAD',
    summary: '`headers` of remote_write, remote_read or tracing sets a header that Prometheus sets itself.',
    program: '%s is a reserved header. It must not be changed',
  },
});

/** Spec rule 150. */
const RESERVED = new Set([
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

const ELSEWHERE =
  'authorization header must be changed via the basic_auth, authorization, oauth2, sigv4, azuread or google_iam parameter';

/** `elsewhere` are the program's words for an Authorization header; `advice` says what to use instead. */
function headers(elsewhere: string, advice: string): PrometheusCheck {
  return (value, _place, { version, report }) => {
    if (keysOf(value, ['headers'], version).length === 0) return;
    for (const [name, { keyNode }] of mapAt(value, 'headers')?.entries ?? []) {
      const lower = name.toLowerCase();
      if (lower === 'authorization') {
        report(infos.reservedHeader, keyNode, `This header cannot be set here. ${advice}`, { program: elsewhere });
      } else if (RESERVED.has(lower)) {
        const program = `${name} is a reserved header. It must not be changed`;
        report(infos.reservedHeader, keyNode, 'Prometheus sets this header itself. Remove it.', { program });
      }
    }
  };
}

const remote = headers(ELSEWHERE, 'Use `authorization`, `basic_auth` or `oauth2` instead.');

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  remote_write: [remote],
  remote_read: [remote],
  tracing: [headers('custom authorization header configuration is not yet supported', 'Remove it.')],
};
