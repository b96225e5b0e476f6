import { defineRule } from '../rule';

/** Found by the lints of stunnel (lints/tlsFlags.ts). */
export default defineRule({
  id: 'stunnel-options',
  category: 'tls',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: 'A flag or time that gives up protection',
  why: '`options = ALL` switches on every workaround for programs of the past. Where the end of a connection is not waited for, one that somebody cuts off looks as if it had ended properly.',
  advice: 'Delete the line.',
  sources: ['https://www.stunnel.org/static/stunnel.html', 'https://docs.openssl.org/master/man3/SSL_CTX_set_options/'],
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
options = ‹ALL›
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
options = ‹IGNORE_UNEXPECTED_EOF›
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
