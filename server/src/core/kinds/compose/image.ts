import { imageTag, type Program, programOfImage } from '../../model/programs';

/** What proxies, agents and the rest of a compose file are is not asked here. */
const OTHERS = new Set(['proxy', 'agent']);

/** The exporter, Prometheus, Alertmanager, Pushgateway, Grafana or stunnel that an image runs; undefined for others. */
export function imageProgram(reference: string): Program | undefined {
  const program = programOfImage(withDefaults(reference));
  return program === undefined || OTHERS.has(program.role) ? undefined : program;
}

/** The tag of an image; a digest stands for a version that nobody can tell. */
export function tagOf(reference: string): string | undefined {
  return reference.includes('@') ? 'digest' : imageTag(reference);
}

/** The image with the defaults of its variables put in: `${IMAGE:-prom/prometheus:v3}` runs Prometheus by all odds. */
function withDefaults(reference: string): string {
  return reference.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1');
}
