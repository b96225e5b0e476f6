import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { untilUp } from './support/set';
import { tunnelDoors } from './support/tunnelDoors';

// Without a firewall: what is shut here is shut by stunnel and by where the exporter listens.
scenario('stunnel in front of the exporter', { init: ['stunnel'] }, (stage) => {
  it('lets Prometheus scrape', async () => {
    await untilUp(stage.world, 'node');
  });

  tunnelDoors(stage);

  it('logs who came and who was refused', () => {
    const log = stage.world.target.must('journalctl --no-pager -u stunnel-node_exporter');
    for (const text of [
      'Certificate accepted at depth=0',
      'CERT: Subject checks failed',
      'peer did not return a certificate',
    ]) {
      expect(log).toContain(text);
    }
  });

  commonProofs(stage);
});
