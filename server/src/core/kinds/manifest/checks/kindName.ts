import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { toFinding } from '../../walk';
import type { ManifestObject } from '../object';
import { groupOf } from '../objectKind';

export const infos = defineChecks({
  unknown: {
    code: 'unknown-object-kind',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary: 'The `kind` of an object of the operator is written in another case than the one that there is.',
    program: 'no matches for kind %q in version %q',
  },
});

/** Everything that the operator has definitions for. */
const KINDS = [
  'Alertmanager',
  'AlertmanagerConfig',
  'PodMonitor',
  'Probe',
  'Prometheus',
  'PrometheusAgent',
  'PrometheusRule',
  'ScrapeConfig',
  'ServiceMonitor',
  'ThanosRuler',
];

/** Reports an object of the operator whose kind is one of its own in another case, or in the plural. */
export function checkKindName({ apiVersion, kind, spans }: ManifestObject): readonly Finding[] {
  if (groupOf(apiVersion) !== 'monitoring.coreos.com' || spans.kind === undefined || KINDS.includes(kind)) return [];
  const written = kind.toLowerCase().replaceAll(/[-_ ]/g, '');
  const meant = KINDS.find((name) => [name.toLowerCase(), `${name.toLowerCase()}s`].includes(written));
  if (meant === undefined) return [];
  const program = `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`;
  const fixes = [replaceFix(`Change to \`${meant}\``, spans.kind, meant)];
  const text = `There is no such kind; it is written \`${meant}\`. Kubernetes refuses the object.`;
  return [toFinding(infos.unknown, spans.kind, text, { fixes, program }, 'Kubernetes')];
}
