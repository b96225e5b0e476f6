import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/clientTrust.ts). */
export default defineRule({
  id: 'stunnel-no-subject-check',
  category: 'tls',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: 'A client service that believes every certificate of a CA',
  why: 'With `verifyChain` alone stunnel asks who signed the certificate, and not whose it is: whoever has any certificate of that CA can answer. With a public CA that is everybody.',
  advice: "Add `checkHost` (or `checkIP`) with the name in the server's certificate.",
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
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
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
  ],
});
