import { type Glance, isYamlName } from '../glance';

/** Whether the file configures the blackbox exporter. */
export function isBlackbox(glance: Glance): boolean {
  return isYamlName(glance) && glance.keys.has('modules') && /^\s+prober\s*:/m.test(glance.text);
}
