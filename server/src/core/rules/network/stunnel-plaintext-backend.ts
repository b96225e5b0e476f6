import { defineRule } from '../rule';

const CONF = (connect: string) => `setuid = stunnel4
setgid = stunnel4

[node]
accept = 100.101.102.103:9443
connect = ${connect}
cert = /etc/stunnel/node.pem
key = /etc/stunnel/node.key
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`;

export default defineRule({
  id: 'stunnel-plaintext-backend',
  category: 'network',
  severity: 'warning',
  kinds: ['stunnel'],
  summary: 'The leg of the tunnel without TLS goes over the network',
  why: 'stunnel encrypts on one side only. Where the other side leads to another host, or comes from one, everybody on the way between the two reads and changes what the tunnel was meant to protect.',
  advice:
    'Run stunnel beside the program that it serves, and let the side without TLS be loopback or a Unix socket: `connect = 127.0.0.1:9100`.',
  sources: ['https://www.stunnel.org/static/stunnel.html'],
  examples: [
    { kind: 'stunnel', bad: CONF('‹192.168.1.7:9100›') },
    { kind: 'stunnel', bad: CONF('‹node-1.example.net:9100›') },
  ],
  good: [
    { kind: 'stunnel', text: CONF('127.0.0.1:9100') },
    { kind: 'stunnel', text: CONF('/run/node_exporter.sock') },
  ],
});
