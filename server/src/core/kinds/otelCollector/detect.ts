import { type Glance, isYamlName } from '../glance';

/** The receiver with jobs, the exporter that is scraped, and the one that writes. */
const COMPONENT = /^[ \t]+["']?prometheus(remotewrite)?(\/[^\s:]+)?["']?\s*:/m;
const JOBS = /^[ \t]+["']?scrape_configs["']?\s*:/m;

/** Whether the file configures an OpenTelemetry Collector that speaks with Prometheus. */
export function isOtelCollector(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance) || keys.has('route') || keys.has('apiVersion') || !COMPONENT.test(text)) return false;
  if (keys.has('receivers') && JOBS.test(text)) return true;
  return keys.has('exporters') && keys.has('service') && keys.has('receivers');
}
