import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/verifyLevel.ts). */
export default defineRule({
  id: 'stunnel-verify-order',
  category: 'tls',
  severity: 'error',
  kinds: ['stunnel'],
  summary: '`verify` behind `verifyChain` or `verifyPeer`, which it takes back',
  why: '`verify` sets anew what the newer options have said above it: the last line counts. `verify = 0` below `verifyChain = yes` switches verification off, and nothing tells.',
  advice: 'Delete the line `verify`.',
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
verifyChain = yes
checkHost = prometheus.example.net
‹verify› = 2
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
