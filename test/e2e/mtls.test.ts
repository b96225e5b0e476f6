import { expect, it } from 'vitest';
import { commonProofs } from './support/proofs';
import { scenario } from './support/scenario';
import { API_WITH_CERTIFICATE, askAll, SET, untilUp, wrong } from './support/set';

const URL = 'https://web-1.example.com:9100/metrics';
const AUTHORITY = `--cacert ${SET}/node-ca.crt`;
const OURS = `${AUTHORITY} --cert ${SET}/node-client.crt --key ${SET}/node-client.key`;

scenario(
  'mutual TLS with a unit of its own, behind nftables',
  {
    init: [
      'mtls',
      ...['--prometheus-address', '10.9.0.2', '--prometheus-address', 'fd00:9::2'],
      ...['--prometheus-name', 'monitor.example.com'],
    ],
  },
  (stage) => {
    it('lets Prometheus scrape', async () => {
      await untilUp(stage.world, 'node', API_WITH_CERTIFICATE);
      await untilUp(stage.world, 'prometheus', API_WITH_CERTIFICATE);
    });

    it('lets in whoever has the certificate of Prometheus, and nobody else', () => {
      expect(
        askAll(stage.world.prometheus, {
          'the certificate of Prometheus': `${OURS} ${URL}`,
          'the same over IPv6': `-6 ${OURS} ${URL}`,
          'no certificate': `${AUTHORITY} ${URL}`,
          'one of another authority': `${AUTHORITY} ${wrong('stranger')} ${URL}`,
          'an expired one': `${AUTHORITY} ${wrong('expired')} ${URL}`,
          'that of an exporter': `${AUTHORITY} ${wrong('server')} ${URL}`,
          'plain HTTP': 'http://web-1.example.com:9100/metrics',
        }),
      ).toEqual({
        'the certificate of Prometheus': '200',
        'the same over IPv6': '200',
        'no certificate': 'shut',
        'one of another authority': 'shut',
        'an expired one': 'shut',
        'that of an exporter': 'shut',
        'plain HTTP': '400',
      });
    });

    it('is shut for every other machine, even with the right certificate', () => {
      const answers = askAll(stage.world.elsewhere, { v4: `-4 ${OURS} ${URL}`, v6: `-6 ${OURS} ${URL}` });
      expect(answers).toEqual({ v4: 'shut', v6: 'shut' });
    });

    it("opens Prometheus' own interface to the browser's certificate only", () => {
      const interface_ = 'https://monitor.example.com:9090/-/healthy';
      expect(
        askAll(stage.world.elsewhere, {
          browser: `${AUTHORITY} --cert-type P12 --cert "${SET}/browser.p12:$(cat /root/pki/browser.passphrase)" ${interface_}`,
          nobody: `${AUTHORITY} ${interface_}`,
          stranger: `${AUTHORITY} ${wrong('stranger')} ${interface_}`,
          plain: 'http://monitor.example.com:9090/-/healthy',
        }),
      ).toEqual({ browser: '200', nobody: 'shut', stranger: 'shut', plain: '400' });
    });

    commonProofs(stage);
  },
);
