import { bareValue, type ValueProblem, wrapping } from './problem';

/** The longest path of a Unix socket, in bytes. */
const MAX_SOCKET_PATH = 107;

/** An address as stunnel splits it: at the last `:`. Without a host it listens everywhere, or connects to localhost. */
export interface Address {
  /** Undefined where none is written. */
  readonly host: string | undefined;
  readonly port: string;
}

/** The host and the port of `value`; undefined for the path of a Unix socket. */
export function splitAddress(value: string): Address | undefined {
  if (value.startsWith('/')) return undefined;
  const colon = value.lastIndexOf(':');
  return colon < 0 ? { host: undefined, port: value } : { host: value.slice(0, colon), port: value.slice(colon + 1) };
}

/** Whether `host` is none, or stands for all interfaces: `*`, `0.0.0.0`, `::`. */
export function isAnyHost(host: string | undefined): boolean {
  return host === undefined || /^(\*?|0+(\.0+){0,3}|[0:]+)$/.test(host.trim());
}

/**
 * What is wrong with an address that has to be resolved at the start (stunnel-rules.md 3b, 3d): whatever no resolver
 * can take. Names are for the resolver of the machine, and so are names of ports that could be in /etc/services.
 */
export function addressProblem(value: string): ValueProblem | undefined {
  const address = splitAddress(value);
  if (address === undefined) {
    const isLong = new TextEncoder().encode(value).length > MAX_SOCKET_PATH;
    const text = `The path of a Unix socket has at most ${MAX_SOCKET_PATH} bytes.`;
    return isLong ? { text, program: 'Unix socket path is too long' } : undefined;
  }
  const { host, port } = address;
  if (!isPort(port)) return portProblem(value, port);
  if (host === undefined || isHost(host)) return undefined;
  return { text: hostProblem(host, port), meant: meantAddress(value) };
}

/** What is wrong with a host that stands alone. */
export function lonelyHostProblem(value: string): ValueProblem | undefined {
  if (isHost(value)) return undefined;
  const address = splitAddress(value);
  if (address?.host !== undefined && /^\d+$/.test(address.port) && isHost(address.host)) {
    return { text: 'This takes a host only: a source port cannot be chosen.', meant: address.host };
  }
  const bare = bareValue(value).replace(/^\[(.*)\]$/, '$1');
  return {
    text: `This is no host name and no address. IPv6 is written without brackets.${wrapping(value)}`,
    meant: bare !== '' && isHost(bare) ? bare : undefined,
  };
}

/** The word that names a port, if it could be one of /etc/services. */
export function serviceName(value: string): string | undefined {
  const port = splitAddress(value)?.port ?? '';
  return /^[A-Za-z0-9][\w.+*-]*$/.test(port) && /[A-Za-z]/.test(port) ? port : undefined;
}

/** Whether getaddrinfo takes it as a port: a number (of any size: it wraps), or a word that may be a service. */
function isPort(port: string): boolean {
  return port === '' || /^[ \t]*\+?\d+$/.test(port) || serviceName(port) !== undefined;
}

/** Whether a resolver could take it: an address, or a name of letters, digits, `-`, `_` and single dots. */
function isHost(host: string): boolean {
  if (host === '*') return true;
  if (host.includes(':')) return isIpv6(host);
  if (/^[\dxXa-fA-F.]*$/.test(host) && /^(0[xX][\da-fA-F]+|\d+)(\.|$)/.test(host)) return isIpv4(host) || isName(host);
  return isName(host);
}

function isName(host: string): boolean {
  if (host.length === 0 || host.length > 253 || host.startsWith('-')) return false;
  // A name whose last label is a number is none: no such top-level domain can exist (RFC 3696).
  if (/(^|\.)\d+\.?$/.test(host)) return false;
  return host
    .replace(/\.$/, '')
    .split('.')
    .every((label) => /^[A-Za-z0-9_-]{1,63}$/.test(label));
}

/** IPv4 as inet_aton takes it: one to four numbers, the last one for all the bytes that are left. */
export function isIpv4(host: string): boolean {
  const parts = host.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(part))) return false;
  const numbers = parts.map((part) => (/^0\d/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.at(-1) ?? 0;
  return numbers.slice(0, -1).every((number) => number < 256) && last < 256 ** (5 - parts.length);
}

/** IPv6 without brackets, perhaps with a zone and a tail of IPv4. */
export function isIpv6(host: string): boolean {
  const [address = '', zone] = host.split('%', 2);
  if (zone === '') return false;
  const groups = address.replace(/:\d{1,3}(\.\d{1,3}){3}$/, (tail) => (isIpv4(tail.slice(1)) ? ':0:0' : ':x'));
  const halves = groups.split('::');
  if (halves.length > 2) return false;
  const words = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!words.every((word) => /^[\da-fA-F]{1,4}$/.test(word))) return false;
  return halves.length === 2 ? words.length < 8 : words.length === 8;
}

function portProblem(value: string, port: string): ValueProblem {
  const program = `Unknown TCP service "${port.slice(0, 60)}"`;
  const meant = meantAddress(value);
  if (/^\w+:\/\//.test(value)) return { text: 'This is a URL: stunnel takes `HOST:PORT`.', meant, program };
  if (/^-\d+$/.test(port)) return { text: 'A port cannot be negative.', program };
  if (/^\S+[ \t]+\d+$/.test(port) && meant !== undefined) {
    return { text: 'Between host and port stands a `:`.', meant, program };
  }
  if (port.includes(',')) return { text: 'One address on each line: several lines add up.', program };
  const text = `The port has to be a number or the name of a service.${wrapping(value)}`;
  return { text, meant, program };
}

function hostProblem(host: string, port: string): string {
  if (host === '') return 'There is no host before the `:`. For all interfaces write the port alone, or `*:PORT`.';
  if (/^\[.*\]$/.test(host)) return `IPv6 is written without brackets: \`${host.slice(1, -1)}:${port}\`.`;
  if (host.includes(',')) return 'One address on each line: several `accept` or `connect` lines add up.';
  if (/^\w+:\/\//.test(host)) return 'This is a URL: stunnel takes `HOST:PORT`.';
  if (/^:+$/.test(host)) return 'This is an IPv6 address without a port: write `ADDRESS:PORT`, such as `::1:8443`.';
  return 'This is no host name and no address.';
}

/** What an address was meant to be: without scheme, brackets, quotes, comment, or with a `:` for a blank. */
function meantAddress(value: string): string | undefined {
  const bare = bareValue(value)
    .replace(/^\w+:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/^\[([^\]]*)\]:/, '$1:')
    .replace(/^:(?=\d+$)/, '')
    .replace(/^(\S+)[ \t]+(\d+)$/, '$1:$2');
  return bare !== value && bare !== '' && addressProblem(bare) === undefined ? bare : undefined;
}
