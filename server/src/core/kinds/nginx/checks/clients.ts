import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { toFinding } from '../../walk';
import { effective, type Site } from '../sites';

export const infos = defineChecks({
  optional: {
    code: 'nginx-client-certificate-optional',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`ssl_verify_client` asks for a certificate and lets in who has none, or one of any CA.',
  },
  noCa: {
    code: 'missing-key',
    severity: 'error',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'START',
    summary: '`ssl_verify_client` has no CA to verify clients by: nginx refuses the configuration.',
    program: 'no ssl_client_certificate for ssl_verify_client',
  },
});

/** How the server asks for the certificates of clients; `text` is the whole file. */
export function clientFindings({ server, scopes }: Site, text: string): readonly Finding[] {
  const verify = effective(scopes, 'ssl_verify_client')?.at(-1);
  const mode = verify?.args[0];
  if (server === undefined || verify === undefined || mode === undefined) return [];
  const findings: Finding[] = [];
  if (
    /^(on|optional)$/.test(mode.text) &&
    effective(scopes, 'ssl_client_certificate', 'ssl_trusted_certificate')?.length === 0
  ) {
    findings.push(
      toFinding(
        infos.noCa,
        verify.name,
        'To verify clients nginx needs their CA. Add `ssl_client_certificate`.',
        {},
        'nginx',
      ),
    );
  }
  // The site may judge by itself.
  if (!/^optional(_no_ca)?$/.test(mode.text) || /\$ssl_client_(verify|s_dn|fingerprint|serial)/.test(text))
    return findings;
  const says =
    mode.text === 'optional'
      ? 'who brings no certificate is let in. Write `on`, or judge `$ssl_client_verify` in the site.'
      : 'every certificate is let in, whoever signed it, and who brings none as well. Write `on`, or judge `$ssl_client_verify` in the site.';
  const fixes = [replaceFix('Write `on`', mode, 'on')];
  findings.push(toFinding(infos.optional, mode, says, { fixes }, 'nginx'));
  return findings;
}
