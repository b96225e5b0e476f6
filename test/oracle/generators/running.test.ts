import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { exporter, setUp } from '../../unit/generators/running/fixtures';
import { machineOf } from './machineFolder';
import { commandOf, PYTHON, sandboxed } from './sandboxed';

const started: ChildProcess[] = [];
afterEach(() => {
  started.splice(0).forEach(end);
});

/** Ends the whole group: what changed its user outlives the program that started it. */
function end({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** What the program answers on its metrics path, once `has` is in it; fails with what it says where it ends. */
async function metricsOf(command: readonly string[], port: number, has = ''): Promise<string> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += String(data)));
  for (const last = Date.now() + 20_000; Date.now() < last && child.exitCode === null; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
    if (answer !== undefined) {
      expect(answer.status).toBe(200);
      const text = await answer.text();
      if (text.includes(has)) {
        end(child);
        return text;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not answer:\n${said}`);
}

/** The text of the unit of the set-up, and what it starts, with the program that is here. */
function unitOf(one: SetUp): { readonly unit: string; readonly command: readonly string[] } {
  const files = machineOf(one).parts.flatMap((part) => part.files);
  const unit = String(files.find(({ path }) => path.endsWith('.service'))?.content);
  const [, ...flags] = commandOf(unit);
  return { unit, command: [one.exporter.debian?.binary ?? '', ...flags] };
}

/** The samples that are there at each scrape, without their values and what Go says of itself. */
function seriesOf(metrics: string): readonly string[] {
  const lines = metrics.split('\n').filter((line) => /^(node|blackbox)_/.test(line));
  return lines.map((line) => line.replace(/ \S+$/, '')).sort();
}

/** Which collectors of node_exporter found what they look for. */
const successes = (metrics: string) =>
  metrics.split('\n').filter((line) => line.startsWith('node_scrape_collector_success'));

async function behindProxy(some: Partial<SetUp> = {}): Promise<SetUp> {
  const version = (some.exporter ?? exporter('node')).debian?.version ?? '';
  return setUp({ profile: 'stunnel', innerPort: await freePort(), version, ...some });
}

const hasNode = existsSync('/usr/bin/prometheus-node-exporter');
describe.skipIf(!hasNode)('node_exporter [needs it: apt-get install prometheus-node-exporter]', () => {
  test.each(['all', 'without-sensitive', 'minimal'] as const)(
    'takes the flags of the unit with collectors %s, and answers',
    async (collectors) => {
      const one = await behindProxy({ collectors });
      const metrics = await metricsOf(unitOf(one).command, one.innerPort);
      expect(metrics).toContain('\nnode_filesystem_avail_bytes{');
      expect(metrics).toContain('\nnode_memory_MemAvailable_bytes ');
      expect(metrics.includes('\nnode_uname_info')).toBe(collectors === 'all');
      expect(successes(metrics).length > 20).toBe(collectors !== 'minimal');
    },
  );

  test("takes the arguments of Debian's file", async () => {
    const one = await behindProxy({ form: 'debian', collectors: 'without-sensitive' });
    const [file] = machineOf(one).parts.flatMap((part) => part.files);
    const command = `${file?.content}\nexec /usr/bin/prometheus-node-exporter $ARGS`;
    const metrics = await metricsOf(['sh', '-c', command], one.innerPort);
    expect(metrics).toContain('\nnode_textfile_scrape_error 0\n');
    expect(metrics).not.toContain('\nnode_systemd_');
  });
});

const USER = 'prometheus';
const [needed, program, library] = [
  ['unshare', '--mount', 'true'],
  [PYTHON, '-c', 'import ctypes; ctypes.CDLL("libseccomp.so.2")'],
  ['id', USER],
].map(([name = '', ...args]) => spawnSync(name, args).status === 0);
const canFilter = needed && program && library && spawnSync('systemd-analyze', ['--version']).status === 0;
describe.skipIf(!canFilter || !hasNode)(
  'in the sandbox of its unit [needs root, python3, libseccomp2, systemd, prometheus and its node exporter]',
  () => {
    test('node_exporter measures all that it measures outside of it', async () => {
      const one = await behindProxy();
      const { unit, command } = unitOf(one);
      const outside = await metricsOf(['setpriv', '--reuid', USER, '--clear-groups', ...command], one.innerPort);
      const inside = await metricsOf(sandboxed(unit, USER, command), one.innerPort);
      expect(successes(inside)).toEqual(successes(outside));
      expect(seriesOf(inside).length).toBeGreaterThan(200);
      // What mounts there are differs: those of the sandbox.
      const common = (metrics: string) => seriesOf(metrics).filter((line) => !/^node_(filesystem|netstat)/.test(line));
      expect(common(inside)).toEqual(common(outside));
    });

    test('an exporter that looks at others runs too', async () => {
      const one = await behindProxy({ exporter: exporter('blackbox') });
      const { unit, command } = unitOf(one);
      const flags = command.map((word) => word.replace(/^(--config.file=).*/, '$1/etc/prometheus/blackbox.yml'));
      expect(await metricsOf(sandboxed(unit, USER, flags), one.innerPort)).toContain('blackbox_exporter_config_last');
    });

    test.skipIf(!existsSync('/usr/bin/prometheus'))(
      'prometheus writes to its folder, and to nothing else',
      async () => {
        const data = mkdtempSync(join(tmpdir(), 'scrapeguard-data-'));
        try {
          chmodSync(data, 0o777);
          const one = await behindProxy({ exporter: exporter('prometheus') });
          const { unit, command } = unitOf(one);
          const flags = command.map((word) => word.replace('=/var/lib/prometheus', `=${data}`));
          // That is there when the database is open, a moment after it listens.
          await metricsOf(sandboxed(unit, USER, flags, data), one.innerPort, '\nprometheus_tsdb_head_series ');
          expect(readdirSync(data)).toContain('wal');
        } finally {
          rmSync(data, { recursive: true });
        }
      },
    );

    test('the filter is one: it lets no program do what the unit forbids', () => {
      const { unit } = unitOf(setUp());
      const attempts = {
        socket: 'socket.socket(socket.AF_PACKET, socket.SOCK_RAW)',
        mount: 'ctypes.CDLL(None, use_errno=True).mount(b"none", b"/mnt", b"tmpfs", 0, None) == 0 or exit(1)',
        limit: 'resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); os.setpriority(os.PRIO_PROCESS, 0, 5)',
        write: 'open("/var/tmp/x", "w")',
        'harmless one': 'socket.socket(socket.AF_INET, socket.SOCK_STREAM)',
      };
      const works = Object.entries(attempts).map(([what, code]) => {
        const text = `import ctypes, os, resource, socket\n${code}`;
        const [name = '', ...args] = sandboxed(unit, USER, [PYTHON, '-c', text]);
        return [what, spawnSync(name, args).status === 0] as const;
      });
      expect(Object.fromEntries(works)).toEqual({
        socket: false,
        mount: false,
        limit: false,
        write: false,
        'harmless one': true,
      });
    });
  },
);
