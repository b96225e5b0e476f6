import { defineChecks } from '../../../../findings/check';
import { type GoUrl, parseGoUrl } from '../../../../formats/url';
import { replaceFix } from '../../../../schema/report';
import { textAt } from '../../../../schema/value';
import { valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';

export const infos = defineChecks({
  url: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [99, 124, 128, 139],
    tag: 'LOAD',
    summary: 'The address of an HTTP, PuppetDB, Eureka or Kuma discovery lacks its scheme or its host.',
    program: "URL scheme must be 'http' or 'https'",
  },
  protocol: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [128],
    tag: 'APPLY',
    summary: 'The address of a Kuma discovery is neither `http` nor `https`.',
    program: "invalid xDS server URL protocol. must be either 'http' or 'https'",
  },
});

const isHttp = ({ scheme }: GoUrl) => scheme === 'http' || scheme === 'https';

/** Why the program refuses `url`, in its words. */
type Refusal = (url: GoUrl, text: string) => string | undefined;

/** Reports an address under `key` that parses, and is refused all the same; an empty one is reported as missing. */
function addressCheck(key: string, refusal: Refusal): PrometheusCheck {
  return (value, _place, { report }) => {
    const text = textAt(value, key) ?? '';
    const parsed = parseGoUrl(text);
    if (text === '' || 'error' in parsed) return;
    const words = refusal(parsed.url, text);
    if (words === undefined) return;
    const span = valueSpan(value, key);
    // `localhost:8080` is a URL of the scheme `localhost`.
    const fixes = text.includes('//') ? [] : [replaceFix('Put `http://` in front', span, `http://${text}`, false)];
    const lacks = isHttp(parsed.url) ? 'has no host' : 'does not begin with `http://` or `https://`';
    report(infos.url, span, `This address ${lacks}. Write it as \`http://host:port/path\`.`, { fixes, program: words });
  };
}

const httpUrl = addressCheck('url', (url) => {
  if (!isHttp(url)) return "URL scheme must be 'http' or 'https'";
  return url.host === '' ? 'host is missing in URL' : undefined;
});

const lacksSchemeOrHost = ({ scheme, host }: GoUrl) => scheme === '' || host === '';

const eurekaServer = addressCheck('server', (url) =>
  lacksSchemeOrHost(url) ? 'eureka_sd: invalid eureka server URL' : undefined,
);

const kumaServer = addressCheck('server', (url, text) =>
  lacksSchemeOrHost(url) ? `kuma SD server must not be empty and have a scheme: ${text}` : undefined,
);

const kumaProtocol: PrometheusCheck = (value, _place, { report }) => {
  const parsed = parseGoUrl(textAt(value, 'server') ?? '');
  if ('error' in parsed || lacksSchemeOrHost(parsed.url) || isHttp(parsed.url)) return;
  report(
    infos.protocol,
    valueSpan(value, 'server'),
    'This address must begin with `http://` or `https://`. Change it.',
  );
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  http_sd_config: [httpUrl],
  puppetdb_sd_config: [httpUrl],
  eureka_sd_config: [eurekaServer],
  kuma_sd_config: [kumaServer, kumaProtocol],
};
