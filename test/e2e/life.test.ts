import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Machine, until } from './support/machine';
import { type Operator, operatorOf } from './support/operator';
import { canRun, titled } from './support/scenario';
import { API_WITH_CERTIFICATE, ask, fillSet, type GeneratedSet, makeSet, untilUp } from './support/set';
import { createWorld, type World } from './support/world';

const FROM = ['--prometheus-address', '10.9.0.2', '--prometheus-address', 'fd00:9::2'];
const FIRST = ['mtls', ...FROM, '--prometheus-name', 'monitor.example.com'];
const SHOWN =
  '--cacert /etc/prometheus/node-ca.crt --cert /etc/prometheus/node-client.crt --key /etc/prometheus/node-client.key';
const URL = 'https://web-1.example.com:9100/metrics';

/** A release as its authors publish it, made from Debian's program, and a curl that gets it. */
const RELEASE = `name=node_exporter-1.5.0.linux-$(dpkg --print-architecture)
mkdir -p /root/release/$name && cd /root/release
cp /usr/bin/prometheus-node-exporter $name/node_exporter
tar -czf $name.tar.gz --owner=1001 $name && sha256sum $name.tar.gz >sha256sums.txt
cat >/usr/local/bin/curl <<'END'
#!/bin/sh
for word in "$@"; do
  case $word in https://github.com/prometheus/node_exporter/releases/download/v1.5.0/*) url=$word ;; esac
done
[ -n "\${url:-}" ] || exec /usr/bin/curl "$@"
while [ "$1" != --output ]; do shift; done
cp "/root/release/\${url##*/}" "$2"
END
chmod 0755 /usr/local/bin/curl`;

/** What the machine is like after it was off: nothing runs, and no rule is left. Then it starts what it starts. */
const RESTART = `systemctl isolate rescue.target
systemctl stop 'scrapeguard-*' node_exporter nftables
nft flush ruleset
systemctl start sysinit.target multi-user.target`;

