import { defineChecks } from '../../../../findings/check';
import { replaceFix } from '../../../../schema/report';
import { scalarText } from '../../../../schema/validate';
import { isGiven, textAt } from '../../../../schema/value';
import { isMissing } from '../../../prometheus/checks/keys';
import { keySpan, valueSpan } from '../../../walk';
import { type ObjectCheck, refuse } from '../../checks/context';

export const infos = defineChecks({
  dnsPort: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [17],
    tag: 'OPER',
    summary: 'A DNS discovery of a type other than SRV has no `port`.',
    program: 'port required for record type %q',
  },
  dnsZeroPort: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [26],
    tag: 'PROM',
    summary: 'A DNS discovery of a type other than SRV has the `port` 0.',
    program: 'a port is required in DNS-SD configs for all record types except SRV',
  },
  halfKey: {
    code: 'half-aws-key',
    severity: 'warning',
    source: 'scrape-config',
    rules: [18],
    tag: 'SILENT',
    summary: 'An EC2 or Lightsail discovery has only one of `accessKey` and `secretKey`: the operator leaves out both.',
  },
  spelling: {
    code: 'spelling-by-operator-version',
    severity: 'info',
    source: 'scrape-config',
    rules: [2],
    tag: 'API',
    summary:
      'The `availability` of OpenStack, or the `role` of Hetzner, is spelled so that only some versions of the operator get along with it.',
  },
});

const dns: ObjectCheck = (value, _place, context) => {
  const type = textAt(value, 'type') ?? '';
  if (!['A', 'AAAA', 'MX', 'NS'].includes(type) || !isMissing(value, 'port', context)) return;
  if (!isGiven(value, 'port')) {
    const program = `port required for record type ${JSON.stringify(type)}`;
    const text = `Records of the type ${type} have no port. Add the \`port\` of the targets.`;
    refuse(context, infos.dnsPort, valueSpan(value, 'type'), text, { program });
  } else if (textAt(value, 'port') === '0') {
    const text = `Records of the type ${type} have no port, and \`port\` is 0. Write the port of the targets.`;
    refuse(context, infos.dnsZeroPort, valueSpan(value, 'port'), text);
  }
};

const aws: ObjectCheck = (value, _place, context) => {
  const keys = ['accessKey', 'secretKey'];
  const [given] = keys.filter((key) => isGiven(value, key));
  const [missing] = keys.filter((key) => !isGiven(value, key));
  if (given === undefined || missing === undefined || context.incomplete) return;
  const text = `\`${given}\` has no \`${missing}\` beside it, so the operator leaves it out, and Prometheus logs in with what its pod has. Add \`${missing}\`, or remove \`${given}\`.`;
  context.report(infos.halfKey, keySpan(value, given), text);
};

/** Up to 0.93 the operator hands it to Prometheus as it is written, which knows small letters only; 0.94 takes no other. */
const availability: ObjectCheck = (value, _place, context) => {
  const text = textAt(value, 'availability') ?? '';
  const small = text.toLowerCase();
  if (!['public', 'admin', 'internal'].includes(small)) return;
  const capital = `${small.slice(0, 1).toUpperCase()}${small.slice(1)}`;
  const other =
    text === small
      ? `From version 0.94 of the operator on, Kubernetes refuses \`${small}\` and takes \`${capital}\` alone.`
      : `Up to version 0.93 of the operator, Prometheus refuses \`${capital}\` and with it the whole configuration, and takes \`${small}\` alone.`;
  context.report(infos.spelling, valueSpan(value, 'availability'), `${other} Make sure which version there is.`);
};

const hetzner: ObjectCheck = (value, _place, context) => {
  const role = textAt(value, 'role') ?? '';
  const node = value.entries.get('role')?.value?.node;
  if ((role !== 'hcloud' && role !== 'robot') || node === undefined) return;
  const meant = role === 'hcloud' ? 'Hcloud' : 'Robot';
  const text = `From version 0.94 of the operator on, Kubernetes refuses \`${role}\`. All versions take \`${meant}\`.`;
  const fixes = [replaceFix(`Change to \`${meant}\``, node, scalarText(node, meant))];
  context.report(infos.spelling, valueSpan(value, 'role'), text, { fixes });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  DNSSDConfig: [dns],
  EC2SDConfig: [aws],
  LightSailSDConfig: [aws],
  HetznerSDConfig: [hetzner],
  OpenStackSDConfig: [availability],
};
