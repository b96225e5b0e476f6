import { type Glance, isYamlName } from '../glance';

/** Whether the file is a manifest of Kubernetes that has to do with scraping. */
export function isManifest(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance) || !keys.has('apiVersion') || !keys.has('kind')) return false;
  return /^apiVersion:\s*["']?monitoring\.coreos\.com\//m.test(text);
}
