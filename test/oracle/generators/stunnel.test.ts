import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withService } from '../../../server/src/core/generators/extend/stunnel';
import { stunnelPart, stunnelService } from '../../../server/src/core/generators/setUp/network/stunnel';
import { applyChanges } from '../../../server/src/core/text/edit';
import { setUpOf, targetOf } from '../../unit/generators/net/net';
import { ask, freePort, listening, makePki, plain, type TestPki } from './network/tls';
import { commandOf, sandboxed } from './sandboxed';

const USER = 'stunnel4';
const isRoot = process.getuid?.() === 0;
const has = (program: string, ...args: readonly string[]) => spawnSync(program, args).error === undefined;
const canRun =
  isRoot && has('stunnel4', '-version') && has('openssl', 'version') && spawnSync('id', [USER]).status === 0;

describe.skipIf(!canRun)('the tunnel in front of an exporter [needs root: apt-get install stunnel4 openssl]', () => {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-stunnel-'));
  let pki: TestPki;
  let exporter: Server;
  let stunnel: ChildProcess;
  let log = '';
  let [port, innerPort] = [0, 0];

  beforeAll(async () => {
    chmodSync(home, 0o755);
    pki = makePki(join(home, 'pki'));
    [port, innerPort] = [await freePort(), await freePort()];
    exporter = createServer((_, answer) => answer.end('up 1\n')).listen(innerPort, '127.0.0.1');
    const setUp = setUpOf({
      profile: ['stunnel'],
      port: [String(port)],
      innerPort: [String(innerPort)],
      listenAddress: ['127.0.0.1'],
      stunnelFolder: [join(home, 'etc')],
    });
    const { files } = stunnelPart(setUp, targetOf(setUp), {
      authority: pki.authority,
      servers: { [targetOf(setUp).name]: pki.server },
    });
    for (const { content, place } of files) {
      if (place === undefined || !place.path.startsWith(home)) continue;
      mkdirSync(dirname(place.path), { recursive: true });
      writeFileSync(place.path, content);
      spawnSync('chown', [`${place.owner}:${place.group}`, place.path]);
      chmodSync(place.path, Number.parseInt(place.mode, 8));
    }
    const unit = String(files.find(({ path }) => path.endsWith('.service'))?.content);
    const [program = '', ...args] = sandboxed(unit, USER, commandOf(unit));
    stunnel = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [stunnel.stdout, stunnel.stderr]) stream?.on('data', (chunk) => (log += chunk));
    await listening(port, () => stunnel.exitCode !== null);
    log = '';
  });
  afterAll(() => {
    // It has taken another user, and so does not end with its parent.
    for (const pid of pids()) process.kill(pid, 'SIGKILL');
    exporter?.close();
    rmSync(home, { recursive: true });
  });

  /** Of stunnel itself, and not of what starts it. */
  const pids = () =>
    spawnSync('pgrep', ['-u', USER, '-f', `stunnel4 ${home}/`], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '')
      .map(Number);

  const url = () => `https://127.0.0.1:${port}/metrics`;

  test('started as its unit starts it, lets the certificate of Prometheus through', async () => {
    expect(await ask(url(), pki, { client: pki.prometheus }), log).toEqual({ status: 200, text: 'up 1\n' });
    expect(log).toContain('Certificate accepted at depth=0: CN=prometheus');
  });

  test.each<[string, keyof TestPki | undefined, string]>([
    ['another certificate of the same authority', 'other', 'CERT: Subject checks failed'],
    ['one for a server', 'wrongPurpose', 'CERT: Pre-verification error: unsuitable certificate purpose'],
    ['an expired one', 'expired', 'CERT: Pre-verification error: certificate has expired'],
    ['one of another authority', 'stranger', 'CERT: Pre-verification error'],
    ['none', undefined, 'peer did not return a certificate'],
  ])('lets nobody through with %s, and says why', async (_name, who, reason) => {
    log = '';
    const client = who === undefined ? {} : { client: pki[who] as TestPki['other'] };
    const { status } = await ask(url(), pki, client);
    expect(status, log).toBeUndefined();
    await expect.poll(() => log).toContain(reason);
  });

  test('answers nobody who speaks no TLS', async () => {
    expect((await plain(port)).status).toBeUndefined();
  });

  test('reads its certificate and its configuration again when its unit is reloaded', async () => {
    log = '';
    for (const pid of pids()) process.kill(pid, 'SIGHUP');
    await expect.poll(() => log).toContain('Configuration successful');
    expect((await ask(url(), pki, { client: pki.prometheus })).status).toBe(200);
  });
});

describe.skipIf(!canRun)('a service added to a stunnel.conf [needs root: apt-get install stunnel4 openssl]', () => {
  test('is taken by stunnel beside the one that is there', async () => {
    const home = mkdtempSync(join(tmpdir(), 'scrapeguard-stunnel-'));
    try {
      const { authority, server } = makePki(join(home, 'pki'));
      const [first, second] = [await freePort(), await freePort()];
      const setUp = setUpOf({
        profile: ['stunnel'],
        port: [String(second)],
        listenAddress: ['127.0.0.1'],
        stunnelFolder: [join(home, 'etc')],
      });
      const folder = join(home, 'etc/node_exporter');
      mkdirSync(folder, { recursive: true });
      for (const [name, text] of [
        ['server.crt', server.certificate],
        ['server.key', server.key],
        ['client-ca.crt', authority],
      ] as const)
        writeFileSync(join(folder, name), text, { mode: 0o600 });
      const there = `; Ours\nforeground=yes\npid=\nclient=yes\n\n[database]\n  accept=127.0.0.1:${first}\n  connect=127.0.0.1:5432\n`;
      const extension = withService(there, stunnelService(setUp, targetOf(setUp)));
      const text = applyChanges(there, 'changes' in extension ? extension.changes : []);
      writeFileSync(join(home, 'stunnel.conf'), text);
      const stunnel = spawn('stunnel4', [join(home, 'stunnel.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
      let log = '';
      stunnel.stderr.on('data', (chunk) => (log += chunk));
      await expect.poll(() => log, { timeout: 10_000 }).toContain('Configuration successful');
      await listening(second, () => stunnel.exitCode !== null);
      stunnel.kill('SIGKILL');
      expect(log).not.toContain('[!]');
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

const hasAnalyze = has('systemd-analyze', '--version') && has('stunnel4', '-version');
describe.skipIf(!hasAnalyze)('the unit of the tunnel [needs systemd-analyze: apt-get install systemd stunnel4]', () => {
  test.each([9100, 443])('at port %d is accepted, and may do little: at most 2.0', (port) => {
    const setUp = setUpOf({ profile: ['stunnel'], port: [String(port)] });
    const unit = stunnelPart(setUp, targetOf(setUp), { servers: {} }).files.find(({ path }) =>
      path.endsWith('.service'),
    );
    const script =
      'cd "$(mktemp -d)" && cat >u.service && systemd-analyze verify ./u.service && systemd-analyze security --offline=true --threshold=20 --no-pager ./u.service; status=$?; rm -r "$PWD"; exit $status';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      input: String(unit?.content),
      encoding: 'utf8',
    });
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  });
});
