import type { FileContent, FileRef, Listener, Nouns, Route, Said } from '../../model/nouns';
import { NO_NOUNS } from '../../model/nouns';
import { accessOf, certificatesOf } from './access';
import { type Directive, lastNamed, type NginxWord, named } from './directives';
import { effective, type Location, type Site } from './sites';

const FILES: ReadonlyMap<string, FileContent> = new Map([
  ['ssl_certificate', 'certificate'],
  ['ssl_certificate_key', 'key'],
  ['ssl_client_certificate', 'ca'],
  ['ssl_trusted_certificate', 'ca'],
  ['ssl_crl', 'crl'],
  ['ssl_password_file', 'password'],
  ['auth_basic_user_file', 'password'],
  ['proxy_ssl_certificate', 'certificate'],
  ['proxy_ssl_certificate_key', 'key'],
  ['proxy_ssl_trusted_certificate', 'ca'],
]);

/** The nouns of the sites that are about metrics. */
export function siteNouns(sites: readonly Site[]): Nouns {
  const blocks = new Set(
    sites.flatMap(({ scopes, locations }) => [...scopes, ...locations.flatMap((one) => one.scopes)]),
  );
  const files = [...blocks].flatMap((block) => block.flatMap((directive) => fileOf(directive) ?? []));
  return { ...NO_NOUNS, listeners: sites.flatMap((site) => listenersOf(site)), files };
}

function fileOf({ name, args }: Directive): FileRef | undefined {
  const holds = FILES.get(name.text);
  const [path] = args;
  if (holds === undefined || path === undefined) return undefined;
  return { path: saidBy(path).value, holds, base: 'process', start: path.start, end: path.end };
}

function saidBy({ text, start, end }: NginxWord): Said<string> {
  return { value: /\$|\{\{|\{%/.test(text) ? undefined : text, start, end };
}

/** One listener for each `listen` of the server. */
function listenersOf({ server, scopes, locations }: Site): readonly Listener[] {
  const block = server?.block;
  if (server === undefined || block === undefined) return [];
  const at = { start: server.name.start, end: server.name.end };
  const common = {
    via: 'proxy',
    program: 'nginx',
    name: named(block, 'server_name')[0]?.args[0]?.text ?? '',
    at,
  } as const;
  const routes = locations.flatMap((location) => routeOf(location) ?? []);
  const passwords = routes.map(({ admission }) => admission.password);
  const password = passwords.every((one) => one === passwords[0]) ? (passwords[0] ?? 'none') : 'none';
  const shared = {
    admission: { certificates: certificatesOf(block, scopes), password },
    ...tlsOf(scopes),
    ...(routes[0] !== undefined && { forwardsTo: routes[0].to }),
    routes,
  };
  const listens = named(block, 'listen');
  if (listens.length === 0) {
    const address = { value: ':80', ...at, isDefault: true } as const;
    return [{ ...common, address, tls: { value: 'off', ...at, isDefault: true }, ...shared }];
  }
  return listens.flatMap(({ args }): Listener[] => {
    const [address, ...options] = args;
    if (address === undefined) return [];
    return [{ ...common, address: addressOf(address), tls: tlsAt(address, options, block), ...shared }];
  });
}

/** `443`, `*:443`, `10.0.0.1`, `[::]:443`, `unix:/path` as an address with a port. */
function addressOf(word: NginxWord): Said<string> {
  const said = saidBy(word);
  if (said.value === undefined || said.value.startsWith('unix:')) return said;
  const value = said.value.replace(/^\*(?=:|$)/, '');
  if (/^\d+$/.test(value)) return { ...said, value: `:${value}` };
  return { ...said, value: /:\d+$/.test(value) ? value : `${value}:80` };
}

function tlsAt(address: NginxWord, options: readonly NginxWord[], block: readonly Directive[]): Listener['tls'] {
  const option = options.find(({ text }) => text === 'ssl' || text === 'quic');
  const old = lastNamed(block, 'ssl')?.args[0];
  const isOn = option !== undefined || old?.text === 'on';
  const { start, end } = option ?? address;
  return { value: isOn ? 'on' : 'off', start, end, ...(option === undefined && { isDefault: true }) };
}

/** What holds for all listeners of a server. */
function tlsOf(scopes: Site['scopes']): Pick<Listener, 'minVersion' | 'ciphers' | 'certificate' | 'key' | 'clientCa'> {
  const last = (name: string) => effective(scopes, name)?.at(-1);
  const ciphers = last('ssl_ciphers')?.args[0];
  const file = (name: string) => {
    const directive = last(name);
    return directive === undefined ? undefined : fileOf(directive);
  };
  const minVersion = lowest(last('ssl_protocols')?.args ?? []);
  const [certificate, key, clientCa] = [
    file('ssl_certificate'),
    file('ssl_certificate_key'),
    file('ssl_client_certificate'),
  ];
  return {
    ...(minVersion !== undefined && { minVersion: saidBy(minVersion) }),
    ...(ciphers !== undefined && { ciphers: saidBy(ciphers) }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
    ...(clientCa !== undefined && { clientCa }),
  };
}

const VERSIONS = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

function lowest(words: readonly NginxWord[]): NginxWord | undefined {
  const known = words.filter(({ text }) => VERSIONS.includes(text));
  return [...known].sort((a, b) => VERSIONS.indexOf(a.text) - VERSIONS.indexOf(b.text))[0];
}

function routeOf({ directive, scopes, proxyPass }: Location): Route | undefined {
  const target = proxyPass?.args[0];
  if (target === undefined) return undefined;
  const modifier = directive.args.length > 1 ? directive.args[0]?.text : undefined;
  const path = directive.args.at(-1) ?? directive.name;
  const said = saidBy(path);
  const { addresses, password, rules } = accessOf(scopes);
  return {
    at: { start: path.start, end: path.end },
    path: modifier?.startsWith('~') || path.text.startsWith('@') ? { ...said, value: undefined } : said,
    isExact: modifier === '=',
    to: saidBy(target),
    admission: { certificates: certificatesOf(scopes.at(0) ?? [], scopes), password, addresses },
    ...(addresses === 'all' && rules.some(({ args }) => args[0]?.text !== 'all') && { isMeantForSome: true }),
  };
}
