import { defineChecks } from '../../../../findings/check';
import { parseDuration } from '../../../../formats/duration';
import { type StructValue, textAt } from '../../../../schema/value';
import { writeInstead } from '../../../nullDefault';
import { valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';

export const infos = defineChecks({
  crash: {
    code: 'zero-refresh-interval',
    severity: 'error',
    source: 'prometheus',
    rules: [93],
    tag: 'CRASH',
    summary: 'The `refresh_interval` of a service discovery is 0 or has no value: Prometheus ends with a panic.',
  },
  refused: {
    code: 'zero-refresh-interval',
    severity: 'error',
    source: 'prometheus',
    rules: [127, 140],
    tag: 'LOAD',
    summary: 'The `refresh_interval` of an OCI or Triton discovery is 0 or has no value.',
    program: 'oci_sd: refresh_interval must be positive, got 0s',
  },
});

/** Who looks at it before the ticker does. */
const WORDS: Readonly<Record<string, string>> = {
  oci_sd_config: 'oci_sd: refresh_interval must be positive, got 0s',
  triton_sd_config: 'triton SD configuration requires RefreshInterval to be a positive integer',
};

const refreshInterval: PrometheusCheck = (value, _place, { report }) => {
  const found = value.entries.get('refresh_interval')?.value;
  if (found === undefined || (found.kind !== 'null' && !isZero(textAt(value, 'refresh_interval')))) return;
  const span = valueSpan(value, 'refresh_interval');
  const fix = writeInstead(found, defaultOf(value));
  const fixes = [found.kind === 'null' ? fix : { ...fix, preferred: false }];
  const program = WORDS[value.shape.name];
  const what = found.kind === 'null' ? 'Without a value, the interval is 0' : 'The interval cannot be 0';
  if (program !== undefined) report(infos.refused, span, `${what}. Give it a duration.`, { fixes, program });
  else report(infos.crash, span, `${what}, and Prometheus ends with a panic. Give it a duration.`, { fixes });
};

function isZero(text: string | undefined): boolean {
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed !== undefined && 'ms' in parsed && parsed.ms === 0;
}

function defaultOf({ shape }: StructValue): string {
  const standard = shape.fields.get('refresh_interval')?.schema.default;
  return typeof standard === 'string' ? standard : '1m';
}

const DISCOVERIES = [
  ...['file', 'http', 'dns', 'consul', 'nomad', 'docker', 'dockerswarm', 'aws', 'ec2', 'lightsail', 'ecs'],
  ...['elasticache', 'msk', 'rds', 'azure', 'gce', 'digitalocean', 'hetzner', 'ionos', 'linode', 'oci', 'openstack'],
  ...['outscale', 'ovhcloud', 'scaleway', 'stackit', 'triton', 'uyuni', 'vultr', 'puppetdb', 'eureka', 'kuma'],
  'marathon',
];

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = Object.fromEntries(
  DISCOVERIES.map((name) => [`${name}_sd_config`, [refreshInterval]]),
);
