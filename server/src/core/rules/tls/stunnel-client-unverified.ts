import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/clientTrust.ts). */
export default defineRule({
  id: 'stunnel-client-unverified',
  category: 'tls',
  severity: 'error',
  kinds: ['stunnel'],
  summary: 'A client service that verifies nothing: any server is believed',
  why: 'By default stunnel encrypts to whoever answers. Anybody on the way can answer instead of the exporter, and hand over metrics that are made up.',
  advice:
    'Add `verifyChain = yes` with the CA of the server (`CAfile`) and its name (`checkHost`), or `verifyPeer = yes` with its certificate.',
  sources: ['https://www.stunnel.org/static/stunnel.html'],
  examples: [
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4

‹[node]›
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
verifyChain = yes
CAfile = /etc/ssl/certs/ca-certificates.crt
checkHost = node-1.example.net
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4

‹[node]›
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
CAfile = /etc/stunnel/ca.pem
`,
      fixed: `setuid = stunnel4
setgid = stunnel4

[node]
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = node-1.example.net
`,
    },
  ],
  good: [
    {
      kind: 'stunnel',
      text: `setuid = stunnel4
setgid = stunnel4

[node]
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = node-1.example.net
`,
    },
    {
      kind: 'stunnel',
      text: `setuid = stunnel4
setgid = stunnel4

[node]
client = yes
accept = 127.0.0.1:9101
connect = node-1.example.net:9443
CAfile = /etc/stunnel/node.crt
verifyPeer = yes
`,
    },
  ],
});
