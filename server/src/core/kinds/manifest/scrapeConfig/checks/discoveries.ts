import { defineChecks } from '../../../../findings/check';
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
  availability: {
    code: 'capital-availability',
    severity: 'info',
    source: 'scrape-config',
    rules: [2],
    tag: 'PROM',
    summary:
      'The `availability` of an OpenStack discovery has a capital letter, which the operator hands to Prometheus up to its version 0.93.',
    program: 'unknown availability %s, must be one of admin, internal or public',
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

/** Up to 0.93 the operator writes it as it stands, and Prometheus knows small letters only; 0.94 takes nothing else. */
const availability: ObjectCheck = (value, _place, context) => {
  const text = textAt(value, 'availability') ?? '';
  if (!['Public', 'Admin', 'Internal'].includes(text)) return;
  const message = `Up to version 0.93, the operator hands \`${text}\` to Prometheus as it is written, which refuses the whole configuration: there, write \`${text.toLowerCase()}\`. From 0.94 on, this is the only spelling.`;
  context.report(infos.availability, valueSpan(value, 'availability'), message, {
    program: `unknown availability ${text}, must be one of admin, internal or public`,
  });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  DNSSDConfig: [dns],
  EC2SDConfig: [aws],
  LightSailSDConfig: [aws],
  OpenStackSDConfig: [availability],
};
