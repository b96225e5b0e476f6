import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { askAll, SET, untilUp, wrong } from './support/set';

const URL = 'https://web-1.example.com:9100/metrics';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
const OURS = `${AUTHORITY} --cert ${SET}/node-client.crt --key ${SET}/node-client.key`;

// Without a firewall: what is shut here is shut by stunnel and by where the exporter listens.
scenario('stunnel in front of the exporter', { init: ['stunnel'] }, (stage) => {
  it('lets Prometheus scrape', async () => {
    await untilUp(stage.world, 'node');
  });

  it('lets in whoever has the certificate of Prometheus, and nobody else', () => {
    expect(
      askAll(stage.world.elsewhere, {
        'the certificate of Prometheus': `${OURS} ${URL}`,
        'no certificate': `${AUTHORITY} ${URL}`,
        'one of another authority': `${AUTHORITY} ${wrong('stranger')} ${URL}`,
        'an expired one': `${AUTHORITY} ${wrong('expired')} ${URL}`,
        'another one of the authority': `${AUTHORITY} ${wrong('other')} ${URL}`,
        'that of an exporter': `${AUTHORITY} ${wrong('server')} ${URL}`,
        'plain HTTP': 'http://web-1.example.com:9100/metrics',
        "the exporter's own port": 'http://web-1.example.com:9101/metrics',
      }),
    ).toEqual({
      'the certificate of Prometheus': '200',
      'no certificate': 'shut',
      'one of another authority': 'shut',
      'an expired one': 'shut',
      'another one of the authority': 'shut',
      'that of an exporter': 'shut',
      'plain HTTP': 'shut',
      "the exporter's own port": 'shut',
    });
  });

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
