import { type Glance, isYamlName } from '../glance';

/** Images of programs that scrape or are scraped. */
const IMAGE = /image:\s*["']?\S*(prom\/|prometheus|exporter|alertmanager|pushgateway|cadvisor|stunnel|grafana)/i;

/** Whether the file is a compose file with a service this is about. */
export function isCompose(glance: Glance): boolean {
  return isYamlName(glance) && glance.keys.has('services') && IMAGE.test(glance.text);
}
