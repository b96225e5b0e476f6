import type { YamlNode } from '../../../../syntax/yaml/nodes';
import { itemsOf, nodeAt } from '../texts';
import type { BlockSort } from './blocks';

/** Where blocks stand below `spec`; `*` are the items of a list. */
interface BlockPlace {
  readonly way: readonly string[];
  readonly sort: BlockSort;
}

const WEB: BlockPlace = { way: ['web'], sort: 'Web' };
const PROMETHEUS: readonly BlockPlace[] = [
  { way: [], sort: 'RunSpec' },
  { way: ['remoteWrite', '*'], sort: 'RemoteWrite' },
  { way: ['remoteRead', '*'], sort: 'RemoteRead' },
  { way: ['alerting', 'alertmanagers', '*'], sort: 'AlertmanagerEndpoints' },
  { way: ['apiserverConfig'], sort: 'APIServerConfig' },
  { way: ['scrapeClasses', '*'], sort: 'ScrapeClass' },
  { way: ['tracingConfig'], sort: 'TracingConfig' },
  WEB,
];

/** The objects of the operator whose parts are judged, by kind. */
export const BLOCK_PLACES: Readonly<Record<string, readonly BlockPlace[]>> = {
  ServiceMonitor: [
    { way: [], sort: 'ServiceMonitorSpec' },
    { way: ['endpoints', '*'], sort: 'Endpoint' },
  ],
  PodMonitor: [
    { way: [], sort: 'PodMonitorSpec' },
    { way: ['podMetricsEndpoints', '*'], sort: 'PodEndpoint' },
  ],
  Probe: [
    { way: [], sort: 'ProbeSpec' },
    { way: ['prober'], sort: 'Prober' },
    { way: ['targets', 'staticConfig'], sort: 'ProbeStatic' },
    { way: ['targets', 'ingress'], sort: 'ProbeIngress' },
  ],
  Prometheus: PROMETHEUS,
  PrometheusAgent: PROMETHEUS,
  Alertmanager: [WEB],
};

/** The nodes below `spec` that `way` leads to. */
export function nodesAt(spec: YamlNode | undefined, way: readonly string[]): readonly YamlNode[] {
  let nodes = spec === undefined ? [] : [spec];
  for (const key of way) {
    nodes = nodes.flatMap((node) => (key === '*' ? [...itemsOf(node)] : (nodeAt(node, key) ?? [])));
  }
  return nodes;
}
