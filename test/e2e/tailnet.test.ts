import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { askAll, untilUp } from './support/set';
import type { World } from './support/world';

const [TARGET, PROMETHEUS] = ['100.101.102.103', '100.101.102.104'];

/** A second cable between the two, under the name that Tailscale's interface has. */
function joinTailnet({ target, prometheus }: World): void {
  const link = `ip link add tailscale0 netns ${target.pid} type veth peer name tailscale0 netns ${prometheus.pid}`;
  expect(spawnSync('sh', ['-c', link]).status).toBe(0);
  target.must(`ip addr add ${TARGET}/10 dev tailscale0 && ip link set tailscale0 up`);
  prometheus.must(`ip addr add ${PROMETHEUS}/10 dev tailscale0 && ip link set tailscale0 up`);
  target.must('ufw allow 22/tcp');
  // Its daemon is not installed: the unit stands for it in the order of things.
  const unit = '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n';
  target.must(`printf '${unit}' > /etc/systemd/system/tailscaled.service && systemctl enable --now tailscaled.service`);
}

scenario('a tailnet with a firewall', { init: ['tailnet'], host: TARGET, prepare: joinTailnet }, (stage) => {
  it('lets Prometheus scrape', async () => {
    await untilUp(stage.world, 'node');
  });

  it('is open in the tailnet, and shut on every other interface', () => {
    const { prometheus, elsewhere } = stage.world;
    // Somebody on the local network who knows the address in the tailnet sends packets for it to the machine.
    elsewhere.must('ip route add 100.64.0.0/10 via 10.9.0.1');
    expect({
      ...askAll(prometheus, { tailnet: `http://${TARGET}:9100/metrics` }),
      ...askAll(elsewhere, {
        'the other address': 'http://10.9.0.1:9100/metrics',
        'the other address over IPv6': 'http://[fd00:9::1]:9100/metrics',
        'the address in the tailnet, from outside': `http://${TARGET}:9100/metrics`,
      }),
    }).toEqual({
      tailnet: '200',
      'the other address': 'shut',
      'the other address over IPv6': 'shut',
      'the address in the tailnet, from outside': 'shut',
    });
  });

  commonProofs(stage);
});
