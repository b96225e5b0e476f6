import type { CommandIo } from './commandIo';

/** A command that makes files. It reads its own arguments, those behind its name, and gives the exit status. */
export type Generator = (args: readonly string[], io: CommandIo) => Promise<number>;

/** Their names. */
export const GENERATORS = ['pki', 'hash', 'init'] as const;

/**
 * The command of that name, as something that loads it; undefined for a name of none. These commands bring cryptography
 * along, for which `check` is not to wait.
 */
export function generator(name: string): (() => Promise<Generator>) | undefined {
  switch (name) {
    case 'pki':
      return async () => (await import('./pki/pkiCommand')).runPki;
    case 'hash':
      return async () => (await import('./hash/hashCommand')).runHash;
    case 'init':
      return async () => (await import('./init/initCommand')).runInit;
    default:
      return undefined;
  }
}
