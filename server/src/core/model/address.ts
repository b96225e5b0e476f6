import { isTopLevelDomain } from './topLevelDomains';

/** A host with its port, as a target, an address to listen on, or a URL names it. */
export interface Address {
  /** Without brackets; empty for all interfaces. A socket's path for unix sockets. */
  readonly host: string;
  readonly port?: string;
  /** In lower case; absent where the text is no URL. */
  readonly scheme?: string;
}

/** How far away an address is (security-rules.md, Addresses). */
export type AddressClass = 'loopback' | 'tailnet' | 'cluster' | 'private' | 'public' | 'unknown';

/** The host and port in `text`: `host:port`, `[v6]:port`, `host`, `:port`, a bare IPv6 address, or a URL. */
export function parseAddress(text: string): Address {
  const [, scheme, rest = text] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
  const ofUrl = scheme === undefined ? {} : { scheme: scheme.toLowerCase() };
  if (ofUrl.scheme === 'unix') return { host: rest, ...ofUrl };
  if (scheme === undefined && /^(unix:|[/@])/.test(text)) return { host: text.replace(/^unix:/, ''), scheme: 'unix' };
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const hostPort = authority.slice(authority.lastIndexOf('@') + 1);
  const [, bracketed, behind = ''] = /^\[([^\]]*)\](.*)$/.exec(hostPort) ?? [];
  if (bracketed !== undefined) return { host: bracketed, ...portOf(behind), ...ofUrl };
  const colons = hostPort.split(':').length - 1;
  if (colons > 1) return { host: hostPort, ...ofUrl };
  const colon = colons === 0 ? hostPort.length : hostPort.indexOf(':');
  return { host: hostPort.slice(0, colon), ...portOf(hostPort.slice(colon)), ...ofUrl };
}

function portOf(text: string): Pick<Address, 'port'> {
  return text.length > 1 && text.startsWith(':') ? { port: text.slice(1) } : {};
}

/** The class of `host`, without port and brackets. An empty host, all interfaces and whatever is no host are unknown. */
export function addressClass(host: string): AddressClass {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('/') || name.startsWith('@')) return 'loopback';
  const v4 = parseIPv4(name);
  if (v4 !== undefined) return classOfIPv4(v4);
  if (name.includes(':')) return classOfIPv6(name);
  return classOfName(name);
}

function parseIPv4(text: string): readonly number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function classOfIPv4([a = 0, b = 0]: readonly number[]): AddressClass {
  if (a === 127) return 'loopback';
  if (a === 100 && b >= 64 && b <= 127) return 'tailnet';
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
  if (isPrivate) return 'private';
  // 0.0.0.0 is every interface; multicast and what is above it is no host.
  return a === 0 || a >= 224 ? 'unknown' : 'public';
}

function classOfIPv6(text: string): AddressClass {
  const groups = parseIPv6(text.replace(/%.*$/s, ''));
  if (groups === undefined) return 'unknown';
  const [first = 0, second = 0, third = 0] = groups;
  const tail = groups.slice(5);
  if (groups.slice(0, 5).every((group) => group === 0)) {
    const [kind = 0, high = 0, low = 0] = tail;
    if (kind === 0xffff) return classOfIPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
    return kind === 0 && high === 0 && low === 1 ? 'loopback' : 'unknown';
  }
  if (first === 0xfd7a && second === 0x115c && third === 0xa1e0) return 'tailnet';
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return 'private';
  return (first & 0xff00) === 0xff00 ? 'unknown' : 'public';
}

/** The eight groups of an IPv6 address; undefined where `text` is none. */
function parseIPv6(text: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = dotted === null ? undefined : parseIPv4(dotted[2] ?? '');
  if (dotted !== null && v4 === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = v4 ?? [];
  const plain = v4 === undefined ? text : `${dotted?.[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const halves = plain.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const written = halves.flat();
  const missing = 8 - written.length;
  if (halves.length > 2 || written.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const zeros = Array.from({ length: missing }, () => '0');
  return [...(halves[0] ?? []), ...zeros, ...(halves[1] ?? [])].map((group) => Number.parseInt(group, 16));
}

const LOOPBACK_NAME = /^localhost$|\.localhost$|^localhost\.localdomain$|^ip6-localhost$|^ip6-loopback$/;
const CLUSTER_NAME = /\.svc$|\.svc\.|\.cluster\.local$|^host\.docker\.internal$/;
const PRIVATE_NAME = /\.(local|lan|home\.arpa|internal|localdomain|corp|home)$/;

function classOfName(name: string): AddressClass {
  const labels = name.split('.');
  if (!labels.every((label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label))) return 'unknown';
  if (LOOPBACK_NAME.test(name)) return 'loopback';
  if (name.endsWith('.ts.net')) return 'tailnet';
  // A number alone is no name of a host.
  if (labels.length === 1) return /[a-z]/.test(name) ? 'cluster' : 'unknown';
  if (CLUSTER_NAME.test(name)) return 'cluster';
  if (PRIVATE_NAME.test(name)) return 'private';
  const last = labels.at(-1) ?? '';
  if (labels.length === 2 && NAMESPACES.has(last)) return 'unknown';
  return isTopLevelDomain(last) ? 'public' : 'unknown';
}

/** Top-level domains that are namespaces as well: `grafana.tools` is mostly the Service of that namespace. */
const NAMESPACES = new Set([
  'app',
  'apps',
  'cloud',
  'data',
  'dev',
  'media',
  'network',
  'security',
  'services',
  'systems',
  'tools',
]);
