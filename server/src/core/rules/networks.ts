/** A stretch of IPv4 addresses, as the first of them and how many bits are fixed. */
export interface Network {
  readonly first: number;
  readonly bits: number;
}

/** The network that `text` names: an address, `address/bits`, `address/mask`; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', mask] = /^([\d.]+)(?:\/([\d.]+))?$/.exec(text) ?? [];
  const number = numberOf(address);
  const bits = mask === undefined ? 32 : bitsOf(mask);
  if (number === undefined || bits === undefined) return undefined;
  return { first: bits === 0 ? 0 : number - (number % 2 ** (32 - bits)), bits };
}

/** Whether every address of `inner` is in `outer`. */
export function holdsNetwork(outer: Network, inner: Network): boolean {
  const size = 2 ** (32 - outer.bits);
  return outer.bits <= inner.bits && inner.first >= outer.first && inner.first < outer.first + size;
}

function numberOf(address: string): number | undefined {
  const bytes = address.split('.').map(Number);
  const isAddress = bytes.length === 4 && bytes.every((byte) => byte >= 0 && byte <= 255);
  return isAddress ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : undefined;
}

function bitsOf(mask: string): number | undefined {
  if (/^\d{1,2}$/.test(mask)) return Number(mask) <= 32 ? Number(mask) : undefined;
  const number = numberOf(mask);
  const bits = number === undefined ? undefined : Math.clz32(~number);
  return bits === undefined || (bits > 0 && number !== 2 ** 32 - 2 ** (32 - bits)) ? undefined : bits;
}
