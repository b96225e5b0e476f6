import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootMachine, type Machine, until } from './machine';

/** The three machines that a set-up is about, on one network; each knows the others by name. */
export interface World {
  /** `web-1.example.com`, 10.9.0.1: the exporter's. */
  readonly target: Machine;
  /** `monitor.example.com`, 10.9.0.2: that of Prometheus. */
  readonly prometheus: Machine;
  /** `elsewhere.example.com`, 10.9.0.3: that of anybody. */
  readonly elsewhere: Machine;
  stop(): void;
}

/** Name and address of each machine, in both versions of IP. */
export const ADDRESSES = {
  target: { name: 'web-1.example.com', v4: '10.9.0.1', v6: 'fd00:9::1' },
  prometheus: { name: 'monitor.example.com', v4: '10.9.0.2', v6: 'fd00:9::2' },
  elsewhere: { name: 'elsewhere.example.com', v4: '10.9.0.3', v6: 'fd00:9::3' },
} as const;

/** The programs of a set-up, with the packages of Debian that have them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  '/lib/systemd/systemd': 'systemd',
  '/usr/bin/prometheus': 'prometheus',
  '/usr/bin/prometheus-node-exporter': 'prometheus-node-exporter',
  '/usr/bin/stunnel': 'stunnel4',
  '/usr/sbin/nginx': 'nginx-light',
  '/usr/sbin/logrotate': 'logrotate',
  '/usr/sbin/ufw': 'ufw',
  '/usr/sbin/nft': 'nftables',
  '/usr/sbin/iptables': 'iptables',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/curl': 'curl',
};

/** What this machine lacks for a world, as the title of a test says it; undefined where nothing is lacking. */
export function lackingForWorld(): string | undefined {
  const isAble = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isAble || spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', 'true']).status !== 0) {
    return 'root and namespaces: sudo npm run test:e2e';
  }
  const missing = Object.entries(PROGRAMS).flatMap(([path, name]) => (existsSync(path) ? [] : [name]));
  return missing.length === 0 ? undefined : `${missing.join(', ')}: apt-get install ${missing.join(' ')}`;
}

/** Boots the three machines and puts a cable between them. */
export async function createWorld(): Promise<World> {
  // A network of its own holds the switch, so that nothing of this machine is touched.
  const wire = spawn('unshare', [
    '--net',
    'sh',
    '-c',
    'ip link add br0 type bridge && ip link set br0 up && exec sleep 3600',
  ]);
  const booted: Machine[] = [];
  const stop = () => {
    wire.kill('SIGKILL');
    for (const machine of booted) machine.stop();
  };
  try {
    const boot = async (name: string) => {
      const machine = await bootMachine(name.split('.')[0] ?? name);
      booted.push(machine);
      return machine;
    };
    const { target, prometheus, elsewhere } = ADDRESSES;
    const [one, two, three] = await Promise.all([boot(target.name), boot(prometheus.name), boot(elsewhere.name)]);
    const inWire = `nsenter -t ${wire.pid} -n`;
    await until(() => shell(`${inWire} ip link show br0`).status === 0 || undefined, 'There is no switch.');
    connect(one, { wire: inWire, network: wire.pid ?? 0, port: 'port1', ...target });
    connect(two, { wire: inWire, network: wire.pid ?? 0, port: 'port2', ...prometheus });
    connect(three, { wire: inWire, network: wire.pid ?? 0, port: 'port3', ...elsewhere });
    return { target: one, prometheus: two, elsewhere: three, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

interface Cable {
  readonly wire: string;
  readonly network: number;
  readonly port: string;
  readonly v4: string;
  readonly v6: string;
}

function connect(machine: Machine, { wire, network, port, v4, v6 }: Cable): void {
  must(`ip link add eth0 netns ${machine.pid} type veth peer name ${port} netns ${network}`);
  must(`${wire} ip link set dev ${port} master br0 up`);
  // Addresses of IPv6 would be tentative for a second.
  machine.must('sysctl -qw net.ipv6.conf.eth0.accept_dad=0 || true');
  machine.must(`ip addr add ${v4}/24 dev eth0 && ip -6 addr add ${v6}/64 dev eth0 nodad && ip link set eth0 up`);
  const hosts = Object.values(ADDRESSES).map((host) => `${host.v4} ${host.name}\\n${host.v6} ${host.name}`);
  machine.must(`printf '127.0.0.1 localhost\\n::1 localhost\\n${hosts.join('\\n')}\\n' > /etc/hosts`);
}

function must(command: string): void {
  const { status, stderr } = shell(command);
  if (status !== 0) throw new Error(`This failed: ${command}\n${stderr}`);
}

function shell(command: string) {
  return spawnSync('sh', ['-c', command], { encoding: 'utf8' });
}
