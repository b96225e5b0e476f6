import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/tlsFlags.ts). */
export default defineRule({
  id: 'stunnel-compression',
  category: 'tls',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: 'Compression before encryption, which gives secrets away',
  why: 'How well something compresses tells what is in it: who can watch the lengths can find out passwords and tokens (CRIME).',
  advice: 'Delete the line.',
  sources: ['https://www.stunnel.org/static/stunnel.html', 'https://www.rfc-editor.org/rfc/rfc7525#section-3.3'],
  examples: [
    {
      kind: 'stunnel',
      bad: `‹compression› = zlib
setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
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
  ],
});
