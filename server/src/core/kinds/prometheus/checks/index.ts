import type { CheckInfo } from '../../../findings/check';
import type { PrometheusCheck } from '../context';
import * as httpClient from './httpClient';
import * as relabel from './relabel';
import * as scrapeConfig from './scrapeConfig';
import { serviceDiscoveryChecks, serviceDiscoveryInfos } from './serviceDiscovery';

/** A file of checks: what it can find, and which definitions of the schema it looks at. */
export interface CheckModule {
  readonly infos: Readonly<Record<string, CheckInfo>>;
  readonly checks: Readonly<Record<string, readonly PrometheusCheck[]>>;
}

const MODULES: readonly CheckModule[] = [scrapeConfig, httpClient, relabel];

/** Everything the kind finds beyond the structure. */
export const prometheusInfos: readonly CheckInfo[] = [
  ...MODULES.flatMap(({ infos }) => Object.values(infos)),
  ...serviceDiscoveryInfos,
];

/** All checks by the definition that they look at. */
export const prometheusChecks: Readonly<Record<string, readonly PrometheusCheck[]>> = merge([
  ...MODULES.map(({ checks }) => checks),
  serviceDiscoveryChecks,
]);

function merge(tables: readonly CheckModule['checks'][]): Record<string, readonly PrometheusCheck[]> {
  const merged: Record<string, readonly PrometheusCheck[]> = {};
  for (const table of tables) {
    for (const [name, checks] of Object.entries(table)) merged[name] = [...(merged[name] ?? []), ...checks];
  }
  return merged;
}
