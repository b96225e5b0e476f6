import { type CipherList, isWeakSuite, readCipherList } from '../../formats/cipherList';
import type { Listener, Said } from '../../model/nouns';
import { release } from '../../schema/version';
import { defineRule, fix, type RuleInput } from '../rule';

export default defineRule({
  id: 'weak-cipher',
  category: 'tls',
  severity: 'warning',
  kinds: ['web-config', 'stunnel', 'nginx'],
  summary: 'A cipher suite that is broken or lacks forward secrecy is listed',
  why: 'Suites with CBC, 3DES or RC4 have been attacked; without forward secrecy everything that was recorded can be read by whoever gets the key later; NULL, anonymous and export suites protect nothing at all. The defaults of Go and OpenSSL are better than most lists.',
  advice: 'List only ECDHE suites with GCM or CHACHA20, or leave the list out.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9325#section-4.2', 'https://ssl-config.mozilla.org/'],
  examples: [
    {
      kind: 'web-config',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
  cipher_suites:
    - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    - ‹TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA›
    - ‹TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA›
`,
      fixed: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
  cipher_suites:
    - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
ciphers = ‹ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA›
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
ciphers = ECDHE-RSA-AES128-GCM-SHA256
`,
    },
    {
      kind: 'nginx',
      bad: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_client_certificate /etc/nginx/ca.crt;
    ssl_verify_client on;
    ssl_ciphers "‹ECDHE-RSA-AES128-GCM-SHA256:DES-CBC3-SHA:!aNULL›";
    location = /metrics {
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
      fixed: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_client_certificate /etc/nginx/ca.crt;
    ssl_verify_client on;
    ssl_ciphers "ECDHE-RSA-AES128-GCM-SHA256:!aNULL";
    location = /metrics {
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
    },
  ],
  good: [
    {
      kind: 'web-config',
      text: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus]
  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256]
`,
    },
    {
      kind: 'nginx',
      text: `server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/node.crt;
    ssl_certificate_key /etc/nginx/node.key;
    ssl_client_certificate /etc/nginx/ca.crt;
    ssl_verify_client on;
    ssl_ciphers HIGH:!aNULL:!MD5;
    location = /metrics {
        proxy_pass http://127.0.0.1:9100;
    }
}
`,
    },
  ],
  check: (input) => {
    // The lints of stunnel know which of its lines counts.
    if (input.kind === 'stunnel') return;
    for (const listener of input.nouns.listeners) {
      if (listener.suites !== undefined) checkSuites(listener.suites, input);
      const { ciphers } = listener;
      if (ciphers?.value !== undefined) checkList(ciphers, readCipherList(ciphers.value), listener, input);
    }
  },
});

/** The first toolkit that knows no suites without forward secrecy. */
const WITHOUT_RSA = release('0.11');

/** Suites one by one. Those of TLS 1.3 are always there, whatever the list says (web-config-rules.md, cipher_suites). */
function checkSuites(suites: readonly Said<string>[], { edits, report, surroundings }: RuleInput): void {
  const isStrong = ({ value = '' }: Said<string>) => /^TLS_ECDHE_/.test(value) && !isWeakSuite(value);
  const isEnough = suites.some(isStrong);
  for (const suite of suites) {
    if (suite.value === undefined || !isWeakSuite(suite.value)) continue;
    const isBroken = /^TLS_ECDHE_/.test(suite.value);
    // Newer exporters refuse those without forward secrecy, which is a finding of its own.
    if (!isBroken && surroundings.targets.toolkit >= WITHOUT_RSA) continue;
    const flaw = isBroken
      ? 'can be attacked: it authenticates before it encrypts (CBC)'
      : 'lacks forward secrecy, so that what was recorded can be read by who gets the key later';
    const text = `\`${suite.value}\` ${flaw}. Use ECDHE suites with GCM or CHACHA20, or leave the list out.`;
    const [first = suite] = suites;
    const fixes = isEnough
      ? fix('Take it out of the list', [edits.removeItem(suite)], { safe: true })
      : fix('Leave the choice to Go', [edits.removeEntry(first)]);
    report(suite, text, { fixes });
  }
}

/** A list of OpenSSL is one value. */
function checkList(
  at: Said<string>,
  { weak, worst, kept, isEnough }: CipherList,
  { program }: Listener,
  { edits, report }: RuleInput,
): void {
  if (worst === undefined) return;
  const names = weak.map((member) => `\`${member}\``).join(', ');
  const isBare = worst === 'none';
  const what = isBare
    ? 'such suites leave out encryption or authentication, or were made weak on purpose'
    : 'these suites are broken, or what was recorded can be read by who steals the key later';
  const text = `${names}: ${what}. Use ECDHE suites with GCM or CHACHA20, or leave it to ${program}, whose default is good.`;
  const fixes = isEnough
    ? fix('Take out the weak suites', [edits.replaceValue(at, kept.join(':'))], { safe: true })
    : fix('Leave the choice to the default', [edits.removeEntry(at)]);
  report(at, text, { ...(isBare && { severity: 'error' }), fixes });
}
