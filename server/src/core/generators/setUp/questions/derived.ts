import { EXPORTERS, type Exporter } from '../exporter/exporters';
import { PROFILES, type Profile } from '../setUp';
import { type Known, one } from './question';

/** The answer that stands for a program that is not in the table of exporters. */
export const CUSTOM = 'custom';

/** Whether `text` names a profile. */
export function isProfile(text: string): text is Profile {
  return PROFILES.some((profile) => profile === text);
}

/** The exporter of the table that was chosen; undefined for a custom one. */
export function exporterOf(known: Known): Exporter | undefined {
  return EXPORTERS.find(({ id }) => id === one(known, 'exporter'));
}

/** Whether something in front of the exporter is what Prometheus talks to. */
export function isBehindProxy(known: Known): boolean {
  return ['stunnel', 'reverse-proxy'].includes(one(known, 'profile'));
}

/** Whether `exporter` can do what `profile` asks of its program. */
export function securesItself({ hasWebConfig, id }: Exporter, profile: string): boolean {
  if (hasWebConfig || ['stunnel', 'tailnet', 'reverse-proxy'].includes(profile)) return true;
  // redis_exporter asks for certificates by flags of its own; its password would stand among its arguments.
  return id === 'redis' && profile === 'mtls';
}
