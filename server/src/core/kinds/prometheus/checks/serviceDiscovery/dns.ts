import { defineChecks } from '../../../../findings/check';
import { textAt } from '../../../../schema/value';
import { keySpan, valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';
import { isMissing } from '../keys';

export const infos = defineChecks({
  port: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [97],
    tag: 'LOAD',
    summary: 'A DNS discovery of a type other than SRV has no `port`, or 0.',
    program: 'a port is required in DNS-SD configs for all record types except SRV',
  },
});

const WITHOUT_PORT = ['A', 'AAAA', 'MX', 'NS'];

const port: PrometheusCheck = (value, _place, context) => {
  const type = textAt(value, 'type')?.toUpperCase() ?? '';
  if (!WITHOUT_PORT.includes(type) || !isMissing(value, 'port', context)) return;
  const span = value.entries.has('port') ? valueSpan(value, 'port') : keySpan(value, 'type');
  const text = `Records of the type ${type} have no port, and \`port\` is missing or 0. Add the port of the targets.`;
  context.report(infos.port, span, text);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { dns_sd_config: [port] };
