import type { Listener } from '../../model/nouns';
import { classOfListener } from '../listening';
import { defineRule } from '../rule';

export default defineRule({
  id: 'basic-auth-without-tls',
  category: 'auth',
  severity: 'error',
  kinds: ['web-config', 'nginx'],
  summary: 'Passwords are asked for and TLS is off, so they travel in clear text',
  why: 'Basic authentication sends the name and the password with every request, only encoded. Without TLS everybody on the way reads them, and uses them from then on.',
  advice: 'Switch TLS on: `tls_server_config` with `cert_file` and `key_file`, `listen … ssl` in nginx.',
  sources: [
    'https://www.rfc-editor.org/rfc/rfc7617#section-4',
    'https://prometheus.io/docs/prometheus/latest/configuration/https/',
  ],
  examples: [
    {
      kind: 'web-config',
      bad: `‹basic_auth_users›:
  prometheus: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
    },
    {
      kind: 'nginx',
      path: 'metrics.conf',
      bad: `server {
  listen ‹10.0.0.5:8080›;
  location = /metrics {
    auth_basic "metrics";
    auth_basic_user_file /etc/nginx/htpasswd;
    proxy_pass http://127.0.0.1:9100/metrics;
  }
}
`,
    },
  ],
  good: [
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
    },
    {
      kind: 'nginx',
      path: 'metrics.conf',
      text: `server {
  listen 127.0.0.1:8080;
  location = /metrics {
    auth_basic "metrics";
    auth_basic_user_file /etc/nginx/htpasswd;
    proxy_pass http://127.0.0.1:9100/metrics;
  }
}
`,
    },
  ],
  check: ({ kind, nouns, report }) => {
    // The checks of the web configuration find it there (kinds/webConfig/across.ts).
    if (kind !== 'nginx') return;
    for (const listener of nouns.listeners) {
      const { address, tls } = listener;
      if (address === undefined || tls.value !== 'off' || !asksForPasswords(listener) || !isInClear(listener)) continue;
      const text =
        'Passwords are asked for behind this address, and TLS is off: they travel in clear text with every scrape. Listen with `ssl` and a certificate, or on 127.0.0.1 only.';
      report(address, text);
    }
  },
});

/** Whether a password is asked for on any path. */
function asksForPasswords({ admission, routes = [] }: Listener): boolean {
  return admission.password === 'required' || routes.some((route) => route.admission.password === 'required');
}

/** Whether what comes to the listener crosses a network that encrypts nothing by itself. */
function isInClear(listener: Listener): boolean {
  const reach = classOfListener(listener);
  return reach === 'all' || reach === 'public' || reach === 'private';
}
