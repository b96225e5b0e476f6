import type { Severity } from '../../findings/finding';
import type { Listener } from '../../model/nouns';
import { CLIENT_NAMES_SINCE } from '../clientNames';
import { classOfListener, servesMetrics } from '../listening';
import { isOpen, passesAll, shutsDebug } from '../passedOn';
import { asksWhoComes } from '../reach';
import { defineRule, fix, type RuleInput } from '../rule';

export default defineRule({
  id: 'listener-without-auth',
  category: 'auth',
  severity: 'warning',
  kinds: ['systemd', 'stunnel', 'compose', 'nginx', 'web-config'],
  summary: 'Everybody who reaches the address is let in',
  why: 'Metrics tell much about a host: versions, users, mounts, what is running and how busy it is. TLS alone encrypts the connection for whoever comes; only a client certificate that is verified, or a password, asks who that is.',
  advice:
    'Require client certificates (`client_auth_type: RequireAndVerifyClientCert` with `client_ca_file`, `verifyChain = yes` in stunnel), or ask for a password (`basic_auth_users`). Or listen on 127.0.0.1 behind something that does.',
  sources: [
    'https://prometheus.io/docs/operating/security/',
    'https://prometheus.io/docs/prometheus/latest/configuration/https/',
  ],
  examples: [
    {
      kind: 'systemd',
      path: 'node_exporter.service',
      alsoFinds: ['unit-not-hardened'],
      bad: `[Service]
User=node_exporter
ExecStart=/usr/local/bin/node_exporter --web.listen-address=‹10.0.0.5:9100›
Restart=on-failure
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4
[node_exporter]
accept = ‹10.0.0.5:19100›
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
`,
      fixed: `setuid = stunnel4
setgid = stunnel4
[node_exporter]
accept = 10.0.0.5:19100
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/clients-ca.pem
verifyChain = yes
checkHost = prometheus
`,
    },
    {
      kind: 'compose',
      bad: `services:
  node-exporter:
    image: quay.io/prometheus/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    ports:
      - ‹10.0.0.5:9100:9100›
`,
    },
    {
      kind: 'nginx',
      path: 'sites-available/prometheus',
      bad: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/prometheus.crt;
    ssl_certificate_key /etc/nginx/prometheus.key;
    location ‹/› {
        proxy_pass http://127.0.0.1:9090;
    }
}
`,
    },
    {
      kind: 'web-config',
      severity: 'info',
      bad: `‹tls_server_config›:
  cert_file: server.crt
  key_file: server.key
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_ca_file: clients-ca.crt
  client_auth_type: RequireAndVerifyClientCert
  client_allowed_sans: [prometheus]
`,
    },
  ],
  good: [
    {
      kind: 'systemd',
      path: 'node_exporter.service',
      alsoFinds: ['unit-not-hardened'],
      text: `[Service]
User=node_exporter
ExecStart=/usr/local/bin/node_exporter --web.listen-address=10.0.0.5:9100 --web.config.file=/etc/node_exporter/web.yml
Restart=on-failure
`,
    },
    {
      kind: 'nginx',
      path: 'sites-available/node',
      text: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    location = /metrics {
        allow 10.0.0.9;
        deny all;
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
    },
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: $2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234
`,
    },
  ],
  check: (input) => {
    const { kind, nouns, report } = input;
    for (const listener of nouns.listeners) {
      if (listener.routes !== undefined) {
        checkRoutes(listener, input);
        continue;
      }
      if (asksWhoComes(listener) !== false || isSaidOtherwise(listener)) continue;
      const severity = kind === 'web-config' ? ofWebConfig(listener) : ofAddress(listener);
      if (severity === undefined) continue;
      const isInTailnet = classOfListener(listener) === 'tailnet';
      report(listener.address ?? listener.at, message(listener, isInTailnet), {
        severity,
        fixes: asking(listener, input),
      });
    }
  },
});

