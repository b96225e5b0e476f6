import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
import { release } from '../../../../schema/version';
import type { PrometheusCheck } from '../../context';
import { isMissing } from '../keys';

export const infos = defineChecks({
  region: {
    code: 'aws-region-unset',
    severity: 'info',
    source: 'prometheus',
    rules: [114],
    tag: 'LOAD',
    summary: 'An AWS discovery has no `region`: up to 3.13, loading the file then fails on any machine outside of AWS.',
    program: '%s SD configuration requires a region',
  },
});

const NAMES: Readonly<Record<string, string>> = {
  ec2_sd_config: 'EC2',
  lightsail_sd_config: 'Lightsail',
  ecs_sd_config: 'ECS',
  msk_sd_config: 'MSK',
  rds_sd_config: 'RDS',
  elasticache_sd_config: 'Elasticache',
};
const LATE_SINCE = release('3.14');
const SDK_SINCE = release('3.10');

/** since-behaviour 52: whether the region is found depends on the machine, so this is no more than a remark. */
const region: PrometheusCheck = (value, _place, context) => {
  const { version, report } = context;
  if (version >= LATE_SINCE || !isMissing(value, 'region', context)) return;
  const words = `${NAMES[value.shape.name] ?? 'AWS'} SD configuration requires a region`;
  const program = version < SDK_SINCE ? words : 'could not determine AWS region';
  const text =
    'Without `region`, this version asks the machine it runs on, and refuses the file where that does not know either. Add the region.';
  const span = value.entries.get('region')?.keyNode ?? spanOf(value.node);
  report(infos.region, span, text, { program });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = Object.fromEntries(
  Object.keys(NAMES).map((name) => [name, [region]]),
);
