import { type CheckInfo, defineChecks } from '../../../../findings/check';
import { parseGoUrl } from '../../../../formats/url';
import { replaceFix } from '../../../../schema/report';
import { scalarText } from '../../../../schema/validate';
import { textAt } from '../../../../schema/value';
import { apiUrlProblem, formProblem } from '../../../prometheus/checks/serviceDiscovery/scaleway';
import { valueSpan } from '../../../walk';
import { acceptedText } from '../../checks/acceptedText';
import { type ObjectCheck, refuse, wordsAbout } from '../../checks/context';

export const infos = defineChecks({
  dropped: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [15, 20],
    tag: 'OPER',
    summary: 'The address of a discovery does not parse, or lacks its host.',
    program: 'cannot parse server: %s',
  },
  refused: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [29],
    tag: 'PROM',
    summary: 'The address of a discovery has no host, or a value of Scaleway another form, and only Prometheus looks.',
    program: '%s',
  },
});

/** Why an address is refused, by whom and in which words. */
interface Refusal {
  readonly info: CheckInfo;
  readonly program: string;
}

/** Who refuses an address that does not parse, and one that has no host. */
interface Judges {
  readonly parse: (error: string) => Refusal;
  readonly host?: (text: string) => Refusal;
}

function addressCheck(key: string, { parse, host }: Judges): ObjectCheck {
  return (value, _place, context) => {
    const text = acceptedText(value, key);
    if (text === undefined) return;
    const parsed = parseGoUrl(text);
    const refusal = 'error' in parsed ? parse(parsed.error) : parsed.url.host === '' ? host?.(text) : undefined;
    if (refusal === undefined) return;
    const problem = 'error' in parsed ? 'is no URL as Go reads them' : 'has no host';
    const message = `This address ${problem}. Write it as \`http://host:port/path\`.`;
    refuse(context, refusal.info, valueSpan(value, key), message, wordsAbout(text, refusal.program));
  };
}

const dropped = (program: string): Refusal => ({ info: infos.dropped, program });
const refused = (program: string): Refusal => ({ info: infos.refused, program });

/** `validateServer` of the operator (scrapeconfig-rules.md 20). */
const server: Judges = {
  parse: (error) => dropped(`cannot parse server: ${error}`),
  host: (text) => dropped(`must not be empty and have a scheme: ${text}`),
};

const scaleway: ObjectCheck = (value, _place, context) => {
  for (const [key, name] of [
    ['accessKey', 'access_key'],
    ['projectID', 'project_id'],
    ['zone', 'zone'],
  ] as const) {
    const text = textAt(value, key) ?? '';
    const problem = text === '' ? undefined : formProblem(name, text);
    if (problem === undefined) continue;
    const message = `\`${key}\` is ${problem.form}. Correct it.`;
    refuse(context, infos.refused, valueSpan(value, key), message, { program: problem.program });
  }
  const url = acceptedText(value, 'apiURL');
  const node = value.entries.get('apiURL')?.value?.node;
  const problem = url === undefined ? undefined : apiUrlProblem(url);
  if (url === undefined || problem === undefined || node === undefined) return;
  const { mended } = problem;
  const fixes = mended === undefined ? [] : [replaceFix(`Change to \`${mended}\``, node, scalarText(node, mended))];
  const reason = mended === undefined ? 'is no URL' : 'cannot end with a slash';
  const message = `\`apiURL\` ${reason}. Correct it.`;
  refuse(context, infos.refused, valueSpan(value, 'apiURL'), message, { fixes, ...wordsAbout(url, problem.program) });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  HTTPSDConfig: [addressCheck('url', { parse: dropped, host: () => refused('host is missing in URL') })],
  PuppetDBSDConfig: [addressCheck('url', { parse: dropped, host: () => dropped('host is missing in URL') })],
  KumaSDConfig: [addressCheck('server', server)],
  NomadSDConfig: [addressCheck('server', server)],
  EurekaSDConfig: [
    addressCheck('server', { parse: refused, host: () => refused('eureka_sd: invalid eureka server URL') }),
  ],
  DockerSDConfig: [addressCheck('host', { parse: dropped })],
  DockerSwarmSDConfig: [addressCheck('host', { parse: dropped })],
  ScalewaySDConfig: [scaleway],
};