/** What a proxy shows to everybody, path by path; one that shows all of an exporter has a finding of its own. */
function checkRoutes(listener: Listener, { report, textAt }: RuleInput): void {
  const { routes = [] } = listener;
  const reach = classOfListener(listener);
  if (reach !== 'all' && reach !== 'public' && reach !== 'private') return;
  for (const route of routes) {
    if (!isOpen(route) || route.admission.certificates !== 'none' || route.isMeantForSome === true) continue;
    if (passesAll(route) && !shutsDebug(textAt)) continue;
    const text =
      'Neither a client certificate nor a password is asked for on this path, and every address is let in: everybody who reaches this server reads what is behind it. Add `auth_basic` with `auth_basic_user_file`, `ssl_verify_client on`, or `allow …; deny all;`.';
    report(route.at, text);
  }
}

/** What asks for certificates in a way that lets others in has findings of its own, and so has a CA that is not used. */
function isSaidOtherwise({ admission, clientCa }: Listener): boolean {
  return admission.certificates !== 'none' || clientCa !== undefined;
}

/** Nothing tells its address; where its TLS is off although it has settings, that is said. */
function ofWebConfig({ at, tls }: Listener): Severity | undefined {
  const isEmpty = at.start === at.end;
  return isEmpty || (tls.value === 'off' && tls.isDefault !== true) ? undefined : 'info';
}

/** Every interface is a finding of its own; the tailnet asks who comes before the program does. */
function ofAddress(listener: Listener): Severity | undefined {
  if (listener.within === 'container' || listener.protocol === 'udp' || !servesMetrics(listener)) return undefined;
  const reach = classOfListener(listener);
  if (reach === 'tailnet') return 'info';
  return (reach === 'private' || reach === 'public') && !isBridge(listener) ? 'warning' : undefined;
}

/** Docker's own bridge: only containers of this host get there. */
function isBridge({ address }: Listener): boolean {
  return address?.value?.startsWith('172.17.0.1:') === true;
}

function message({ via, tls }: Listener, isInTailnet: boolean): string {
  if (via === 'web-config') {
    const encrypted = tls.value === 'on' ? 'TLS encrypts the connection and asks for nothing' : 'TLS is off';
    return `Neither a client certificate nor a password is asked for: ${encrypted}, so everybody who reaches the exporter reads its metrics. Require client certificates, or add \`basic_auth_users\`.`;
  }
  const nobody = 'Neither a client certificate nor a password is asked for at this address';
  if (isInTailnet) return `${nobody}: the policy of the tailnet alone decides who reads the metrics.`;
  const advice =
    via === 'tunnel'
      ? 'Add `verifyChain = yes` and `CAfile`.'
      : 'Give it a web configuration that requires client certificates or a password (`--web.config.file`), or listen on 127.0.0.1.';
  return `${nobody}: everybody in this network reads the metrics. ${advice}`;
}

/** The choice to require client certificates, where that is written in this file. */
function asking({ at, via, tls }: Listener, { kind, edits, surroundings: { targets } }: RuleInput) {
  const title = 'Require the client certificate of Prometheus';
  if (via === 'tunnel') {
    const lines = [
      { key: 'CAfile', value: '/etc/stunnel/clients-ca.pem' },
      { key: 'verifyChain', value: 'yes' },
      { key: 'checkHost', value: 'prometheus' },
    ];
    return fix(title, [edits.addInto(at, lines)], { refactor: true });
  }
  if (kind !== 'web-config' || tls.value !== 'on') return [];
  const keys = [
    { key: 'client_ca_file', value: 'clients-ca.crt' },
    { key: 'client_auth_type', value: 'RequireAndVerifyClientCert' },
    ...(targets.toolkit >= CLIENT_NAMES_SINCE ? [{ key: 'client_allowed_sans', value: ['prometheus'] }] : []),
  ];
  return fix(title, [edits.addInto(at, keys)], { refactor: true });
}
