import type { Route } from '../../model/nouns';
import { isOpen, passesAll, shutsDebug, uriOf } from '../passedOn';
import { exposureOf } from '../reach';
import { defineRule, fix, type RuleInput } from '../rule';

const SITE = (locations: string) => `server {
    listen 10.0.0.5:9443 ssl;
    server_name node-1.example.net;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_protocols TLSv1.2 TLSv1.3;
${locations}}
`;
const LOCATION = (path: string, to: string, more = '') => `    location ${path} {
${more}        proxy_pass ${to};
    }
`;
const BASIC = '        auth_basic metrics;\n        auth_basic_user_file /etc/nginx/htpasswd;\n';

export default defineRule({
  id: 'debug-endpoints-exposed',
  category: 'network',
  severity: 'warning',
  kinds: ['nginx'],
  summary: 'A proxy passes on every path of an exporter, not only its metrics',
  why: 'Programs written in Go mostly serve `/debug/pprof` beside `/metrics`: their command line with all that stands on it, their stacks and memory, and profiles that cost them a processor for as long as they are asked to run.',
  advice: 'Pass on the one path that Prometheus asks for: `location = /metrics`, and answer the rest with 404.',
  sources: [
    'https://pkg.go.dev/net/http/pprof',
    'https://prometheus.io/docs/operating/security/#exporters',
    'https://nginx.org/en/docs/http/ngx_http_core_module.html#location',
  ],
  examples: [
    {
      kind: 'nginx',
      path: 'sites-available/node',
      // Everybody may still read the metrics.
      alsoFinds: ['listener-without-auth'],
      bad: SITE(LOCATION('‹/›', 'http://127.0.0.1:9100')),
      fixed: SITE(LOCATION('= /metrics', 'http://127.0.0.1:9100')),
    },
    {
      kind: 'nginx',
      path: 'sites-available/node',
      // Everybody may still read the metrics.
      alsoFinds: ['listener-without-auth'],
      bad: SITE(LOCATION('‹/node/›', 'http://127.0.0.1:9100/')),
      fixed: SITE(LOCATION('= /node/metrics', 'http://127.0.0.1:9100/metrics')),
    },
    {
      kind: 'nginx',
      path: 'sites-available/node',
      severity: 'info',
      bad: SITE(LOCATION('‹/›', 'http://127.0.0.1:9100', BASIC)),
      fixed: SITE(LOCATION('= /metrics', 'http://127.0.0.1:9100', BASIC)),
    },
  ],
  good: [
    { kind: 'nginx', path: 'sites-available/node', text: SITE(LOCATION('= /metrics', 'http://127.0.0.1:9100', BASIC)) },
    // The pages of Prometheus itself are more than its metrics.
    { kind: 'nginx', path: 'sites-available/prometheus', text: SITE(LOCATION('/', 'http://127.0.0.1:9090', BASIC)) },
  ],
  check: (input) => {
    const { nouns, textAt } = input;
    const proxies = nouns.listeners.filter(({ routes = [] }) => routes.some(passesAll));
    if (proxies.length === 0 || shutsDebug(textAt)) return;
    for (const listener of proxies) {
      const { routes = [] } = listener;
      const exposure = exposureOf(listener);
      if (exposure === 'loopback' || exposure === 'unknown') continue;
      for (const route of routes) if (passesAll(route)) reportRoute(route, routes, input);
    }
  },
});

function reportRoute(route: Route, routes: readonly Route[], input: RuleInput): void {
  const isKnown = isOpen(route);
  const who = isKnown ? 'everybody who reaches this server' : 'everybody who is let in here';
  input.report(
    route.at,
    `This passes on every path, \`/debug/pprof\` too: a program written in Go shows its command line and its memory there to ${who}, and can be kept busy. Pass on its metrics only: \`location = ${metricsOf(route)}\`.`,
    { severity: isKnown ? 'warning' : 'info', fixes: narrowed(route, routes, input) },
  );
}

function metricsOf({ path }: Route): string {
  return `${path.value}metrics`;
}

/** The change to the one path; none where another location has it, or the path stands behind a modifier. */
function narrowed(route: Route, routes: readonly Route[], { edits, textAt }: RuleInput) {
  const { at, to } = route;
  const wanted = metricsOf(route);
  const isTaken = routes.some((other) => other.isExact && other.path.value === wanted);
  const isBare = /location[ \t]+$/.test(textAt({ start: Math.max(0, at.start - 20), end: at.start }));
  if (isTaken || !isBare || to.value === undefined) return [];
  const target = uriOf(to.value) === '/' ? [edits.replaceValue(to, `${to.value}metrics`)] : [];
  return fix('Pass on the metrics only', [edits.replaceValue(at, `= ${wanted}`), ...target]);
}
