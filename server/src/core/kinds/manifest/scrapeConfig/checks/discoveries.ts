import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
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
  azure: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [19],
    tag: 'OPER',
    summary: 'An Azure discovery with `OAuth`, the default, lacks its tenant, client or secret.',
    program: 'configuration requires a %s',
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

const azure: ObjectCheck = (value, _place, context) => {
  const method = isGiven(value, 'authenticationMethod') ? textAt(value, 'authenticationMethod') : 'OAuth';
  if (method !== 'OAuth' || context.incomplete) return;
  const at = isGiven(value, 'authenticationMethod') ? valueSpan(value, 'authenticationMethod') : spanOf(value.node);
  const missing = ['tenantID', 'clientID', 'clientSecret'].filter((key) => !isGiven(value, key));
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map((key) => `\`${key}\``).join(', ');
  const text = `The method \`OAuth\`${isGiven(value, 'authenticationMethod') ? '' : ', the default,'} needs ${names}. Add what is missing, or another \`authenticationMethod\`.`;
  refuse(context, infos.azure, at, text, { program: `configuration requires a ${first}` });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  DNSSDConfig: [dns],
  EC2SDConfig: [aws],
  LightSailSDConfig: [aws],
  AzureSDConfig: [azure],
};
