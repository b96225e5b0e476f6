import { defineChecks } from '../../../../findings/check';
import { replaceFix } from '../../../../schema/report';
import { nearest } from '../../../../schema/suggest';
import type { ScalarValue } from '../../../../schema/value';
import type { ObjectCheck, ObjectCheckContext } from '../../checks/context';
import { refuse } from '../../checks/context';

export const infos = defineChecks({
  member: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [2],
    tag: 'API',
    summary: 'A value of ServiceMonitor, PodMonitor, Probe or the Prometheus object is none of those that there are.',
    program: 'Unsupported value: %q',
  },
  pattern: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [2],
    tag: 'API',
    summary: '`proxyUrl` of ServiceMonitor, PodMonitor, Probe or the Prometheus object is no address of a proxy.',
    program: 'Invalid value: %q',
  },
});

/**
 * The values of the keys that belong to no definition of ScrapeConfig, whose constraints are compiled, but to one of
 * these objects alone.
 */
const ownValues: ObjectCheck = ({ entries }, _place, context) => {
  for (const { value } of entries.values()) {
    if (value?.kind !== 'scalar' || typeof value.value !== 'string') continue;
    const { enum: members, schema } = value.shape;
    if (members.length > 0 && !members.includes(value.value)) reportMember(value, value.value, context);
    else if (
      typeof schema.pattern === 'string' &&
      value.value !== '' &&
      !new RegExp(schema.pattern).test(value.value)
    ) {
      const advice = schema['x-pattern-text'];
      const text = typeof advice === 'string' ? advice : 'This value has another form than is expected here.';
      refuse(context, infos.pattern, value.node, text);
    }
  }
};

function reportMember({ node, shape }: ScalarValue, written: string, context: ObjectCheckContext): void {
  const members = shape.enum.filter((member) => member !== '');
  const meant = nearest(written, members);
  const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, node, meant)];
  const text = `This is none of the values that there are: ${members.map((member) => `\`${member}\``).join(', ')}.`;
  const program = `Unsupported value: ${JSON.stringify(written.slice(0, 60))}: supported values: ${members.map((member) => `"${member}"`).join(', ')}`;
  refuse(context, infos.member, node, text, { program, fixes });
}

const SORTS = [
  'RunSpec',
  'ServiceMonitorSpec',
  'PodMonitorSpec',
  'ProbeSpec',
  'Endpoint',
  'PodEndpoint',
  'Prober',
  'RemoteWrite',
  'RemoteRead',
  'AlertmanagerEndpoints',
];

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = Object.fromEntries(
  [...SORTS, 'WebTLSConfig', 'WebHTTPHeaders'].map((name) => [name, [ownValues]]),
);
