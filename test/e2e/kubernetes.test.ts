import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { wrongCertificates } from './support/certificates';
import { canRun, titled } from './support/scenario';
import { askAll, deployTarget, type GeneratedSet, makeSet, untilUp, WRONG, wrong } from './support/set';
import { createWorld, type World } from './support/world';

/** Where the operator mounts what the Helm values name. */
const MOUNTED = '/etc/prometheus/secrets/node-scraping';
const URL = 'https://web-1.example.com:9100/metrics';
const OURS = `--cacert ${MOUNTED}/ca.crt --cert ${MOUNTED}/client.crt --key ${MOUNTED}/client.key -u "prometheus:$(cat ${MOUNTED}/password)"`;

/** Does what the cluster does: mounts the Secret as files, and puts the additional jobs into the configuration. */
function mount({ prometheus }: World, { folder }: GeneratedSet): void {
  const secret: { data: Record<string, string> } = parse(readFileSync(join(folder, 'kubernetes/secret.yml'), 'utf8'));
  const values = parse(readFileSync(join(folder, 'kubernetes/values.yml'), 'utf8'));
  prometheus.must(`mkdir -p ${MOUNTED}`);
  for (const [key, text] of Object.entries(secret.data)) {
    prometheus.must(`echo '${text}' | base64 -d > ${MOUNTED}/${key}`);
  }
  const { secrets, additionalScrapeConfigs } = values.prometheus.prometheusSpec;
  expect(secrets).toEqual(['node-scraping']);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, JSON.stringify({ scrape_configs: additionalScrapeConfigs }));
  prometheus.put(folder, '/root/cluster');
  prometheus.must('cp /root/cluster/prometheus.yml /etc/prometheus/prometheus.yml');
  prometheus.must('chgrp -R prometheus /etc/prometheus && chmod -R g+rX /etc/prometheus');
  prometheus.must('promtool check config /etc/prometheus/prometheus.yml && systemctl start prometheus');
}

describe.skipIf(!canRun)(titled('a cluster that reaches out to an exporter, behind nftables'), () => {
  let world: World;
  let set: GeneratedSet;
  beforeAll(async () => {
    set = makeSet(
      [
        'kubernetes',
        '--auth',
        'both',
        '--kubernetes-form',
        'helm-values',
        '--prometheus-address',
        '10.9.0.0/31',
      ].concat(['--prometheus-address', '10.9.0.2']),
    );
    world = await createWorld();
    deployTarget(world, set);
    mount(world, set);
    const certificates = wrongCertificates(set.folder, join(set.folder, 'pki'));
    for (const machine of [world.prometheus, world.elsewhere]) machine.put(certificates.folder, WRONG);
  });
  afterAll(() => {
    world?.stop();
    set?.remove();
  });

  it('lets Prometheus scrape with what the Secret holds', async () => {
    await untilUp(world, 'node');
  });

  it('lets in whoever has both, from the addresses of the cluster', () => {
    expect({
      ...askAll(world.prometheus, {
        both: `${OURS} ${URL}`,
        'the password alone': `--cacert ${MOUNTED}/ca.crt -u "prometheus:$(cat ${MOUNTED}/password)" ${URL}`,
        'the password and a certificate of another authority': `--cacert ${MOUNTED}/ca.crt ${wrong('stranger')} ${URL}`,
      }),
      ...askAll(world.elsewhere, { 'from elsewhere': `-k ${URL}` }),
    }).toEqual({
      both: '200',
      'the password alone': 'shut',
      'the password and a certificate of another authority': 'shut',
      'from elsewhere': 'shut',
    });
  });

  it('is found good by its own verify.sh on the target and from outside', () => {
    world.elsewhere.put(join(set.folder, 'hosts/web-1.example.com'), '/root/host');
    expect(world.target.must('sh /root/set/verify.sh target')).not.toContain('FAIL');
    expect(world.elsewhere.must('sh /root/host/verify.sh outside')).not.toContain('FAIL');
  });
});
