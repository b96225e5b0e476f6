import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { SET, untilUp } from './support/set';
import { OURS, tunnelDoors, URL } from './support/tunnelDoors';

const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-tunnel-'));
const config = join(folder, 'stunnel.conf');
// As Debian's package wants it, with a service that somebody has there already.
writeFileSync(
  config,
  `; Ours
setuid = stunnel4
setgid = stunnel4
pid = /run/stunnel4/tunnels.pid

[database]
accept = 127.0.0.1:15432
connect = 127.0.0.1:5432
cert = /etc/stunnel/node_exporter/server.crt
key = /etc/stunnel/node_exporter/server.key
`,
);
afterAll(() => rmSync(folder, { recursive: true }));

scenario('a service in a stunnel.conf that is there', { init: ['stunnel', '--stunnel-config', config] }, (stage) => {
  it('runs once the file has been brought, and lets Prometheus scrape', async () => {
    const { target } = stage.world;
    target.put(folder, '/root/tunnel');
    target.must('install -m 0644 /root/tunnel/stunnel.conf /etc/stunnel/stunnel.conf');
    target.must('systemctl restart stunnel4.service');
    await untilUp(stage.world, 'node');
  });

  tunnelDoors(stage);

  it('is found again by its file with the pid: a restart leaves one process', () => {
    const { target } = stage.world;
    const before = target.must('pgrep -x stunnel4');
    target.must('systemctl restart stunnel4.service && sleep 1');
    const after = target.must('pgrep -x stunnel4');
    expect([after === before, after.trim().split('\n').length]).toEqual([false, 1]);
    expect(stage.world.elsewhere.run(`curl -s --max-time 4 ${OURS} ${URL}`).stdout).toContain(
      'node_exporter_build_info',
    );
  });

  it('logs who came and who was refused', () => {
    const log = stage.world.target.must('journalctl --no-pager -u stunnel4');
    expect(log).toContain('Certificate accepted at depth=0');
    expect(log).toContain('CERT: Subject checks failed');
  });

  commonProofs(stage, ({ world: { target } }) => {
    const refused = target.run(`sh ${SET}/rollback.sh`);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('take [node_exporter] out of it first'),
    ]);
    target.must('test -f /etc/stunnel/node_exporter/server.key && rm /etc/stunnel/stunnel.conf');
  });
});
