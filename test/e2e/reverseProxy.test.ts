import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { askAll, SET, untilUp } from './support/set';

const SITE = 'https://web-1.example.com:9443';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
const RIGHT = `-u "prometheus:$(cat ${SET}/node.password)"`;

scenario(
  'nginx in front of the exporter',
  { init: ['reverse-proxy'], prepare: ({ target }) => target.must('rm -f /etc/nginx/sites-enabled/default') },
  (stage) => {
    it('lets Prometheus scrape', async () => {
      await untilUp(stage.world, 'node');
    });

    it('passes on /metrics to whoever knows the password, and nothing else', () => {
      expect(
        askAll(stage.world.elsewhere, {
          'the password': `${AUTHORITY} ${RIGHT} ${SITE}/metrics`,
          'a wrong one': `${AUTHORITY} -u prometheus:wrong ${SITE}/metrics`,
          'no password': `${AUTHORITY} ${SITE}/metrics`,
          'another path': `${AUTHORITY} ${RIGHT} ${SITE}/`,
          'the profiler': `${AUTHORITY} ${RIGHT} ${SITE}/debug/pprof/`,
          'another method': `${AUTHORITY} ${RIGHT} -X POST ${SITE}/metrics`,
          'plain HTTP': 'http://web-1.example.com:9443/metrics',
          "the exporter's own port": 'http://web-1.example.com:9100/metrics',
        }),
      ).toEqual({
        'the password': '200',
        'a wrong one': '401',
        'no password': '401',
        'another path': '404',
        'the profiler': '404',
        'another method': '403',
        'plain HTTP': '400',
        "the exporter's own port": 'shut',
      });
    });

    it('records refused scrapes in a log of its own', () => {
      expect(stage.world.target.must('cat /var/log/nginx/node_exporter/access.log')).toMatch(
        /^(10\.9\.0\.3|fd00:9::3) .* 401 /m,
      );
    });

    commonProofs(stage);
  },
);