describe.skipIf(!canRun)(titled('a set as its operator lives with it'), () => {
  let world: World;
  let operator: Operator;
  let first: GeneratedSet;
  let second: GeneratedSet;
  const config = () => join(first.folder, 'prometheus/prometheus.yml');

  beforeAll(async () => {
    first = makeSet(FIRST);
    world = await createWorld();
    operator = operatorOf(world);
    world.target.must(RELEASE);
  });
  afterAll(() => {
    operator?.stop();
    world?.stop();
    first?.remove();
    second?.remove();
  });

  it('comes up by the steps of its README, word by word, from installation to proof', async () => {
    const onTarget = operator.follow(first.folder, /The machine with the exporter/);
    expect(onTarget).toContain('install.sh: done');
    expect(onTarget).not.toContain('FAIL');
    expect(world.target.must('stat -c "%U %a" /usr/local/bin/node_exporter')).toBe('root 755\n');
    operator.follow(first.folder, /The machine of Prometheus/);
    await untilUp(world, 'node', API_WITH_CERTIFICATE);
    // Its last line is for a machine that may not scrape.
    world.elsewhere.put(join(first.folder, 'hosts'), '/root/hosts');
    const proof = operator.follow(first.folder, /Proof/, (commands) =>
      commands.replace(/^(hosts.* outside)$/m, "ssh elsewhere.example.com '$1'"),
    );
    expect(proof.match(/^PASS/gm)).toHaveLength(8);
    expect(proof).not.toContain('FAIL');
  });

  it('has its alerts loaded, and none of them cries on a machine that is well', async () => {
    const written = parse(readFileSync(join(first.folder, 'prometheus/node-alerts.yml'), 'utf8')).groups[0].rules;
    const wanted = written.map((rule: { alert: string }) => [rule.alert, 'ok', 'inactive']);
    // Before the first scrape there are no targets.
    await until(
      () => JSON.stringify(alertsOf(world.prometheus)) === JSON.stringify(wanted) || undefined,
      () => JSON.stringify(alertsOf(world.prometheus)),
      10,
    );
  });

  it('measures in its sandbox what root measures outside of it, and answers eight scrapes at once', () => {
    const { target, prometheus } = world;
    target.must(
      '(node_exporter --web.listen-address=127.0.0.1:9999 >/dev/null 2>&1 & echo $! >/run/root-run); sleep 1',
    );
    const asRoot = target.must('curl -sS http://127.0.0.1:9999/metrics; kill $(cat /run/root-run)');
    expect(seriesIn(prometheus.must(`curl -sS ${SHOWN} ${URL}`))).toEqual(seriesIn(asRoot));
    expect(target.must('journalctl --no-pager -u node_exporter')).not.toContain('not permitted');
    const eightTimes = `for i in 1 2 3 4 5 6 7 8; do curl -sS -o /dev/null -w '%{http_code} ' ${SHOWN} ${URL} & done; wait`;
    expect(prometheus.must(eightTimes).trim().split(' ')).toEqual(Array.from({ length: 8 }, () => '200'));
  });

  it('shares both machines with a second set, and does not go with it', async () => {
    const { target, prometheus } = world;
    second = makeSet([
      ...['basic-auth', '--exporter', 'prometheus', '--form', 'debian', '--port', '9095', '--job', 'other', ...FROM],
      ...['--prometheus-config', config()],
    ]);
    expect(operator.follow(second.folder, /The machine with the exporter/)).not.toContain('FAIL');
    prometheus.put(join(second.folder, 'prometheus'), '/root/second');
    prometheus.must('sh /root/second/deploy.sh');
    // The way that this operator brings a prometheus.yml to its machine.
    operator.follow(first.folder, /The machine of Prometheus/);
    await untilUp(world, 'other', API_WITH_CERTIFICATE);
    await untilUp(world, 'node', API_WITH_CERTIFICATE);
    prometheus.put(join(second.folder, 'hosts'), '/root/hosts');
    const verify = 'sh /root/hosts/web-1.example.com/verify.sh prometheus';
    expect(prometheus.run(verify).stdout).toContain('FAIL  Prometheus asks for TLS at its own interface');
    const access = ['ca', 'client.crt', 'client.key'].map((name) => `/etc/prometheus/node-${name}`);
    prometheus.must(`printf 'cacert = "%s.crt"\\ncert = "%s"\\nkey = "%s"\\n' ${access.join(' ')} >/root/access`);
    prometheus.must(`${verify} --prometheus https://localhost:9090 --access /root/access`);
    target.must('sh prometheus-files/rollback.sh');
    expect(tablesOf(target)).toEqual(['scrapeguard_9100']);
    expect(ask(prometheus, `${SHOWN} ${URL}`)).toBe('200');
  });

  it('outlives the end of a certificate: the same command, and the same steps', async () => {
    const { folder } = first;
    const openssl = (line: string) => execFileSync('sh', ['-c', `openssl ${line}`], { cwd: folder, stdio: 'pipe' });
    writeFileSync(join(folder, '../ext'), 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:web-1.example.com\n');
    openssl('req -new -key hosts/web-1.example.com/server.key -subj /CN=web-1.example.com -out ../old.csr');
    openssl(
      'x509 -req -in ../old.csr -CA pki/ca.crt -CAkey pki/ca.key -set_serial 7 -extfile ../ext -days -1 -out hosts/web-1.example.com/server.crt',
    );
    operator.follow(folder, /The machine with the exporter/);
    expect(world.prometheus.run(`curl -sS ${SHOWN} ${URL}`).stderr).toContain('certificate has expired');
    fillSet(folder, [...FIRST, '--replace']);
    operator.follow(folder, /The machine with the exporter/);
    expect(ask(world.prometheus, `${SHOWN} ${URL}`)).toBe('200');
    await untilUp(world, 'node', API_WITH_CERTIFICATE);
  });

  it('comes back with the machine, and with whatever loads rules over its own', async () => {
    const { target, prometheus, elsewhere } = world;
    target.must(RESTART);
    for (const loads of ['true', 'systemctl restart nftables', 'systemctl reload nftables']) {
      target.must(loads);
      await until(() => tablesOf(target).includes('scrapeguard_9100') || undefined, `no rules after: ${loads}`, 10);
    }
    expect(ask(prometheus, `${SHOWN} ${URL}`)).toBe('200');
    expect(ask(elsewhere, `--insecure ${URL}`)).toBe('shut');
  });
});

/** Name, health and state of each alert that Prometheus has loaded. */
function alertsOf(prometheus: Machine): readonly (readonly string[])[] {
  const { data } = JSON.parse(prometheus.must(`curl -sS ${API_WITH_CERTIFICATE}/api/v1/rules`));
  const rules: readonly { name: string; health: string; state: string }[] = data.groups[0].rules;
  return rules.map(({ name, health, state }) => [name, health, state]);
}

/** The names and labels of all series. */
function seriesIn(metrics: string): readonly string[] {
  const lines = metrics.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines.map((line) => line.slice(0, line.lastIndexOf(' '))))].sort();
}

/** The tables of nftables that are ours. */
function tablesOf(machine: Machine): readonly string[] {
  return [...machine.must('nft list tables').matchAll(/scrapeguard_\d+/g)].map(([name]) => name);
}
