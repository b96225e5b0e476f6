import type { Span } from '../text/span';

/** A secret inside of a URL: its name (`password` for user info) and where it stands in the text. */
export interface UrlSecret extends Span {
  readonly key: string;
  readonly isUserInfo: boolean;
}

/** Names of query parameters that let somebody in (security-rules.md, plaintext-password). */
const SECRET_PARAMETER =
  /^((access|auth|api|refresh|bearer|private)[-_]?)?token$|^(api|access|secret)[-_]?key$|^(password|passwd|passwort|pwd|pass|secret|client[-_]secret)$/i;

/**
 * Whether a query parameter called `name` holds a secret. InfluxDB's `p` is a password only beside its `u`, since one
 * letter may mean anything.
 */
export function isSecretParameter(name: string, others: readonly string[] = []): boolean {
  return SECRET_PARAMETER.test(name) || (name === 'p' && others.includes('u'));
}

/** Whether an HTTP header called `name` is there to hold a secret: `X-Api-Key`, `Authorization`, `X-Vault-Token`. */
export function isSecretHeader(name: string): boolean {
  return /(^|[-_])(authorization|token|secret|password|api[-_]?key|access[-_]?key|apikey|auth[-_]?key)$/i.test(name);
}

/** The password in the user info of the URL `text`, and the values of query parameters that are secrets. */
export function secretsInUrl(text: string): readonly UrlSecret[] {
  const scheme = text.indexOf('://');
  if (scheme < 0) return [];
  const from = scheme + 3;
  const authorityEnd = endOf(text, from, /[/?#\s]/);
  return [...userInfo(text, from, authorityEnd), ...parameters(text, from)];
}

function userInfo(text: string, from: number, end: number): UrlSecret[] {
  const at = text.lastIndexOf('@', end - 1);
  const colon = text.indexOf(':', from);
  if (at < from || colon < 0 || colon + 1 >= at) return [];
  return [{ key: 'password', isUserInfo: true, start: colon + 1, end: at }];
}

function parameters(text: string, from: number): UrlSecret[] {
  const mark = text.indexOf('?', from);
  if (mark < 0) return [];
  const end = endOf(text, mark, /[#\s]/);
  const found: UrlSecret[] = [];
  let at = mark + 1;
  for (const pair of text.slice(at, end).split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && equals + 1 < pair.length) {
      found.push({ key: pair.slice(0, equals), isUserInfo: false, start: at + equals + 1, end: at + pair.length });
    }
    at += pair.length + 1;
  }
  const names = found.map(({ key }) => key);
  return found.filter(({ key }) => isSecretParameter(key, names));
}

function endOf(text: string, from: number, stop: RegExp): number {
  const length = text.slice(from).search(stop);
  return length < 0 ? text.length : from + length;
}
