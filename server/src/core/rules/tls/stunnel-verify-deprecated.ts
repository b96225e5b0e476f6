import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/verifyLevel.ts, lints/renamed.ts). */
export default defineRule({
  id: 'stunnel-verify-deprecated',
  category: 'tls',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: '`verify = N`, or another option that stunnel has replaced',
  why: 'The levels of `verify` do not say what they do, and the option resets `verifyChain` and `verifyPeer` where it stands behind them. It is obsolete since stunnel 5.34.',
  advice:
    'Write what the level means: `verifyChain`, `verifyPeer`, `requireCert`. For the other options use their successor.',
  sources: ['https://www.stunnel.org/static/stunnel.html'],
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
‹verify› = 2
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
    {
      kind: 'stunnel',
      severity: 'info',
      bad: `setuid = stunnel4
setgid = stunnel4

[node]
accept = 10.0.0.5:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/node.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
‹sslVersion› = TLSv1.2
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
sslVersionMin = TLSv1.2
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
