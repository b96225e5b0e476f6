import { type AddressClass, addressClass, parseAddress } from '../model/address';
import type { Client, Listener, Said } from '../model/nouns';

/** An address that a client talks to, with how far away it is. */
export interface Destination {
  readonly at: Said<string>;
  readonly reach: AddressClass;
}

/** Whom `client` talks to: the address that relabeling sets, or else its targets. What is probed by another is not. */
export function destinationsOf(client: Client): readonly Destination[] {
  const { address, targets, isProbe } = client;
  if (address !== undefined) return [destination(address)];
  return isProbe ? [] : targets.map(destination);
}

function destination(at: Said<string>): Destination {
  return { at, reach: at.value === undefined ? 'unknown' : addressClass(parseAddress(at.value).host) };
}

/** Where a listener can be reached: on every interface, on one address beyond this host, only from this host. */
export type Exposure = 'all' | 'address' | 'loopback' | 'unknown';

/** How far `address` of a listener can be reached; unknown where nobody can tell. */
export function exposureOf({ address }: Pick<Listener, 'address'>): Exposure {
  if (address?.value === undefined) return 'unknown';
  const { host } = parseAddress(address.value);
  if (isEveryInterface(host)) return 'all';
  return addressClass(host) === 'loopback' ? 'loopback' : 'address';
}

/** Whether `host` (without brackets) stands for all interfaces. */
export function isEveryInterface(host: string): boolean {
  return host === '' || host === '*' || /^0+(\.0+){0,3}$/.test(host) || /^[0:]*:[0:]*$/.test(host);
}

/** Whether who comes to `listener` is asked for a certificate that is verified, or for a password; unknown where nobody can tell. */
export function asksWhoComes({ admission }: Pick<Listener, 'admission'>): boolean | 'unknown' {
  const { certificates, password } = admission;
  if (certificates === 'required' || password === 'required') return true;
  return certificates === 'unknown' || password === 'unknown' ? 'unknown' : false;
}
