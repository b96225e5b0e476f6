import type { Secret } from '../model/nouns';

/**
 * Whether the text under a key that may hold a secret is a URL that lets nobody in: Alertmanager keeps every webhook's
 * URL to itself, and a Secret often names the host beside the password. A URL with a user, a parameter or a long random
 * segment in it is a secret.
 */
export function isPlainUrl({ text }: Secret): boolean {
  const [, rest] = /^\s*[a-z][a-z0-9+.-]*:\/\/(\S*)\s*$/i.exec(text) ?? [];
  if (rest === undefined) return false;
  const [authority = '', ...segments] = rest.split(/[/?&=#]/);
  return !/:[^@]+@/.test(authority) && !rest.includes('?') && !segments.some(isRandom);
}

/** What nobody would call a path: long, and letters and digits mixed. */
function isRandom(segment: string): boolean {
  return /^[\w-]{16,}$/.test(segment) && /\d/.test(segment) && /[A-Za-z]/.test(segment);
}

/** Keys of a Secret beside the password: where it is for, and what it is called. */
const PUBLIC_NAME =
  /(^|[._-])(host|hostname|port|scheme|protocol|server|address|endpoint|region|bucket|database|db|dbname|type|name|namespace|project|tenant|realm|issuer|email|mail|from|to|enabled|insecure|client[-_]?id|app[-_]?id|account[-_]?id|project[-_]?id)$/i;
/** A switch, a number that is no secret, an address without a path, and the hashes of an htpasswd file. */
const PUBLIC_TEXT = /^(true|false|yes|no|on|off|\d{1,5}|[\w-]+(\.[\w-]+)+(:\d+)?)$|^[^:\s]+:(\$\w+\$|\{SHA\})/i;

/** Whether a value of a Secret is no secret: what stands beside the password there. */
export function isPublicValue(secret: Secret): boolean {
  return PUBLIC_NAME.test(secret.key) || PUBLIC_TEXT.test(secret.text.trim()) || isPlainUrl(secret);
}
