import { describe, expect, test } from 'vitest';
import { withTunnel } from '../../../../server/src/core/generators/extend/stunnel';
import { generateSetUp } from '../../../../server/src/core/generators/setUp/generateSetUp';
import { stunnelPart } from '../../../../server/src/core/generators/setUp/network/stunnel';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
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

describe('the tunnel in a stunnel.conf that the user has', () => {
  const setUp: SetUp = { ...setUpOf({ profile: ['stunnel'], form: ['debian'] }), tunnel: 'extended' };
  const files = generateSetUp(setUp, credentialsFor(setUp));
  const text = (path: string) => String(files.find((file) => file.path === path)?.content);

  test('has its certificates in their places, and no configuration or unit of its own', () => {
    const part = stunnelPart(setUp, targetOf(setUp), credentialsFor(setUp));
    expect(part.files.map(({ path, place }) => [path, place?.path, place?.group, place?.mode])).toEqual([
      ['server.crt', '/etc/stunnel/node_exporter/server.crt', 'root', '0644'],
      ['server.key', '/etc/stunnel/node_exporter/server.key', 'stunnel4', '0440'],
      ['client-ca.crt', '/etc/stunnel/node_exporter/client-ca.crt', 'root', '0644'],
    ]);
    expect(part.units).toEqual([{ unit: 'stunnel4.service', by: 'restart' }]);
  });

  test('is what all files speak of', () => {
    for (const { path, content } of files) expect(`${path}: ${content}`).not.toContain('stunnel-node_exporter');
    const folder = `hosts/${targetOf(setUp).name}`;
    expect(text(`${folder}/deploy.sh`)).toContain('unit stunnel4.service restart');
    expect(text(`${folder}/verify.sh`)).toContain('running stunnel4.service');
    const readme = text('README.md');
    expect(readme).toContain('The service `[node_exporter]` is in the stunnel.conf that you named.');
    // What proves it comes after the file has been brought.
    expect(readme).not.toContain('sudo ./deploy.sh && sudo ./verify.sh target');
    expect(readme).toContain('systemctl restart stunnel4.service && cd node_exporter-files && sudo ./verify.sh target');
  });

  test('is one service for all machines, or a problem', () => {
    const many = (...hosts: readonly string[]) => withTunnel('', setUpOf({ profile: ['stunnel'], hosts }));
    expect(many('a.example.com', 'b.example.com')).toEqual({ changes: [expect.anything()] });
    expect(many('a.example.com', 'b.example.com,fd00::7')).toEqual({
      problem: expect.stringContaining('does not fit all machines'),
    });
    expect(withTunnel('what is this\n', setUp)).toEqual({ problem: expect.stringMatching(/^stunnel\.conf: .*line 1/) });
  });
});

function at(name: string, mode: string) {
  return { owner: 'root', group: 'root', path: `/etc/stunnel/node_exporter/${name}`, mode };
}
