import { isIPv4 } from '../../../names';

/** Addresses and ranges, by family, as the tools show them again: host bits cleared, IPv6 as in RFC 5952. */
export interface Networks {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

interface Network {
  readonly first: bigint;
  readonly bits: number;
  readonly size: 32 | 128;
}

/**
 * `ranges` (each a text that `isIpRange` takes) by family, each once, and without those that lie inside of others: nft
 * refuses a set whose members overlap, and what a tool shows again must be what it was told, so that a second run
 * finds its rules.
 */
export function networksOf(ranges: readonly string[]): Networks {
  const networks = ranges.map(networkOf);
  const kept = networks.filter((network, index) => !networks.some((other, at) => covers(other, network, at < index)));
  const texts = (size: Network['size']) => kept.filter((network) => network.size === size).map(textOf);
  return { ipv4: texts(32), ipv6: texts(128) };
}

/** Whether `inner` is not needed beside `outer`; of two that are the same, the first one stays. */
function covers(outer: Network, inner: Network, isFirst: boolean): boolean {
  if (outer === inner || outer.size !== inner.size || outer.bits > inner.bits) return false;
  const isSame = outer.bits === inner.bits;
  return cleared(inner.first, outer.bits, outer.size) === outer.first && (!isSame || isFirst);
}

function networkOf(range: string): Network {
  const [address = '', bits] = range.split('/');
  const size = isIPv4(address) ? 32 : 128;
  const fixed = bits === undefined ? size : Number(bits);
  const number = size === 32 ? numberOf(address.split('.'), 10, 256n) : numberOf(groupsOf(address), 16, 65_536n);
  return { first: cleared(number, fixed, size), bits: fixed, size };
}

function cleared(address: bigint, bits: number, size: number): bigint {
  const free = BigInt(size - bits);
  return (address >> free) << free;
}

function numberOf(parts: readonly string[], radix: number, base: bigint): bigint {
  return parts.reduce((sum, part) => sum * base + BigInt(Number.parseInt(part, radix)), 0n);
}

function groupsOf(address: string): readonly string[] {
  const [before = [], after = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}

function textOf({ first, bits, size }: Network): string {
  const address = size === 32 ? textOfIPv4(first) : textOfIPv6(first);
  return bits === size ? address : `${address}/${bits}`;
}

function textOfIPv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}

/** RFC 5952: lower case, no leading zeros, `::` for the first of the longest runs of zero groups, if of two or more. */
function textOfIPv6(address: bigint): string {
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  const text = shifts.map((shift) => ((address >> shift) & 0xffffn).toString(16)).join(':');
  const [longest = ''] = [...text.matchAll(/\b0(:0)+\b/g)].map(([run]) => run).sort((a, b) => b.length - a.length);
  if (longest === '') return text;
  const at = text.search(new RegExp(`\\b${longest}\\b`));
  const [before, after] = [text.slice(0, at).replace(/:$/, ''), text.slice(at + longest.length).replace(/^:/, '')];
  return `${before}::${after}`;
}
