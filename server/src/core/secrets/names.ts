import type { Client } from '../model/nouns';
import type { Span } from '../text/span';

/** Longer names are cut: some file systems and Kubernetes take no more than a few hundred characters. */
const LONGEST = 60;

/**
 * What the secret at `at` belongs to, for its name: the job or receiver that holds it, or what sort of client that is;
 * empty where there is none. A URL is never a name, since there may be a password in it.
 */
export function ownerOf(at: Span, clients: readonly Client[]): string {
  const [innermost] = clients
    .filter(({ block }) => block.start <= at.start && at.end <= block.end)
    .sort((a, b) => a.block.end - a.block.start - (b.block.end - b.block.start));
  if (innermost === undefined) return '';
  return innermost.name === '' || innermost.name.includes('/') ? innermost.role : innermost.name;
}

/** `words` as one name of letters, digits and hyphens, in lower case, for files and objects of Kubernetes alike. */
export function safeName(...words: readonly string[]): string {
  const parts = words.map((word) => word.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  const name = parts.join('-').replace(/-{2,}/g, '-').slice(-LONGEST).replace(/^-|-$/g, '');
  return name === '' ? 'secret' : name;
}

/** `name`, or `name-2`, `name-3`, … where `isTaken` says so. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) candidate = `${name}-${number}`;
  return candidate;
}
