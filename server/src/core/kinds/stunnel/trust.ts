import type { Effective } from './effective';
import type { Assignment } from './statement';

/** Whom a service believes, after all its lines in their order (stunnel-rules.md 3d). */
export interface Trust {
  /** The certificate must lead to a CA. */
  readonly chain: boolean;
  /** The certificate itself must be known. */
  readonly peer: boolean;
  /** A client must have a certificate. */
  readonly required: boolean;
  readonly psk: boolean;
  /** The lines that gave `chain` and `peer` their last word; absent where no line says anything. */
  readonly chainBy?: Assignment;
  readonly peerBy?: Assignment;
  /** The line that had the last word on `required`. */
  readonly requiredBy?: Assignment;
}

/** The options that switch verification on and off. */
export const VERIFYING: ReadonlySet<string> = new Set(['verify', 'verifyChain', 'verifyPeer']);

/** What `service` does about the certificate of the other side. `verify` sets all three anew, `yes` of a newer option requires one. */
export function trustOf(service: Effective): Trust {
  return service.once('trust', () => readTrust(service));
}

const DECIDING: ReadonlySet<string> = new Set([...VERIFYING, 'requireCert']);

function readTrust(service: Effective): Trust {
  let trust: Trust = { chain: false, peer: false, required: false, psk: isGiven(service, 'PSKsecrets') };
  for (const { option, value, assignment: by } of service.among(DECIDING)) {
    if (option.name === 'verify') {
      const level = verifyLevel(value);
      if (level === undefined) continue;
      const chain = level >= 1 && level <= 3;
      trust = { ...trust, chain, peer: level >= 3, required: level >= 2, chainBy: by, peerBy: by, requiredBy: by };
      continue;
    }
    const word = value.toLowerCase();
    if (word !== 'yes' && word !== 'no') continue;
    const required = word === 'yes' ? { required: true, requiredBy: by } : {};
    if (option.name === 'verifyChain') trust = { ...trust, chain: word === 'yes', chainBy: by, ...required };
    else if (option.name === 'verifyPeer') trust = { ...trust, peer: word === 'yes', peerBy: by, ...required };
    else if (option.name === 'requireCert') trust = { ...trust, required: word === 'yes', requiredBy: by };
  }
  return trust;
}

/** The level that a value of `verify` names; undefined for a value that stunnel refuses. */
export function verifyLevel(value: string): number | undefined {
  const level = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
  return level >= 0 && level <= 4 ? level : undefined;
}

/** Whether the certificate of the other side is verified at all. */
export function isVerified({ chain, peer }: Trust): boolean {
  return chain || peer;
}

/** Whether somebody has to prove who it is: by a certificate or by a shared key. */
export function isAuthenticated(trust: Trust): boolean {
  return trust.psk || (isVerified(trust) && trust.required);
}

/** The lines that name trusted certificates or revocation lists; an empty value unsets them. */
export function trustedFiles(service: Effective): readonly Assignment[] {
  return ['CAfile', 'CApath', 'CAstore']
    .filter((name) => isGiven(service, name))
    .map((name) => service.last(name)?.assignment)
    .filter((line) => line !== undefined);
}

/** Whether a scalar option has a value that is not empty. */
export function isGiven(service: Effective, name: string): boolean {
  return (service.last(name)?.value ?? '') !== '';
}

/** Whether the service says whose certificate it must be. */
export function hasSubjectCheck(service: Effective): boolean {
  return ['checkHost', 'checkIP', 'checkEmail'].some((name) => service.all(name).length > 0);
}
