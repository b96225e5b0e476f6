import { defineChecks } from '../../../findings/check';
import { mapAt } from '../../../schema/value';
import type { PrometheusCheck } from '../context';
import { validatesHttpClient } from './httpClient';
import { keysOf } from './keys';

export const infos = defineChecks({
  reservedHeader: {
    code: 'reserved-header',
    severity: 'error',
    source: 'prometheus',
    rules: [68],
    tag: 'LOAD',
    summary: '`http_headers` sets a header that Prometheus sets itself.',
    program: 'setting header %q is not allowed',
  },
});

/** Spec rule 68, in the spelling of Go's http.CanonicalHeaderKey. */
const RESERVED: ReadonlyMap<string, string> = new Map(
  [
    'Authorization',
    'Host',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'User-Agent',
    'Connection',
    'Keep-Alive',
    'Proxy-Authenticate',
    'Proxy-Authorization',
    'Www-Authenticate',
    'Accept-Encoding',
    'X-Prometheus-Remote-Write-Version',
    'X-Prometheus-Remote-Read-Version',
    'X-Prometheus-Scrape-Timeout-Seconds',
    'X-Amz-Date',
    'X-Amz-Security-Token',
    'X-Amz-Content-Sha256',
  ].map((name) => [name.toLowerCase(), name]),
);

const reservedHeaders: PrometheusCheck = (value, _place, { version, report }) => {
  if (!validatesHttpClient(value, version) || keysOf(value, ['http_headers'], version).length === 0) return;
  for (const [name, { keyNode }] of mapAt(value, 'http_headers')?.entries ?? []) {
    const canonical = RESERVED.get(name.toLowerCase());
    if (canonical === undefined) continue;
    const instead =
      canonical === 'Authorization' ? 'Use `authorization`, `basic_auth` or `oauth2` instead.' : 'Remove it.';
    const program = `setting header "${canonical}" is not allowed`;
    report(infos.reservedHeader, keyNode, `Prometheus sets this header itself. ${instead}`, { program });
  }
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  http_client: [reservedHeaders],
};
