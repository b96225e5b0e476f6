import { defineChecks } from '../../../../findings/check';
import { isGiven, type StructValue } from '../../../../schema/value';
import { release } from '../../../../schema/version';
import { keysOf, reportConflict } from '../../../prometheus/checks/keys';
import type { ObjectCheck } from '../../checks/context';

export const infos = defineChecks({
  ofSpec: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [1],
    tag: 'API',
    summary: 'The `spec` has more than one of `basicAuth`, `authorization` and `oauth2`.',
    program: 'at most one of basicAuth, authorization, or oauth2 can be configured',
  },
  ofDiscovery: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [25],
    tag: 'PROM',
    summary: 'A service discovery has more than one of `basicAuth`, `authorization` and `oauth2`.',
    program: 'at most one of basic_auth, oauth2 & authorization must be configured',
  },
  ofConsul: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [31],
    tag: 'PROM',
    summary: 'A Consul discovery has `tokenRef` beside `authorization` or `oauth2`.',
    program: 'at most one of consul SD token, authorization, or oauth2 can be configured',
  },
});

const LOGINS = ['basicAuth', 'authorization', 'oauth2'];

const spec: ObjectCheck = (value, _place, context) => {
  const keys = keysOf(value, LOGINS, context.version, isGiven);
  reportConflict(infos.ofSpec, keys, 'Keep one of them: Kubernetes refuses the ScrapeConfig.', context);
};

/** Discoveries whose HTTP client no Prometheus before 2.48 looked at (since-behaviour 31). */
const LATE = ['HTTPSDConfig', 'EC2SDConfig', 'AzureSDConfig', 'PuppetDBSDConfig', 'LightSailSDConfig'];
const LATE_SINCE = release('2.48');
const ALL_STOP = 'Keep one of them: Prometheus refuses the whole configuration, so every job stops reloading.';

/** Only the `spec` has a rule of the API about it (rule 25). */
const discovery: ObjectCheck = (value, _place, context) => {
  const keys = keysOf(value, LOGINS, context.version, isGiven);
  if (LATE.includes(value.shape.name) && context.version < LATE_SINCE) return;
  // The operator writes only one of them: of IONOS `oauth2`, and of Azure none (see `forgotten` there).
  if (value.shape.name === 'IonosSDConfig') return;
  if (value.shape.name === 'AzureSDConfig' && isGiven(value, 'environment')) return;
  if (reportConflict(infos.ofDiscovery, keys, ALL_STOP, context)) return;
  const token = consulToken(value, context.version);
  const others = keys.filter(({ entry }) => entry.key !== 'basicAuth');
  if (token.length > 0) reportConflict(infos.ofConsul, [...token, ...others], ALL_STOP, context);
};

function consulToken(value: StructValue, version: number) {
  return value.shape.name === 'ConsulSDConfig' ? keysOf(value, ['tokenRef'], version, isGiven) : [];
}

/** The checks of the logins: of the `spec`, and of the definitions `discoveries`. */
export function loginChecks(discoveries: readonly string[]): Readonly<Record<string, readonly ObjectCheck[]>> {
  return { ScrapeConfigSpec: [spec], ...Object.fromEntries(discoveries.map((name) => [name, [discovery]])) };
}
