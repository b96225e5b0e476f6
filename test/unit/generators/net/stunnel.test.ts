import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { stunnelPart } from '../../../../server/src/core/generators/setUp/stunnel';
import { credentialsFor, findingsIn, kindsOf, setUpOf, targetOf, textOf } from './net';

function partOf(answers: Answers) {
  const setUp = setUpOf({ profile: ['stunnel'], ...answers });
  return stunnelPart(setUp, targetOf(setUp), credentialsFor(setUp));
}

describe('the tunnel in front of an exporter', () => {
  const part = partOf({ listenAddress: ['10.0.0.7'] });

  test('lets nobody in but Prometheus', () => {
    expect(textOf(part, 'stunnel-node_exporter.conf').replace(/^;.*\n/gm, '')).toBe(`foreground = yes
pid =
syslog = no
debug = 5

[node_exporter]
accept = 10.0.0.7:9100
connect = 127.0.0.1:9101
cert = /etc/stunnel/node_exporter/server.crt
key = /etc/stunnel/node_exporter/server.key
CAfile = /etc/stunnel/node_exporter/client-ca.crt
verifyChain = yes
checkHost = prometheus
sslVersionMin = TLSv1.2
renegotiation = no
`);
  });

  test('lies where the start script of Debian does not look, and shows its key to nobody else', () => {
    expect(part.files.map(({ path, mode, place }) => [path, mode, place])).toEqual([
      ['stunnel-node_exporter.conf', 0o644, at('stunnel.conf', '0644')],
      ['server.crt', 0o644, at('server.crt', '0644')],
      ['server.key', 0o600, { ...at('server.key', '0440'), group: 'stunnel4' }],
      ['client-ca.crt', 0o644, at('client-ca.crt', '0644')],
      [
        'stunnel-node_exporter.service',
        0o644,
        { ...at('', '0644'), path: '/etc/systemd/system/stunnel-node_exporter.service' },
      ],
    ]);
  });

  test.each<[string, Answers, string]>([
    ['an address of IPv6', { listenAddress: ['fd00::7'] }, 'accept = fd00::7:9100'],
    ['all addresses', {}, 'accept = 9100'],
    ['all addresses of a host with IPv6', { hosts: ['web-1.example.com,2001:db8::7'] }, 'accept = :::9100'],
  ])('listens on %s', (_name, answers, line) => {
    expect(textOf(partOf(answers), 'stunnel-node_exporter.conf').split('\n')).toContain(line);
  });

  test.each([
    [9100, ''],
    [443, 'CAP_NET_BIND_SERVICE'],
  ])('at port %d has the capability %j', (port, capability) => {
    const unit = textOf(partOf({ port: [String(port)] }), 'stunnel-node_exporter.service');
    expect(unit).toContain(`\nCapabilityBoundingSet=${capability}\nAmbientCapabilities=${capability}\n`);
    expect(unit).toContain('\nUser=stunnel4\n');
  });

  test.each([['10.0.0.7'], ['fd00::7']])(
    'is found to be free of everything by our own rules at %s',
    (listenAddress) => {
      const { files } = partOf({ listenAddress: [listenAddress] });
      expect(findingsIn(files)).toEqual([]);
      expect(kindsOf(files)).toEqual({
        'stunnel-node_exporter.conf': 'stunnel',
        'stunnel-node_exporter.service': 'systemd',
      });
    },
  );

  test('on all addresses is told of that, and of nothing else', () => {
    const codes = findingsIn(partOf({}).files).map((line) => line.split(': ')[1]);
    expect(codes.map((line) => line?.split(' ')[1])).toEqual(['bind-all-interfaces']);
  });

  test('without a certificate, which another authority has to sign, comes without the file', () => {
    const setUp = setUpOf({ profile: ['stunnel'], certificates: ['request'] });
    const servers = { [targetOf(setUp).name]: { key: 'KEY', request: 'REQUEST' } };
    const { files } = stunnelPart(setUp, targetOf(setUp), { servers });
    expect(files.map(({ path }) => path)).toEqual([
      'stunnel-node_exporter.conf',
      'server.key',
      'stunnel-node_exporter.service',
    ]);
  });
});

function at(name: string, mode: string) {
  return { owner: 'root', group: 'root', path: `/etc/stunnel/node_exporter/${name}`, mode };
}
