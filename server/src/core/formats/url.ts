/** A URL as Go's net/url splits it. */
export interface GoUrl {
  readonly scheme: string;
  readonly user?: string;
  /** Host with its port; IPv6 addresses in brackets. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Parses `text` as Go's url.Parse does (Go 1.26); `error` is Go's text without the leading `parse "…":`. */
export function parseGoUrl(text: string): { readonly url: GoUrl } | { readonly error: string } {
  const parsed = parse(text);
  // Go quotes what it stumbles over. Where somebody's name and password may stand, that is not repeated.
  if ('url' in parsed || !text.includes('@')) return parsed;
  return { error: parsed.error.replace(/"(?:[^"\\]|\\.)*"/g, '"…"') };
}

function parse(text: string): { readonly url: GoUrl } | { readonly error: string } {
  const [beforeFragment = ''] = text.split('#', 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that Go refuses
  if (/[\x00-\x1f\x7f]/.test(text)) return { error: 'net/url: invalid control character in URL' };
  const fragment = text.slice(beforeFragment.length + 1);
  const badEscape = escapeError(fragment);
  if (beforeFragment === '*') return { url: { scheme: '', host: '', path: '*', query: '' } };
  const split = splitScheme(beforeFragment);
  if ('error' in split) return split;
  const { scheme } = split;
  const [beforeQuery = '', ...queries] = split.rest.split('?');
  const query = queries.join('?');
  const parsed = splitAuthority(scheme, beforeQuery);
  if ('error' in parsed) return parsed;
  const pathError = escapeError(parsed.path) ?? badEscape;
  return pathError === undefined ? { url: { scheme, query, ...parsed } } : { error: pathError };
}

function splitScheme(text: string): { scheme: string; rest: string } | { error: string } {
  if (text.startsWith(':')) return { error: 'missing protocol scheme' };
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  if (match === null) return { scheme: '', rest: text };
  return { scheme: (match[1] ?? '').toLowerCase(), rest: text.slice(match[0].length) };
}

type Authority = Pick<GoUrl, 'host' | 'path' | 'user'>;

function splitAuthority(scheme: string, rest: string): Authority | { error: string } {
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { host: '', path: rest };
    const [segment = ''] = rest.split('/', 1);
    if (segment.includes(':')) return { error: 'first path segment in URL cannot contain colon' };
    return { host: '', path: rest };
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return { host: '', path: rest };
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const error = hostError(host);
  if (error !== undefined) return { error };
  if (at < 0) return { host, path };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return { error: 'net/url: invalid userinfo' };
  const userError = escapeError(user);
  if (userError !== undefined) return { error: userError };
  return { host, path, user };
}

function hostError(host: string): string | undefined {
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    if (close < 0) return "missing ']' in host";
    return addressError(host.slice(1, close)) ?? portError(host.slice(close + 1));
  }
  if (host.includes('[')) return 'invalid IP-literal';
  const colon = host.indexOf(':');
  const port = colon < 0 ? undefined : portError(host.slice(colon));
  if (port !== undefined) return port;
  const bad = /[ \\^`{|}]/.exec(host)?.[0];
  if (bad !== undefined) return `invalid character ${JSON.stringify(bad)} in host name`;
  // Of the ASCII characters, only `%` itself may be escaped in a host.
  const ascii = /%(?!25)[0-7][0-9A-Fa-f]/.exec(host)?.[0];
  return ascii === undefined ? escapeError(host) : `invalid URL escape ${JSON.stringify(ascii)}`;
}

/** What is wrong with an address in brackets, with a zone behind `%25` or without: only IPv6 stands there. */
function addressError(text: string): string | undefined {
  const [address = ''] = text.split('%25', 1);
  if (/^[0-9]+(\.[0-9]+){3}$/.test(address)) return 'invalid IP-literal';
  const isAddress = /^[0-9A-Fa-f:]*(:[0-9]+(\.[0-9]+){3})?$/.test(address) && /:.*:/.test(address);
  return isAddress ? escapeError(text) : `invalid host: ParseAddr(${JSON.stringify(address)}): unable to parse IP`;
}

function portError(port: string): string | undefined {
  return /^(:[0-9]*)?$/.test(port) ? undefined : `invalid port ${JSON.stringify(port)} after host`;
}

function escapeError(text: string): string | undefined {
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(text)?.[0];
  return bad === undefined ? undefined : `invalid URL escape ${JSON.stringify(bad)}`;
}
