import { type Glance, isYamlName } from '../glance';

/** Whether the file holds alerting or recording rules. */
export function isRuleFile(glance: Glance): boolean {
  const { name, keys, text } = glance;
  if (keys.has('apiVersion') || (!isYamlName(glance) && !/\.rules$/i.test(name))) return false;
  return keys.has('groups') && /^\s*-?\s*(rules|alert|record)\s*:/m.test(text);
}
