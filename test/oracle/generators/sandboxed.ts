import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** As text: the user that runs it may not be let into this folder. */
const FILTER = readFileSync(new URL('underFilter.py', import.meta.url), 'utf8');
/** Others on the path may be for one user only. */
export const PYTHON = '/usr/bin/python3';
/** Numbers of address families on Linux. */
const FAMILIES: Readonly<Record<string, number>> = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10, AF_NETLINK: 16 };

/** The values of `key` in a unit, in order. */
function valuesOf(unit: string, key: string): readonly string[] {
  return [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

/** The words of the command that a unit starts. */
export function commandOf(unit: string): readonly string[] {
  return /^ExecStart=((?:.*\\\n)*.*)$/m.exec(unit)?.[1]?.split(/[\s\\]+/) ?? [];
}

/** The system calls that `SystemCallFilter=` of `unit` leaves, by the sets of the systemd that is here. */
function callsOf(unit: string): readonly string[] {
  const sets = setsOfSystemd();
  const calls = new Set<string>();
  for (const value of valuesOf(unit, 'SystemCallFilter')) {
    const isDenied = value.startsWith('~');
    for (const name of value
      .replace('~', '')
      .split(' ')
      .flatMap((one) => expanded(one, sets))) {
      if (isDenied) calls.delete(name);
      else calls.add(name);
    }
  }
  return [...calls];
}

function setsOfSystemd(): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, string[]>();
  let current = '';
  // What it says beside them is nothing to us.
  const options = { encoding: 'utf8', stdio: 'pipe' } as const;
  for (const line of execFileSync('systemd-analyze', ['syscall-filter'], options).split('\n')) {
    if (line.startsWith('@')) {
      current = line.trim();
      sets.set(current, []);
    } else if (/^ +[@\w]/.test(line)) sets.get(current)?.push(line.trim());
  }
  return sets;
}

function expanded(name: string, sets: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return name.startsWith('@') ? (sets.get(name) ?? []).flatMap((inner) => expanded(inner, sets)) : [name];
}

/** Lines for keys that are emulated by mounts and namespaces, where the unit has them. */
const EMULATED: readonly (readonly [key: string, value: string, lines: string])[] = [
  ['ProtectKernelTunables', 'yes', 'mount -o bind,ro /proc/sys /proc/sys; mount -o remount,bind,ro /sys'],
  [
    'PrivateDevices',
    'yes',
    `mount -t tmpfs none /mnt
for device in null zero full random urandom; do touch "/mnt/$device"; mount --bind "/dev/$device" "/mnt/$device"; done
mount --move /mnt /dev`,
  ],
  // Last, because mount writes down what it did.
  ['ProtectSystem', 'strict', 'mount -o remount,bind,ro /'],
];

/**
 * The command that starts `command` as `unit` would have systemd do it, as far as that can be done without systemd: as
 * `user` in a user namespace of its own, without capabilities and a way to more, under the filter of system calls and
 * address families, on a file system that nothing can be written to, with kernel tunables, devices and the processes of
 * others shut away.
 * @param data a folder that it may write to, as `StateDirectory=` makes one
 */
export function sandboxed(unit: string, user: string, command: readonly string[], data = ''): readonly string[] {
  const has = (key: string, value: string) => valuesOf(unit, key).includes(value);
  const families = valuesOf(unit, 'RestrictAddressFamilies').flatMap((value) => value.split(' '));
  const numbers = families.map((name) => String(FAMILIES[name])).join(',');
  const hidden = has('ProtectProc', 'invisible') ? ['mount -t proc -o hidepid=invisible none /proc'] : [];
  const mounts = EMULATED.filter(([key, value]) => has(key, value)).map(([, , lines]) => lines);
  const users = has('PrivateUsers', 'yes')
    ? `unshare --user --map-user "$(id -u ${user})" --map-group "$(id -g ${user})"`
    : '';
  const lines = `filter=$1
shift
mount --make-rprivate /
${data === '' ? '' : `mount --bind ${data} ${data}\n`}${[...hidden, ...mounts].join('\n')}
umask 0077
printf '%s\\n' ${callsOf(unit).join(' ')} | exec setpriv --reuid ${user} --regid ${user} --clear-groups --no-new-privs \\
  --bounding-set=-all --inh-caps=-all ${users} ${PYTHON} -c "$filter" ${numbers} -- "$@"`;
  return ['unshare', '--mount', '--fork', '--kill-child', 'sh', '-euc', lines, 'sh', FILTER, ...command];
}
