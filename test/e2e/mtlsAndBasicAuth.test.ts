import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { askAll, SET, untilUp, wrong } from './support/set';

const URL = 'https://web-1.example.com:9100/metrics';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
const CERTIFICATE = `--cert ${SET}/node-client.crt --key ${SET}/node-client.key`;
const PASSWORD = `-u "prometheus:$(cat ${SET}/node.password)"`;
const API = `--cacert ${SET}/node-ca.crt -u "admin:$(cat ${SET}/prometheus-web.password)" https://localhost:9090`;

scenario(
  'a certificate and a password, behind ufw, with users at the interface of Prometheus',
  {
    init: ['mtls+basic-auth', '--firewall', 'ufw', '--prometheus-address', '10.9.0.2', '--prometheus-web', 'password'],
    prepare: ({ target }) => target.must('ufw allow OpenSSH >/dev/null; ufw allow 22/tcp && ufw --force enable'),
  },
  (stage) => {
    it('lets Prometheus scrape', async () => {
      await untilUp(stage.world, 'node', API);
      await untilUp(stage.world, 'prometheus', API);
    });

    it('lets in whoever has both, and nobody with one of the two', () => {
      expect(
        askAll(stage.world.prometheus, {
          both: `${AUTHORITY} ${CERTIFICATE} ${PASSWORD} ${URL}`,
          'the certificate alone': `${AUTHORITY} ${CERTIFICATE} ${URL}`,
          'the certificate and a wrong password': `${AUTHORITY} ${CERTIFICATE} -u prometheus:wrong ${URL}`,
          'the password alone': `${AUTHORITY} ${PASSWORD} ${URL}`,
          'the password and a certificate of another authority': `${AUTHORITY} ${wrong('stranger')} ${PASSWORD} ${URL}`,
        }),
      ).toEqual({
        both: '200',
        'the certificate alone': '401',
        'the certificate and a wrong password': '401',
        'the password alone': 'shut',
        'the password and a certificate of another authority': 'shut',
      });
    });

    it('is shut for every other machine', () => {
      const request = `${AUTHORITY} ${CERTIFICATE} ${PASSWORD} ${URL}`;
      const answers = askAll(stage.world.elsewhere, { v4: `-4 ${request}`, v6: `-6 ${request}` });
      expect(answers).toEqual({ v4: 'shut', v6: 'shut' });
    });

    commonProofs(stage);
  },
);
