import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command on a machine came to. */
export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine of its own: systemd as its first process, a network and a disk of its own, the programs of this machine. */
export interface Machine {
  /** The process of its systemd, as this machine counts. */
  readonly pid: number;
  readonly name: string;
  /** Runs `command` as root in a shell, from `/root`. */
  run(command: string): Result;
  /** Runs it, and fails with its output where it fails. */
  must(command: string): string;
  /** Copies the folder `from` of this machine to `to` there. */
  put(from: string, to: string): void;
  stop(): void;
}

/**
 * Sets the disk up, an overlay whose changes are in memory, and makes systemd its first process. Nothing of what Debian
 * enables is started.
 */
const BOOT = `
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/up" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/up,workdir=$1/work" "$1/root"
cd "$1/root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mount --rbind /dev dev
rm -f etc/systemd/system/*.wants/*
echo "$2" > etc/hostname
hostname "$2"
mkdir -p old
# Not by chroot, in which nobody may have a namespace of users.
pivot_root . old
umount -l /old
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=basic.target
`;

const SPACES = ['--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup'];

/** Boots a machine called `name`; it has no network but its loopback. */
export async function bootMachine(name: string): Promise<Machine> {
  const disk = mkdtempSync(join(tmpdir(), 'scrapeguard-machine-'));
  const arguments_ = [...SPACES, '--fork', '--kill-child', 'bash', '-c', BOOT, 'boot', disk, name];
  const started = spawn('unshare', arguments_, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (data) => (output += data));
  const stop = () => {
    started.kill('SIGKILL');
    rmSync(disk, { recursive: true, force: true });
  };
  try {
    const pid = await until(() => childOf(started), `${name} has no first process: ${output}`);
    const machine = machineAt(pid, name, stop);
    await until(
      () => /running|degraded/.test(machine.run('systemctl is-system-running').stdout) || undefined,
      `${name} did not boot: ${output}`,
    );
    machine.must('ip link set lo up');
    return machine;
  } catch (error) {
    stop();
    throw error;
  }
}

function machineAt(pid: number, name: string, stop: () => void): Machine {
  const enter = ['-t', String(pid), '-a', '-r', '-w'];
  const run = (command: string, input?: Buffer): Result => {
    const shell = ['bash', '-c', `cd /root && ${command}`];
    const { status, stdout, stderr } = spawnSync('nsenter', [...enter, ...shell], {
      ...(input !== undefined && { input }),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
    });
    return { status: status ?? -1, stdout, stderr };
  };
  const must = (command: string, input?: Buffer): string => {
    const { status, stdout, stderr } = run(command, input);
    if (status !== 0) throw new Error(`On ${name}, this ended with ${status}: ${command}\n${stdout}${stderr}`);
    return stdout;
  };
  return {
    pid,
    name,
    run: (command) => run(command),
    must: (command) => must(command),
    put: (from, to) => {
      const packed = spawnSync('tar', ['-C', from, '-c', '.'], { maxBuffer: 256 * 1024 * 1024 });
      must(`mkdir -p ${to} && tar -C ${to} -x --no-same-owner`, packed.stdout);
    },
    stop,
  };
}

function childOf({ pid }: ChildProcess): number | undefined {
  try {
    const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
    // Before it is systemd, it has not finished with its disk.
    return readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'systemd' ? child : undefined;
  } catch {
    return undefined;
  }
}

/** What `ask` gives once it gives something; fails with `otherwise` where that takes too long. */
export async function until<T>(ask: () => T | undefined, otherwise: string | (() => string), seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(typeof otherwise === 'string' ? otherwise : otherwise());
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
