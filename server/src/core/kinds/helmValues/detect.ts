import { type Glance, isYamlName } from '../glance';

/** Whether the file holds values of kube-prometheus-stack, or of another chart with the same keys. */
export function isHelmValues(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance) || keys.has('apiVersion')) return false;
  return /^\s*(prometheusSpec|additionalScrapeConfigs)\s*:/m.test(text);
}
