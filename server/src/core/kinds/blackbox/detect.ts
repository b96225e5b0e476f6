import { type Glance, isYamlName } from '../glance';

const PROBER = /(?:^[ \t]+|[{,]\s*)["']?prober["']?\s*:/m;

/** Whether the file configures the blackbox exporter. */
export function isBlackbox(glance: Glance): boolean {
  const { keys, text } = glance;
  return isYamlName(glance) && keys.has('modules') && !keys.has('apiVersion') && PROBER.test(text);
}
