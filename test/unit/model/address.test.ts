import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressClass, parseAddress } from '../../../server/src/core/model/address';

/** Hosts by their class (security-rules.md, Addresses). */
const CLASSES = {
  loopback: '127.0.0.1 127.255.0.9 ::1 0:0:0:0:0:0:0:1 ::ffff:127.0.0.1 localhost LOCALHOST a.localhost /run/x.sock @x',
  tailnet: '100.64.0.0 100.127.255.255 fd7a:115c:a1e0::1 FD7A:115C:A1E0:ab12::53 a.tail12345.ts.net ::ffff:100.64.0.1',
  cluster:
    'node-exporter my_service a.b.svc a.b.svc.cluster.local a.b.svc.k8s.example host.docker.internal x.cluster.local',
  private:
    '10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.1.1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 a.local a.lan a.home.arpa a.internal a.localdomain a.corp a.home',
  public:
    '8.8.8.8 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.169.0.1 169.253.0.1 203.0.113.5 192.0.2.1 2001:db8::1 2a00:1450::1 ::ffff:8.8.8.8 a.example a.example.com a.b.example.org a.de a.co.uk a.io a.prod.dev example.com. a.xn--p1ai',
  unknown:
    '0.0.0.0 :: 224.0.0.1 256.1.1.1 1.2.3 12 a.prod a.b.staging a..b -a.com a.com- $host a.com:9100 :::1 1::2::3 12345::1 ff02::1 grafana.monitoring a.tools a.test a.invalid 1.2.3.4.5 *',
} as const;

describe('addressClass', () => {
  const rows = Object.entries(CLASSES).flatMap(([wanted, hosts]) => hosts.split(' ').map((host) => [host, wanted]));
  test.each([...rows, ['', 'unknown']])('%s is %s', (host, wanted) => expect(addressClass(host ?? '')).toBe(wanted));

  test('any text has a class', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.domain()),
        (text) => typeof addressClass(text) === 'string',
      ),
    );
  });

  test('every IPv6 address is understood', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, ([first = 0, ...rest]) => {
        const text = [0x2000 | (first & 0xfff), ...rest].map((group) => group.toString(16)).join(':');
        expect(addressClass(text)).toBe('public');
      }),
    );
  });
});

describe('parseAddress', () => {
  test.each([
    ['a:9100', { host: 'a', port: '9100' }],
    ['a', { host: 'a' }],
    [':9100', { host: '', port: '9100' }],
    ['a:', { host: 'a' }],
    ['[::1]:9100', { host: '::1', port: '9100' }],
    ['[::1]', { host: '::1' }],
    ['::1', { host: '::1' }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['http://a/b?c=d:1', { host: 'a', scheme: 'http' }],
    ['HTTPS://u:p@a.b:8443/x', { host: 'a.b', port: '8443', scheme: 'https' }],
    ['http://u:p@x@[::1]:80', { host: '::1', port: '80', scheme: 'http' }],
    ['tcp://10.0.0.1:2375', { host: '10.0.0.1', port: '2375', scheme: 'tcp' }],
    ['a.b:9100/metrics', { host: 'a.b', port: '9100' }],
    ['unix:///run/docker.sock', { host: '/run/docker.sock', scheme: 'unix' }],
    ['unix:/run/x.sock', { host: '/run/x.sock', scheme: 'unix' }],
    ['/run/x.sock', { host: '/run/x.sock', scheme: 'unix' }],
    ['', { host: '' }],
  ])('%s', (text, wanted) => expect(parseAddress(text)).toEqual(wanted));

  test('any text is taken', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseAddress(text).host === 'string'));
  });
});
