import { expect, it } from 'vitest';
import type { Stage } from './scenario';
import { askAll, SET, wrong } from './set';

/** What is scraped through the tunnel. */
export const URL = 'https://web-1.example.com:9100/metrics';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
/** Arguments of curl for what Prometheus shows. */
export const OURS = `${AUTHORITY} --cert ${SET}/node-client.crt --key ${SET}/node-client.key`;

/** What a tunnel has to show, in whichever stunnel.conf it stands: one door is open, and all others are shut. */
export function tunnelDoors(stage: Stage): void {
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
}
