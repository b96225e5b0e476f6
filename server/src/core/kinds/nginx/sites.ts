import { PROGRAMS } from '../../model/programs';
import { type Directive, named } from './directives';

/** A location with the blocks around it, the nearest first. */
export interface Location {
  readonly directive: Directive;
  /** Its own block and those around it, from the inside out. */
  readonly scopes: readonly (readonly Directive[])[];
  /** What it passes requests on to, where it is one of ours. */
  readonly proxyPass?: Directive;
  /** `stub_status`, which nginx-prometheus-exporter reads. */
  readonly stubStatus?: Directive;
}

/** A `server` block with the locations that are about metrics. */
export interface Site {
  readonly server?: Directive;
  readonly scopes: readonly (readonly Directive[])[];
  readonly locations: readonly Location[];
}

/** Ports of what this is about; Grafana and cAdvisor share theirs with half of the web (stunnel-rules.md 6c). */
const PORTS: ReadonlySet<number> = new Set(
  PROGRAMS.flatMap(({ port }) => (port === undefined || port === 3000 || port === 8080 ? [] : [port])),
);

/** How many locations are looked at; honest sites have some dozens. */
const MOST_LOCATIONS = 300;

/** The servers (and locations outside of one, in a snippet) that pass on to an exporter or to Prometheus. */
export function sitesIn(root: readonly Directive[]): readonly Site[] {
  const upstreams = upstreamsIn(root);
  const sites: Site[] = [];
  let seen = 0;
  const visit = (block: readonly Directive[], around: readonly (readonly Directive[])[], depth: number) => {
    const scopes = [block, ...around];
    for (const directive of block) {
      const { name, block: inner } = directive;
      if (inner === undefined || depth > 5) continue;
      if (name.text === 'http') visit(inner, scopes, depth + 1);
      if (name.text !== 'server' || seen >= MOST_LOCATIONS) continue;
      const locations = locationsIn(inner, [inner, ...scopes], upstreams, 0).slice(0, MOST_LOCATIONS);
      seen += locations.length;
      if (locations.length > 0) sites.push({ server: directive, scopes: [inner, ...scopes], locations });
    }
  };
  visit(root, [], 0);
  const scopes = [root, SOMEWHERE];
  const loose = locationsIn(root, scopes, upstreams, 0);
  return loose.length > 0 ? [...sites, { scopes, locations: loose.slice(0, MOST_LOCATIONS) }] : sites;
}

/** The blocks around a snippet, of which nobody knows what they say: like one that includes another file. */
const SOMEWHERE: readonly Directive[] = [
  {
    name: { text: 'include', start: 0, end: 0 },
    args: [{ text: '*', start: 0, end: 0 }],
    start: 0,
    end: 0,
  },
];

function locationsIn(
  block: readonly Directive[],
  scopes: readonly (readonly Directive[])[],
  upstreams: ReadonlyMap<string, readonly string[]>,
  depth: number,
): Location[] {
  return named(block, 'location').flatMap((directive) => {
    const { block: inner } = directive;
    if (inner === undefined || depth > 5) return [];
    const own = [inner, ...scopes];
    const nested = locationsIn(inner, own, upstreams, depth + 1);
    const proxyPass = named(inner, 'proxy_pass')[0];
    const stubStatus = named(inner, 'stub_status')[0];
    const isOurs = proxyPass !== undefined && isOurTarget(proxyPass, directive, upstreams);
    if (!isOurs && stubStatus === undefined) return nested;
    const location: Location = {
      directive,
      scopes: own,
      ...(isOurs && { proxyPass }),
      ...(stubStatus !== undefined && { stubStatus }),
    };
    return [location, ...nested];
  });
}

/** The addresses of each `upstream`. */
function upstreamsIn(root: readonly Directive[]): ReadonlyMap<string, readonly string[]> {
  const blocks = [root, ...named(root, 'http').flatMap(({ block }) => (block === undefined ? [] : [block]))];
  const upstreams = blocks.flatMap((block) => named(block, 'upstream'));
  return new Map(
    upstreams.map(({ args, block = [] }) => [
      args[0]?.text ?? '',
      named(block, 'server').flatMap((server) => server.args[0]?.text ?? []),
    ]),
  );
}

const NAMES = /(^|[^a-z])(prometheus|alertmanager|pushgateway|[a-z]*[_-]?exporter)([^a-z]|$)/i;

function isOurTarget(
  { args }: Directive,
  location: Directive,
  upstreams: ReadonlyMap<string, readonly string[]>,
): boolean {
  const url = args[0]?.text ?? '';
  const [, authority = '', path = ''] = /^https?:\/\/([^/?]*)(.*)$/.exec(url) ?? [];
  const addresses = upstreams.get(authority) ?? [authority];
  if (addresses.some((address) => PORTS.has(Number(/:(\d+)$/.exec(address)?.[1])))) return true;
  const pattern = location.args.map(({ text }) => text).join(' ');
  return NAMES.test(authority) || /\/metrics$/.test(path) || /(^|\/)metrics$/.test(pattern);
}

/**
 * The directives `name` that hold for a location: those of the nearest block that has any. Undefined where a file that
 * is included there may have them too.
 */
export function effective(
  scopes: readonly (readonly Directive[])[],
  ...names: string[]
): readonly Directive[] | undefined {
  for (const block of scopes) {
    const found = block.filter(({ name }) => names.includes(name.text));
    if (found.length > 0) return found;
    if (hasIncludes(block)) return undefined;
  }
  return [];
}

/** Files of types, of headers, and of nothing but TLS, such as the one that certbot writes into each site. */
const HARMLESS = /(mime\.types|(proxy|fastcgi|uwsgi|scgi)_params|options-ssl-nginx\.conf|ssl[-_]params(\.conf)?)$/;

/** Whether settings may come from another file. */
export function hasIncludes(block: readonly Directive[]): boolean {
  return named(block, 'include').some(({ args }) => !HARMLESS.test(args[0]?.text ?? ''));
}
