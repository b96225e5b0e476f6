import { parseAddress } from '../model/address';
import type { Listener, Process } from '../model/nouns';
import { isEveryInterface } from './reach';

/** The process that `listener` belongs to, where the file has both. */
export function processBehind(listener: Listener, processes: readonly Process[]): Process | undefined {
  return processes.find((process) => isOf(listener, process));
}

/** Whether `listener` is one of `process`: both are of the same command. */
export function isOf(listener: Listener, { at, program }: Process): boolean {
  return at.start === listener.at.start && program === listener.program;
}

/** Whether systemd itself keeps others away from `process`: no network but its own, or a filter for addresses. */
export function isFencedIn({ hardening }: Process): boolean {
  const { PrivateNetwork, IPAddressDeny } = hardening;
  const isPrivate = PrivateNetwork !== undefined && !/^(no|false|off|0)$/i.test(PrivateNetwork.value ?? '');
  return isPrivate || (IPAddressDeny !== undefined && IPAddressDeny.value !== '');
}

/** Where `listener` is reached, in words: `10.0.0.5:9100`, or the port alone where it is on every address. */
export function placeInWords({ address }: Listener): string {
  if (address?.value === undefined) return 'it';
  const { host, port } = parseAddress(address.value);
  return isEveryInterface(host) && port !== undefined ? `port ${port} of this host` : `\`${address.value}\``;
}
