import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/tlsFlags.ts). */
export default defineRule({
  id: 'stunnel-renegotiation',
  category: 'tls',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: 'A flag that allows renegotiation which can be attacked',
  why: 'With the unsafe renegotiation of old an attacker can put text of his own in front of what a client sends (CVE-2009-3555), and clients that may renegotiate at will can wear the server out.',
  advice: 'Delete the line. The defaults of OpenSSL are safe.',
  sources: ['https://www.stunnel.org/static/stunnel.html', 'https://www.rfc-editor.org/rfc/rfc5746'],
  examples: [
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
options = ‹ALLOW_UNSAFE_LEGACY_RENEGOTIATION›
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
options = ‹ALLOW_CLIENT_RENEGOTIATION›
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
`,
    },
  ],
  good: [
    {
      kind: 'stunnel',
      text: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
    },
    {
      kind: 'stunnel',
      text: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
options = ALLOW_CLIENT_RENEGOTIATION
renegotiation = no
`,
    },
  ],
});
