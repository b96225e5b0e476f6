import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import bcrypt from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proxyPart } from '../../../server/src/core/generators/setUp/network/nginx';
import { setUpOf, targetOf } from '../../unit/generators/net/net';
import { ask, freePort, listening, makePki, plain, type TestPki } from './network/tls';

const has = (program: string, ...args: readonly string[]) => spawnSync(program, args).error === undefined;
const isRoot = process.getuid?.() === 0;
const canRun = isRoot && has('nginx', '-v') && has('openssl', 'version') && spawnSync('id', ['www-data']).status === 0;
const PASSWORD = 'correct-horse';

interface Proxy {
  readonly port: number;
  readonly pki: TestPki;
  readonly seen: string[];
  readonly accessLog: () => string;
  readonly stop: () => Promise<void>;
}

/** nginx with the site of a set-up that asks for `auth`, in front of something that listens as an exporter does. */
async function startProxy(auth: 'password' | 'certificate' | 'both'): Promise<Proxy> {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-nginx-'));
  chmodSync(home, 0o755);
  const pki = makePki(join(home, 'pki'));
  const [port, innerPort] = [await freePort(), await freePort()];
  const seen: string[] = [];
  const exporter: Server = createServer((request, answer) => {
    seen.push(request.url ?? '');
    answer.end('up 1\n');
  }).listen(innerPort, '127.0.0.1');
  const setUp = setUpOf({
    profile: ['reverse-proxy'],
    auth: [auth],
    port: [String(port)],
    innerPort: [String(innerPort)],
    nginxFolder: [join(home, 'etc')],
  });
  const { files } = proxyPart(setUp, targetOf(setUp), {
    authority: pki.authority,
    servers: { [targetOf(setUp).name]: pki.server },
    login: { user: 'prometheus', password: PASSWORD, hash: bcrypt.hashSync(PASSWORD, 4).replace(/^\$2[ab]/, '$2b') },
  });
  for (const { content, place } of files) {
    if (place === undefined || !place.path.startsWith(home)) continue;
    mkdirSync(dirname(place.path), { recursive: true });
    writeFileSync(place.path, content);
    spawnSync('chown', [`${place.owner}:${place.group}`, place.path]);
    chmodSync(place.path, Number.parseInt(place.mode, 8));
  }
  mkdirSync(join(home, 'etc/sites-enabled'));
  symlinkSync('../sites-available/node_exporter.conf', join(home, 'etc/sites-enabled/node_exporter.conf'));
  mkdirSync(join(home, 'logs'));
  writeFileSync(
    join(home, 'nginx.conf'),
    `daemon off;\nuser www-data;\nworker_processes 1;\npid ${home}/pid;\nerror_log ${home}/error.log;\nevents {}\nhttp {\n  include ${home}/etc/sites-enabled/*;\n}\n`,
  );
  // In a mount namespace of its own, so that the folder of logs is not the machine's.
  const script = `mkdir -p "$1/logs/node_exporter" && mount --bind "$1/logs" /var/log/nginx && nginx -t -q -c "$1/nginx.conf" && exec nginx -c "$1/nginx.conf"`;
  const nginx: ChildProcess = spawn('unshare', ['--mount', 'sh', '-euc', script, 'sh', home], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let says = '';
  nginx.stderr?.on('data', (chunk) => (says += chunk));
  await listening(port, () => nginx.exitCode !== null);
  if (nginx.exitCode !== null) throw new Error(says);
  return {
    port,
    pki,
    seen,
    accessLog: () => readFileSync(join(home, 'logs/node_exporter/access.log'), 'utf8'),
    stop: async () => {
      exporter.close();
      const isOver = new Promise((resolve) => nginx.once('exit', resolve));
      nginx.kill('SIGTERM');
      await isOver;
      rmSync(home, { recursive: true });
    },
  };
}

const basic = (password: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`prometheus:${password}`).toString('base64')}` },
});

describe.skipIf(!canRun)('the site of nginx [needs root: apt-get install nginx-light openssl]', () => {
  describe.each(['password', 'certificate', 'both'] as const)('that asks for %s', (auth) => {
    let proxy: Proxy;
    const [asksPassword, asksCertificate] = [auth !== 'certificate', auth !== 'password'];
    const right = () => ({
      ...(asksPassword ? basic(PASSWORD) : {}),
      ...(asksCertificate ? { client: proxy.pki.prometheus } : {}),
    });
    const url = (path: string) => `https://127.0.0.1:${proxy.port}${path}`;

    beforeAll(async () => {
      proxy = await startProxy(auth);
    });
    afterAll(async () => {
      await proxy?.stop();
    });

    test('passes the metrics on to Prometheus', async () => {
      expect(await ask(url('/metrics'), proxy.pki, right())).toEqual({ status: 200, text: 'up 1\n' });
    });

    test.each(['/', '/debug/pprof/', '/metrics/', '/metrics/../debug/pprof/', '/-/reload'])(
      'passes nothing else on: %s',
      async (path) => {
        proxy.seen.length = 0;
        expect((await ask(url(path), proxy.pki, right())).status).toBe(404);
        expect(proxy.seen).toEqual([]);
      },
    );

    test.each(['POST', 'PUT', 'DELETE'])('passes no %s on', async (method) => {
      proxy.seen.length = 0;
      expect((await ask(url('/metrics'), proxy.pki, { ...right(), method })).status).toBe(403);
      expect(proxy.seen).toEqual([]);
    });

    if (asksPassword)
      test('refuses a wrong password and none, and writes it down', async () => {
        const who = right();
        const { headers: _, ...without } = { headers: undefined, ...who };
        expect((await ask(url('/metrics'), proxy.pki, { ...who, ...basic('wrong') })).status).toBe(401);
        expect((await ask(url('/metrics'), proxy.pki, without)).status).toBe(401);
        await expect.poll(() => proxy.accessLog().match(/" 401 /g)?.length).toBe(2);
      });

    if (asksCertificate)
      test('refuses every other certificate and none, and writes it down', async () => {
        const { other, wrongPurpose, expired, stranger } = proxy.pki;
        const password = asksPassword ? basic(PASSWORD) : {};
        expect((await ask(url('/metrics'), proxy.pki, { ...password, client: other })).status).toBe(403);
        for (const client of [wrongPurpose, expired, stranger]) {
          expect((await ask(url('/metrics'), proxy.pki, { ...password, client })).status).toBe(400);
        }
        expect((await ask(url('/metrics'), proxy.pki, password)).status).toBe(400);
        await expect.poll(() => proxy.accessLog().match(/" 40[03] /g)?.length).toBeGreaterThanOrEqual(5);
      });

    test('answers nobody who speaks no TLS', async () => {
      proxy.seen.length = 0;
      expect((await plain(proxy.port)).status).toBe(400);
      expect(proxy.seen).toEqual([]);
    });
  });
});
