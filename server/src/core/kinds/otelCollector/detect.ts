import { type Glance, isYamlName } from '../glance';

/** Whether the file configures an OpenTelemetry Collector that has a Prometheus receiver. */
export function isOtelCollector(glance: Glance): boolean {
  const { keys, text } = glance;
  return (
    isYamlName(glance) &&
    keys.has('receivers') &&
    !keys.has('route') &&
    /^\s+prometheus(\/[\w.-]+)?\s*:/m.test(text) &&
    /^\s+scrape_configs\s*:/m.test(text)
  );
}
