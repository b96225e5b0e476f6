import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const { files, run } = useCli();

const QUICK = ['--key-bits', '2048', '--ca-bits', '3072', '--no-ca-passphrase'];
const WEB_1 = ['--host', 'web-1.example.com'];
const TUNNEL = `; Ours
setuid = stunnel4
setgid = stunnel4
pid = /run/stunnel4/stunnel.pid

[database]
  accept=127.0.0.1:5432
  connect=db.example.com:5433
`;
const ADDED = `
[node_exporter]
  accept=9100
  connect=127.0.0.1:9101
  cert=/etc/stunnel/node_exporter/server.crt
  key=/etc/stunnel/node_exporter/server.key
  CAfile=/etc/stunnel/node_exporter/client-ca.crt
  verifyChain=yes
  checkHost=prometheus
  sslVersionMin=TLSv1.2
  renegotiation=no
`;
const INTO_TUNNEL = ['init', 'stunnel', ...WEB_1, '--stunnel-config', 'stunnel.conf', '--out', 'set', ...QUICK];

describe('a stunnel.conf that is there', () => {
  it('gets the service, and the set has its certificates and no tunnel of its own', () => {
    const folder = files({ 'stunnel.conf': TUNNEL });
    const { status, stdout, stderr } = run(INTO_TUNNEL);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^extended +.*stunnel\.conf$/m);
    expect(readFileSync(join(folder, 'stunnel.conf'), 'utf8')).toBe(TUNNEL + ADDED);
    const host = join(folder, 'set/hosts/web-1.example.com');
    expect(existsSync(join(host, 'server.key'))).toBe(true);
    expect(existsSync(join(host, 'stunnel-node_exporter.conf'))).toBe(false);
    expect(existsSync(join(host, 'stunnel-node_exporter.service'))).toBe(false);
    expect(`${run(['check', 'set']).status}`).toBe('0');
  });

  it('gets nothing a second time', () => {
    const folder = files({ 'stunnel.conf': TUNNEL });
    run(INTO_TUNNEL);
    const { status, stdout } = run(INTO_TUNNEL);
    expect([status, stdout]).toEqual([0, expect.not.stringMatching(/^(new|replaced|extended)/m)]);
    expect(readFileSync(join(folder, 'stunnel.conf'), 'utf8')).toBe(TUNNEL + ADDED);
  });

  it('stays as it is where the prometheus.yml beside it cannot be extended, and the other way round', () => {
    const config = 'scrape_configs:\n  - job_name: other\n';
    const both = [...INTO_TUNNEL, '--prometheus-config', 'prometheus.yml'];
    for (const [tunnel, prometheus, told] of [
      [TUNNEL, config.replace('other', 'node'), /has a job "node" already/],
      [
        `${TUNNEL}[node_exporter]\naccept = 1\n`,
        config,
        /^scrapeguard: stunnel\.conf: A service \[node_exporter\] is there/,
      ],
    ] as const) {
      const folder = files({ 'stunnel.conf': tunnel, 'prometheus.yml': prometheus });
      const { status, stderr } = run(both);
      expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
      expect(stderr).toMatch(told);
      expect(readFileSync(join(folder, 'stunnel.conf'), 'utf8')).toBe(tunnel);
      expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toBe(prometheus);
    }
  });

  it('is extended beside a prometheus.yml in one run', () => {
    const folder = files({ 'stunnel.conf': TUNNEL, 'prometheus.yml': 'scrape_configs:\n  - job_name: other\n' });
    expect(run([...INTO_TUNNEL, '--prometheus-config', 'prometheus.yml']).status).toBe(0);
    expect(readFileSync(join(folder, 'stunnel.conf'), 'utf8')).toContain('[node_exporter]');
    expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toContain('job_name: node');
  });

  it('is for stunnel only', () => {
    files({ 'stunnel.conf': TUNNEL });
    const args = ['init', 'mtls', ...WEB_1, '--stunnel-config', 'stunnel.conf', '--out', 'set', ...QUICK];
    expect(run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('is for the profile stunnel') });
  });
});

describe('a prometheus.yml in an encoding of its own', () => {
  const CONFIG = 'global:\n  scrape_interval: 15s # Höhe\nscrape_configs:\n  - job_name: other\n';
  const ARGS = ['init', 'basic-auth', ...WEB_1, '--prometheus-config', 'prometheus.yml', '--out', 'set', ...QUICK];

  it('keeps its byte order mark and its line ends', () => {
    const folder = files({ 'prometheus.yml': `\uFEFF${CONFIG}`.replaceAll('\n', '\r\n') });
    expect(run(ARGS).status).toBe(0);
    const after = readFileSync(join(folder, 'prometheus.yml'), 'utf8');
    expect(after).toMatch(/^\uFEFFglobal:\r\n {2}scrape_interval: 15s # Höhe\r\n/);
    expect(after).toContain('job_name: node');
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(run(ARGS).status).toBe(0);
    expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toBe(after);
  });

  it('is refused where it is no UTF-8, which Prometheus does not read either', () => {
    const before = Buffer.from(CONFIG, 'latin1');
    const folder = files({ 'prometheus.yml': before });
    const { status, stderr } = run(ARGS);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
    expect(stderr).toMatch(/prometheus\.yml cannot be read: it is not valid UTF-8/);
    expect(readFileSync(join(folder, 'prometheus.yml'))).toEqual(before);
  });
});
