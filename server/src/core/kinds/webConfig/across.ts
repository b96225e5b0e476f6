import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { PlacedFacts } from '../kind';
import { checkTopLevel, collect } from '../topLevel';
import { toFinding } from '../walk';
import type { WebConfigFacts } from './facts';

export const infos = defineChecks({
  authWithoutTls: {
    code: 'basic-auth-without-tls',
    severity: 'error',
    category: 'security',
    source: 'web-config',
    rules: [10],
    tag: 'SILENT',
    summary: 'Passwords are asked for and TLS is off, so they travel in clear text.',
  },
  settingsWithoutCertificate: {
    code: 'tls-settings-without-certificate',
    severity: 'error',
    category: 'security',
    source: 'web-config',
    rules: [12],
    tag: 'SILENT',
    summary: 'There are settings of TLS and neither certificate nor key, so plain HTTP is served.',
  },
  optionalCertificate: {
    code: 'client-cert-optional',
    severity: 'info',
    category: 'security',
    source: 'web-config',
    rules: [21],
    tag: 'SILENT',
    summary: '`VerifyClientCertIfGiven` without passwords: who brings no client certificate enters.',
  },
  http2Cipher: {
    code: 'http2-cipher-missing',
    severity: 'error',
    source: 'web-config',
    rules: [24],
    tag: 'START',
    summary: 'The list of cipher suites lacks the one that HTTP/2 needs.',
    program:
      'http2: TLSConfig.CipherSuites is missing an HTTP/2-required AES_128_GCM_SHA256 cipher (need at least one of TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 or TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)',
  },
});

/** What only shows when the sections are seen together. */
export function checkWebConfigAcross(parts: readonly PlacedFacts<WebConfigFacts>[], program: string): Finding[] {
  const findings = checkTopLevel(parts, program);
  if (parts.some(({ facts }) => facts.unsure)) return findings;
  const users = collect(parts, (facts) => facts.users);
  const tls = parts.flatMap(({ start, facts }) => facts.tls.map((fact) => ({ start, fact })));
  const http2 = !parts.some(({ facts }) => facts.http2Off);
  for (const { start, fact } of tls) {
    const at = (span: { readonly start: number; readonly end: number }) => ({
      start: span.start + start,
      end: span.end + start,
    });
    if (!fact.on && fact.hasSettings) {
      const passwords = users.length > 0 ? ', passwords included' : '';
      const text = `These settings have no effect: without a certificate and a key TLS is off, and everything goes out in clear text${passwords}. Add \`cert_file\` and \`key_file\`.`;
      const fixes =
        fact.addition === undefined
          ? []
          : [
              {
                title: 'Add `cert_file` and `key_file`',
                preferred: false,
                changes: [{ ...fact.addition, ...at(fact.addition) }],
              },
            ];
      findings.push(toFinding(infos.settingsWithoutCertificate, at(fact), text, { fixes }, program));
    }
    if (fact.ciphersWithoutHttp2 !== undefined && http2) {
      const text =
        'HTTP/2 needs one cipher suite that is not in this list, and the exporter ends when it starts. Add `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` (or `TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`), or set `http2: false` under `http_server_config`.';
      findings.push(toFinding(infos.http2Cipher, at(fact.ciphersWithoutHttp2), text, {}, program));
    }
    if (fact.optionalCertificate !== undefined && users.length === 0) {
      const text =
        'A client that brings no certificate enters without any check. Use `RequireAndVerifyClientCert`, or ask for passwords with `basic_auth_users`.';
      const span = at(fact.optionalCertificate);
      const change = { start: span.start, end: span.end, newText: 'RequireAndVerifyClientCert' };
      const fixes = [{ title: 'Require a client certificate', preferred: false, changes: [change] }];
      findings.push(toFinding(infos.optionalCertificate, span, text, { fixes }, program));
    }
  }
  const [user] = users;
  if (user !== undefined && !tls.some(({ fact }) => fact.on || fact.hasSettings)) {
    const text =
      'Passwords are asked for, and TLS is off: they travel in clear text with every scrape. Add `tls_server_config` with `cert_file` and `key_file`.';
    findings.push(toFinding(infos.authWithoutTls, user, text, {}, program));
  }
  return findings;
}
