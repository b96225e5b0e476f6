import type { Listener, Process } from '../model/nouns';

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
