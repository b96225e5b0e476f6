import type { CheckInfo } from '../../../findings/check';
import type { PrometheusCheck } from '../context';
import * as alerting from './alerting';
import * as azuread from './azuread';
import * as fraction from './fraction';
import * as global from './global';
import * as headers from './headers';
import * as httpClient from './httpClient';
import * as nullDefaults from './nullDefaults';
import * as oauth2 from './oauth2';
import * as otlp from './otlp';
import * as proxy from './proxy';
import * as queueConfig from './queueConfig';
import * as relabel from './relabel';
import * as relabelLabels from './relabelLabels';
import * as remoteHeaders from './remoteHeaders';
import * as remoteRead from './remoteRead';
import * as remoteWrite from './remoteWrite';
import * as scrapeConfig from './scrapeConfig';
import * as scrapeProtocols from './scrapeProtocols';
import * as secretRef from './secretRef';
import { serviceDiscoveryChecks, serviceDiscoveryInfos } from './serviceDiscovery';
import * as sigv4 from './sigv4';
import * as staticTargets from './staticTargets';
import * as storage from './storage';
import * as targetLabels from './targetLabels';
import * as tlsConfig from './tlsConfig';
import * as tracing from './tracing';

/** A file of checks: what it can find, and which definitions of the schema it looks at. */
export interface CheckModule {
  readonly infos: Readonly<Record<string, CheckInfo>>;
  readonly checks: Readonly<Record<string, readonly PrometheusCheck[]>>;
}

const MODULES: readonly CheckModule[] = [
  scrapeConfig,
  alerting,
  azuread,
  fraction,
  global,
  nullDefaults,
  otlp,
  queueConfig,
  remoteHeaders,
  remoteRead,
  remoteWrite,
  scrapeProtocols,
  sigv4,
  staticTargets,
  storage,
  targetLabels,
  tracing,
  httpClient,
  oauth2,
  proxy,
  headers,
  tlsConfig,
  secretRef,
  relabel,
  relabelLabels,
];

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
