import { describe, test } from 'vitest';
import { client, expectRefusals, type StunnelCase, server } from './support/stunnelCase';

const HALF = 'Each service must define two endpoints';

const ENDPOINTS: readonly StunnelCase[] = [
  {
    name: 'only accept',
    text: '‹[web]›\naccept = 8443\ncert = /srv/tls/web.pem\n',
    code: 'wrong-endpoint-count',
    says: HALF,
  },
  {
    name: 'only connect',
    text: '‹[up]›\nclient = yes\nconnect = a:1\n',
    code: 'wrong-endpoint-count',
    says: '`accept` (or `exec`)',
  },
  {
    name: 'an empty service',
    text: `${server()}‹[todo]›\n`,
    code: 'wrong-endpoint-count',
    says: 'TLS server needs a certificate',
  },
  { name: 'an empty client', text: `client = yes\n${client()}‹[todo]›\n`, code: 'wrong-endpoint-count', says: HALF },
  {
    name: 'three',
    text: server('‹exec› = /bin/cat\n'),
    code: 'wrong-endpoint-count',
    says: '`accept`, `connect` and `exec`',
  },
  {
    name: 'three with an inherited one',
    text: `connect = 1\n[a]\naccept = 8443\ncert = /srv/tls/a.pem\n‹exec› = /bin/cat\n`,
    code: 'wrong-endpoint-count',
  },
  {
    name: 'a SOCKS server that connects',
    text: server('‹protocol› = socks\n'),
    code: 'wrong-endpoint-count',
    says: '`protocol = socks`',
  },
  {
    name: 'a transparent destination that connects',
    text: client('‹transparent› = destination\n'),
    code: 'wrong-endpoint-count',
  },
  {
    name: 'a secondary service that listens',
    text: `${server()}[b]\nsni = web:b\n‹accept› = 8444\nconnect = 1\ncert = /srv/tls/b.pem\n`,
    code: 'wrong-endpoint-count',
  },
  {
    name: 'inetd without an endpoint',
    text: '‹; nothing›\ncert = /srv/tls/web.pem\n',
    code: 'wrong-endpoint-count',
    says: 'Inetd mode must define one endpoint',
  },
  {
    name: 'inetd with two',
    text: '‹exec = /bin/cat›\nconnect = 1\ncert = /srv/tls/web.pem\n',
    code: 'wrong-endpoint-count',
    says: 'Inetd mode',
  },
  {
    name: 'nothing but comments',
    text: '‹; nothing here›\n# at all\n',
    code: 'wrong-endpoint-count',
    says: 'TLS server needs a certificate',
  },
  {
    name: 'accept without a service',
    text: 'cert = /srv/tls/web.pem\n‹accept› = 8443\nconnect = 1\n',
    code: 'accept-without-service',
    says: "'accept' option is only allowed in a [section]",
  },
];

describe('endpoints that are missing or too many (stunnel-rules.md 3a and 3b)', () => {
  test.each(ENDPOINTS)('$name', (row) => expectRefusals(row));
});
