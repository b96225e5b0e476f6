import type { Finding } from '../../findings/finding';
import { replaceFix } from '../../schema/report';
import { valueAt } from '../../syntax/yaml/nodes';
import { toFinding } from '../walk';
import { infos } from './checks/identity';
import { type ManifestObject, scalarOf } from './object';
import { groupOf } from './objectKind';

const GROUP = 'monitoring.coreos.com';

/** The only version in which there is an object of the operator; that of a ScrapeConfig is checked with its schema. */
const VERSIONS: Readonly<Record<string, string>> = {
  ServiceMonitor: 'v1',
  PodMonitor: 'v1',
  Probe: 'v1',
  PrometheusRule: 'v1',
  Prometheus: 'v1',
  Alertmanager: 'v1',
  PrometheusAgent: 'v1alpha1',
};

/** An object of the operator in another version, or in the core group: the API server knows none. */
export function wrongApiVersion(object: ManifestObject): readonly Finding[] {
  const { kind, apiVersion, node } = object;
  const version = Object.hasOwn(VERSIONS, kind) ? VERSIONS[kind] : undefined;
  const right = `${GROUP}/${version}`;
  const written = scalarOf(valueAt(node, 'apiVersion'));
  if (version === undefined || written === undefined || apiVersion === right) return [];
  if (groupOf(apiVersion) !== GROUP && apiVersion !== 'v1') return [];
  const program = `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`;
  const text = `A ${kind} is of the version \`${right}\`. Kubernetes refuses the ${kind}.`;
  const fixes = [replaceFix(`Change to \`${right}\``, written, right)];
  return [toFinding(infos.version, written, text, { program, fixes }, 'Kubernetes')];
}
