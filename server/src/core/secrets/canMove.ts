import type { KindId } from '../kinds/kindId';
import type { Secret } from '../model/nouns';

/** Kinds whose program reads a secret from a file that lies beside the config. */
export const BESIDE_FILE: ReadonlySet<KindId> = new Set([
  'prometheus',
  'web-config',
  'alertmanager',
  'blackbox',
  'otel-collector',
]);

/** What stands in the place of a secret in an object of Kubernetes: a selector of a Secret. */
export const SELECTORS: ReadonlySet<string> = new Set(['valueFrom', 'authorization.credentials']);

/**
 * Whether the act `move-secret` may be offered for `secret` in a file of `kind`: it is there in clear text, and the
 * program has a key that names a file or a Secret instead. What else stands in the way (an anchor, a text inside of
 * another file's scalar) only `moveSecret` tells, from the text.
 */
export function canMove(secret: Secret, kind: KindId): boolean {
  const { key, fileKey, form } = secret;
  if (form !== 'clear' || fileKey === undefined || contentOf(secret) === undefined) return false;
  if (BESIDE_FILE.has(kind)) return !fileKey.includes('.');
  if (kind === 'helm-values') return fileKey !== 'valueFrom' && !key.startsWith('alertmanager.');
  return kind === 'scrape-config' && SELECTORS.has(fileKey);
}

/**
 * What a file has to hold so that the program reads this secret from it: blanks around are taken off when it is read,
 * so a secret that has some cannot lie in a file, unless it is PEM, where they mean nothing.
 */
export function contentOf({ text }: Pick<Secret, 'text'>): string | undefined {
  const content = text.trim();
  return content === text || content.startsWith('-----BEGIN ') ? content : undefined;
}
