import type { HostAct } from '../findings/finding';

/** The name of an act: see `HostAct`. */
export type ActName = HostAct['does'];

/** All acts, in the order in which a client tells which of them it can do. */
export const ACTS: readonly ActName[] = [
  'move-secret',
  'make-private',
  'hash-password',
  'issue-certificate',
  'secure-job',
];

/** The commands of a client that do the acts. */
export const ACT_COMMANDS: Readonly<Record<ActName, string>> = {
  'move-secret': 'scrapeguard.moveSecret',
  'make-private': 'scrapeguard.makePrivate',
  'hash-password': 'scrapeguard.hashPassword',
  'issue-certificate': 'scrapeguard.issueCertificateFor',
  'secure-job': 'scrapeguard.secureJob',
};
