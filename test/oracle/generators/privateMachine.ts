import { spawnSync } from 'node:child_process';

/** Folders that scripts write to; a private machine has copies of them that nobody else sees and that go with it. */
const WRITTEN = ['/etc', '/var/lib', '/usr/local'];

/** A systemd that starts nothing: each call is a line in /run/calls; `fails VERB` has calls of a verb fail. */
const SYSTEMCTL = `#!/bin/sh
echo "systemctl $*" >>/run/calls
for word in "$@"; do
  case "$word" in
    -*) ;;
    is-active) [ -e /run/active ]; exit ;;
    *) [ ! -e "/run/fails-$word" ]; exit ;;
  esac
done
`;

const SET_UP = `set -eu
mount --make-rprivate /
mount -t tmpfs none /mnt
${WRITTEN.map(
  (path, index) => `mkdir /mnt/up${index} /mnt/work${index}
mount -t overlay none -o lowerdir=${path},upperdir=/mnt/up${index},workdir=/mnt/work${index} ${path}
`,
).join('')}mount -t tmpfs none /run
mkdir -p /run/systemd/system /run/bin
cat >/run/bin/systemctl <<'END'
${SYSTEMCTL}END
chmod 0755 /run/bin/systemctl
PATH=/run/bin:$PATH
touch /run/calls
# What was called since the last time.
calls() { sed 's/ --quiet//' /run/calls; : >/run/calls; }
`;

/** Whether this machine lets us have private ones. */
export function hasPrivateMachines(): boolean {
  return spawnSync('unshare', ['--mount', '--net', 'sh', '-c', SET_UP]).status === 0;
}

/**
 * Runs shell lines as root on a copy of this machine: with its programs, folders of its own and a systemd that only
 * writes down what is asked of it (the function \`calls\` prints it). Fails where a line fails.
 * @returns what they print
 */
export function onPrivateMachine(lines: string): string {
  const { status, stdout, stderr } = spawnSync('unshare', ['--mount', '--net', 'sh', '-c', `${SET_UP}\n${lines}`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`exit ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
