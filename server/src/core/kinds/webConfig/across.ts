import { defineChecks } from '../../findings/check';
import type { Finding, Fix } from '../../findings/finding';
import { replaceFix } from '../../schema/report';
import { shift } from '../../text/span';
import type { PlacedFacts } from '../kind';
import { checkTopLevel, collect } from '../topLevel';
import { toFinding } from '../walk';
import type { UsersFact, WebConfigFacts } from './facts';
import type { TlsFact } from './tlsFact';

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

/** `tls_server_config` at its place, and what the other sections say that concerns it. */
interface Listener {
  readonly start: number;
  readonly tls: TlsFact;
  readonly asksForPasswords: boolean;
  readonly http2: boolean;
}

/** What only shows when the sections are seen together. */
export function checkWebConfigAcross(parts: readonly PlacedFacts<WebConfigFacts>[], program: string): Finding[] {
  const findings = checkTopLevel(parts, program);
  if (parts.some(({ facts }) => facts.unsure)) return findings;
  const [user] = collect(parts, (facts) => facts.users);
  const asksForPasswords = user !== undefined;
  const http2 = !parts.some(({ facts }) => facts.http2Off);
  const listeners = parts.flatMap(({ start, facts }) =>
    facts.tls.map((tls): Listener => ({ start, tls, asksForPasswords, http2 })),
  );
  for (const listener of listeners) {
    findings.push(
      ...[withoutEffect, withoutHttp2Cipher, optionalCertificate].flatMap((check) => check(listener, program)),
    );
  }
  if (user !== undefined && !listeners.some(({ tls }) => tls.on || tls.hasSettings)) {
    const text =
      'Passwords are asked for, and TLS is off: they travel in clear text with every scrape. Add `tls_server_config` with `cert_file` and `key_file`.';
    findings.push(toFinding(infos.authWithoutTls, user, text, { fixes: switchedOn(user) }, program));
  }
  return findings;
}

/** The fix that writes the section that switches TLS on above the users. */
function switchedOn({ start, isOnLines }: UsersFact): readonly Fix[] {
  if (isOnLines !== true) return [];
  const newText = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';
  return [{ title: 'Add `tls_server_config`', preferred: true, changes: [{ start, end: start, newText }] }];
}

function withoutEffect({ start, tls, asksForPasswords }: Listener, program: string): Finding[] {
  if (tls.on || !tls.hasSettings) return [];
  const passwords = asksForPasswords ? ', passwords included' : '';
  const text = `These settings have no effect: without a certificate and a key TLS is off, and everything goes out in clear text${passwords}. Add \`cert_file\` and \`key_file\`.`;
  const changes = tls.addition === undefined ? [] : [{ ...tls.addition, ...shift(tls.addition, start) }];
  const fixes = changes.length === 0 ? [] : [{ title: 'Add `cert_file` and `key_file`', preferred: false, changes }];
  return [toFinding(infos.settingsWithoutCertificate, shift(tls, start), text, { fixes }, program)];
}

function withoutHttp2Cipher({ start, tls, http2 }: Listener, program: string): Finding[] {
  if (tls.ciphersWithoutHttp2 === undefined || !http2) return [];
  const text =
    'HTTP/2 needs one cipher suite that is not in this list, and the exporter ends when it starts. Add `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` (or `TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`), or set `http2: false` under `http_server_config`.';
  return [toFinding(infos.http2Cipher, shift(tls.ciphersWithoutHttp2, start), text, {}, program)];
}

function optionalCertificate({ start, tls, asksForPasswords }: Listener, program: string): Finding[] {
  if (tls.optionalCertificate === undefined || asksForPasswords) return [];
  const text =
    'A client that brings no certificate enters without any check. Use `RequireAndVerifyClientCert`, or ask for passwords with `basic_auth_users`.';
  const span = shift(tls.optionalCertificate, start);
  const fixes = [replaceFix('Require a client certificate', span, 'RequireAndVerifyClientCert', false)];
  return [toFinding(infos.optionalCertificate, span, text, { fixes }, program)];
}
