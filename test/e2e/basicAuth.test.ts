import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { askAll, SET, untilUp } from './support/set';

const URL = 'https://web-1.example.com:9100/metrics';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
const RIGHT = `-u "prometheus:$(cat ${SET}/node.password)"`;

scenario(
  'a password over TLS, with the Debian package, behind iptables',
  { init: ['basic-auth', '--form', 'debian', '--firewall', 'iptables', '--prometheus-address', '10.9.0.2'] },
  (stage) => {
    it('lets Prometheus scrape', async () => {
      await untilUp(stage.world, 'node');
    });

    it('lets in whoever knows the password, and nobody else', () => {
      expect(
        askAll(stage.world.prometheus, {
          'the password': `${AUTHORITY} ${RIGHT} ${URL}`,
          'a wrong one': `${AUTHORITY} -u prometheus:wrong ${URL}`,
          'another user': `${AUTHORITY} -u "root:$(cat ${SET}/node.password)" ${URL}`,
          'no password': `${AUTHORITY} ${URL}`,
          'the password over plain HTTP': `${RIGHT} http://web-1.example.com:9100/metrics`,
          'the profiler without password': `${AUTHORITY} https://web-1.example.com:9100/debug/pprof/`,
        }),
      ).toEqual({
        'the password': '200',
        'a wrong one': '401',
        'another user': '401',
        'no password': '401',
        'the password over plain HTTP': '400',
        'the profiler without password': '401',
      });
    });

    it('is shut for every other machine, even with the password', () => {
      const request = `${AUTHORITY} ${RIGHT} ${URL}`;
      const answers = askAll(stage.world.elsewhere, { v4: `-4 ${request}`, v6: `-6 ${request}` });
      expect(answers).toEqual({ v4: 'shut', v6: 'shut' });
    });

    commonProofs(stage);
  },
);
