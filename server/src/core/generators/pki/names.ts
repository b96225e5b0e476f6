import { isDnsPattern, isIPv4, isIPv6, isPlainName } from '../names';
import type { Problem } from './problem';

/** A name as a certificate holds it. */
export type CertificateName = { readonly kind: 'dns'; readonly text: string } | IpName;

interface IpName {
  readonly kind: 'ip';
  /** In its usual form: IPv6 as RFC 5952 writes it. */
  readonly text: string;
  /** 4 or 16 bytes. */
  readonly bytes: Uint8Array;
}

/** How long a common name may be, in characters (RFC 5280, ub-common-name). */
export const MAX_COMMON_NAME = 64;

/** `names` as a certificate holds them, each once; a problem where there is none, or one is no name. */
export function certificateNames(names: readonly string[]): { readonly names: readonly CertificateName[] } | Problem {
  const found = new Map<string, CertificateName>();
  for (const text of names) {
    const name = certificateName(text);
    if (name === undefined) {
      if (/^[\p{L}\p{M}\p{N}.*-]{1,253}$/u.test(text) && /\P{ASCII}/u.test(text)) {
        return {
          problem: `Certificates hold ASCII names only. Write \`${text}\` in its other form, which begins with xn--.`,
        };
      }
      const shown = /^[\x20-\x7e]{1,80}$/.test(text) ? `\`${text}\`` : 'One of the names';
      return { problem: `${shown} is neither a DNS name nor an IP address, so no certificate can hold it.` };
    }
    found.set(name.text, name);
  }
  if (found.size === 0) {
    return { problem: 'A certificate needs a name at least: the DNS name or IP address by which it is reached.' };
  }
  return { names: [...found.values()] };
}

/** `text` as a name of a certificate: a DNS name, lower case, with a wildcard at most, or an IP address. */
export function certificateName(text: string): CertificateName | undefined {
  if (isIPv4(text)) return { kind: 'ip', text, bytes: Uint8Array.from(text.split('.').map(Number)) };
  if (isIPv6(text)) {
    const bytes = bytesOfIPv6(text);
    return { kind: 'ip', text: textOfIPv6(bytes), bytes };
  }
  return isDnsPattern(text) ? { kind: 'dns', text: text.toLowerCase() } : undefined;
}

/** How the files of a certificate for `name` are called, without their ending: a name that every system can have. */
export function fileNameFor(name: string): string {
  const plain = name
    .toLowerCase()
    .replace('*', 'any')
    .replaceAll(':', '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return isPlainName(plain) ? plain : 'certificate';
}

/** An IP address of 4 or 16 bytes as people write it; undefined for other lengths. */
export function textOfIp(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join('.');
  return bytes.length === 16 ? textOfIPv6(bytes) : undefined;
}

function bytesOfIPv6(text: string): Uint8Array {
  const [head = [], tail = []] = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return Uint8Array.from(
    groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 255]),
  );
}

/** RFC 5952: the longest run of zero groups, the first of several, becomes `::`; one group alone does not. */
function textOfIPv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  let [start, length] = [0, 0];
  for (let at = 0; at < 8; at++) {
    let end = at;
    while (end < 8 && groups[end] === 0) end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const write = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? write(groups) : `${write(groups.slice(0, start))}::${write(groups.slice(start + length))}`;
}
