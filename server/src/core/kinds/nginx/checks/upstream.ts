import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { toFinding } from '../../walk';
import type { NginxWord } from '../directives';
import { effective, type Location, type Site } from '../sites';

export const infos = defineChecks({
  unverified: {
    code: 'nginx-proxy-tls-unverified',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: 'nginx passes on over TLS and verifies no certificate: any server is believed.',
  },
  noCa: {
    code: 'missing-key',
    severity: 'error',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'START',
    summary: '`proxy_ssl_verify on` has no CA: nginx refuses the configuration.',
    program: 'no proxy_ssl_trusted_certificate for proxy_ssl_verify',
  },
  uri: {
    code: 'nginx-proxy-pass-uri',
    severity: 'error',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'START',
    summary: '`proxy_pass` has a path in a location given by a regular expression: nginx refuses the configuration.',
    program:
      '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block',
  },
  slash: {
    code: 'nginx-trailing-slash',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: 'The location and the path of `proxy_pass` do not end alike, so that requests are put together wrongly.',
  },
});

/** What is wrong on the way to the exporter. */
export function upstreamFindings({ locations }: Site): readonly Finding[] {
  return locations.flatMap((location) => [...verification(location), ...paths(location)]);
}

const LOOPBACK = /^https:\/\/(127\.|localhost[:/]|localhost$|\[::1\]|unix:)/;

function verification({ proxyPass, scopes }: Location): Finding[] {
  const url = proxyPass?.args[0];
  if (url === undefined || !url.text.startsWith('https://')) return [];
  const verify = effective(scopes, 'proxy_ssl_verify');
  const last = verify?.at(-1);
  if (last?.args[0]?.text === 'on') {
    if (effective(scopes, 'proxy_ssl_trusted_certificate')?.length !== 0) return [];
    return [
      toFinding(
        infos.noCa,
        last.name,
        'To verify the exporter nginx needs the CA. Add `proxy_ssl_trusted_certificate`.',
        {},
        'nginx',
      ),
    ];
  }
  if (verify === undefined || LOOPBACK.test(url.text)) return [];
  const text =
    'nginx verifies no certificate unless it is told to, so that anybody between it and the exporter can answer. Add `proxy_ssl_verify on;`, `proxy_ssl_trusted_certificate` with the CA, and `proxy_ssl_name` where the name differs.';
  return [toFinding(infos.unverified, url, text, {}, 'nginx')];
}

function paths({ proxyPass, directive }: Location): Finding[] {
  const url = proxyPass?.args[0];
  const path = directive.args.at(-1);
  if (url === undefined || path === undefined || /\$|\{\{/.test(url.text)) return [];
  const uri = /^https?:\/\/[^/?]*([/?].*)?$/.exec(url.text)?.[1];
  if (uri === undefined) return [];
  const modifier = directive.args.length > 1 ? directive.args[0]?.text : undefined;
  const at = { start: url.end - uri.length, end: url.end };
  if (modifier?.startsWith('~') || path.text.startsWith('@')) {
    const text =
      'In a location of a regular expression or a name nginx cannot tell what to replace by this path, and refuses it. Remove the path, or write a prefix as the location.';
    return [toFinding(infos.uri, at, text, {}, 'nginx')];
  }
  return modifier === '=' ? [] : slashes(path, uri, at);
}

/** The path replaces the prefix as it is: `/node` + `/` makes `//metrics` of `/node/metrics`. */
function slashes(path: NginxWord, uri: string, at: { start: number; end: number }): Finding[] {
  const { start, end } = path;
  if (uri.endsWith('/') && !path.text.endsWith('/')) {
    const text = `the path replaces \`${path.text}\` as it is, so that \`${path.text}/metrics\` becomes \`${uri}/metrics\` with two slashes. End the location in \`/\` as well.`;
    const fixes = [{ title: 'Add `/`', preferred: true, changes: [{ start: end, end, newText: '/' }] }];
    return [toFinding(infos.slash, { start, end }, text, { fixes }, 'nginx')];
  }
  if (!path.text.endsWith('/') || path.text === '/' || uri.endsWith('/') || /metrics$|[?]/.test(uri)) return [];
  const text = `the path replaces \`${path.text}\` as it is, so that \`${path.text}graph\` becomes \`${uri}graph\`. End it in \`/\` as well.`;
  const fixes = [{ title: 'Add `/`', preferred: true, changes: [{ start: at.end, end: at.end, newText: '/' }] }];
  return [toFinding(infos.slash, at, text, { fixes }, 'nginx')];
}
