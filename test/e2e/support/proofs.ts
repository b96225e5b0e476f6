import { expect, it } from 'vitest';
import type { Stage } from './scenario';
import { SET } from './set';

/**
 * What every set has to show besides its doors: its own proof agrees, it can be deployed twice, and taken back.
 * @param first what somebody has to do by hand before it is taken back
 */
export function commonProofs(stage: Stage, first: (stage: Stage) => void = () => undefined): void {
  it('is found good by its own verify.sh, from all three places', () => {
    const { target, prometheus, elsewhere } = stage.world;
    const folder = `${SET}/hosts`;
    prometheus.must(`mkdir -p ${folder}`);
    const runs = {
      target: target.run(`sh ${SET}/verify.sh target`),
      prometheus: prometheus.run('sh /root/host/verify.sh prometheus'),
      outside: elsewhere.run('sh /root/host/verify.sh outside'),
    };
    for (const [place, { status, stdout, stderr }] of Object.entries(runs)) {
      expect(`${place}: ${status}\n${stdout}${stderr}`).toMatch(/^\w+: 0\n/);
      expect(stdout).not.toContain('FAIL');
      expect(stdout).toContain('PASS');
    }
  });

  it('changes nothing when it is deployed a second time', () => {
    for (const machine of [stage.world.target, stage.world.prometheus]) {
      expect(machine.must(`sh ${SET}/deploy.sh`)).toBe('deploy.sh: done\n');
    }
  });

  it('is taken back by rollback.sh', () => {
    const { target } = stage.world;
    first(stage);
    target.must(`sh ${SET}/rollback.sh`);
    const left = target.run('ls /etc/systemd/system /etc/nftables.d /etc/node_exporter 2>/dev/null').stdout;
    expect(left).not.toMatch(/node_exporter|scrapeguard|web-config|server\.key/);
    expect(target.run('nft list ruleset; iptables-save; ip6tables-save').stdout).not.toMatch(/scrapeguard|9100/i);
  });
}
