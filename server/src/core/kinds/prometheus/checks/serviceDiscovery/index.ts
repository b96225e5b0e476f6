import type { CheckInfo } from '../../../../findings/check';
import type { PrometheusCheck } from '../../context';
import * as aws from './aws';
import * as azure from './azure';
import * as consul from './consul';
import * as dns from './dns';
import * as kubernetes from './kubernetes';
import * as kubernetesSelectors from './kubernetesSelectors';
import * as marathon from './marathon';
import * as nullValues from './nullValues';
import * as oci from './oci';
import * as refreshInterval from './refreshInterval';
import * as scaleway from './scaleway';
import * as secretKey from './secretKey';
import * as stackit from './stackit';
import * as url from './url';

const MODULES = [
  kubernetes,
  kubernetesSelectors,
  consul,
  dns,
  url,
  aws,
  azure,
  marathon,
  oci,
  secretKey,
  scaleway,
  stackit,
  nullValues,
  refreshInterval,
];

/** Everything the checks of the service discoveries find. */
export const serviceDiscoveryInfos: readonly CheckInfo[] = MODULES.flatMap(({ infos }): CheckInfo[] =>
  Object.values(infos),
);

/** The checks of the service discoveries by the definition that they look at. */
export const serviceDiscoveryChecks: Readonly<Record<string, readonly PrometheusCheck[]>> = merge();

function merge(): Record<string, readonly PrometheusCheck[]> {
  const merged: Record<string, readonly PrometheusCheck[]> = {};
  for (const { checks } of MODULES) {
    for (const [name, list] of Object.entries(checks)) merged[name] = [...(merged[name] ?? []), ...list];
  }
  return merged;
}
