import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADDRESSES, type World } from './world';

/** Somebody who follows a README, from a machine that reaches those of the world. */
export interface Operator {
  /**
   * Runs the commands of the step called `title` in the README of the set `folder`, all of them, or what `meant` makes of
   * them; gives what they print.
   */
  follow(folder: string, title: RegExp, meant?: (commands: string) => string): string;
  stop(): void;
}

/** Stands for ssh: its last words run on the machine that is named, as root, who has a sudo there. */
const SSH = (cases: string) => `#!/bin/bash
[ "$1" != -t ] || shift
host=$1; shift
case $host in
${cases}*) echo "$host is not known" >&2; exit 255 ;;
esac
exec nsenter -t "$pid" -a -r -w bash -c "cd /root && $*"
`;

/** Stands for scp, as far as READMEs use it: files into a folder that is there, or one file under another name. */
const SCP = `#!/bin/bash
set -e
while [[ $1 == -* ]]; do shift; done
to=\${!#}
[[ $# -eq 2 && $to != */ ]] && exec ssh "\${to%%:*}" "cat >'\${to#*:}'; chmod 0755 '\${to#*:}'" <"$1"
for from in "\${@:1:$#-1}"; do tar -C "$(dirname "$from")" -c "$(basename "$from")" | ssh "\${to%%:*}" "tar -C '\${to#*:}' -x --no-same-owner"; done
`;

/** Somebody at a machine of their own, with ssh to those of `world`. */
export function operatorOf({ target, prometheus, elsewhere }: World): Operator {
  const programs = mkdtempSync(join(tmpdir(), 'scrapeguard-operator-'));
  const machines = [
    [ADDRESSES.target.name, target],
    [ADDRESSES.prometheus.name, prometheus],
    [ADDRESSES.elsewhere.name, elsewhere],
  ] as const;
  const cases = machines.map(([name, { pid }]) => `${name}) pid=${pid} ;;\n`).join('');
  writeFileSync(join(programs, 'ssh'), SSH(cases), { mode: 0o755 });
  writeFileSync(join(programs, 'scp'), SCP, { mode: 0o755 });
  for (const [, machine] of machines) {
    machine.must(`printf '#!/bin/sh\\nexec "$@"\\n' >/usr/local/bin/sudo; chmod 0755 /usr/local/bin/sudo`);
  }
  return {
    follow: (folder, title, meant = (commands) => commands) => {
      const commands = meant(stepOf(readFileSync(join(folder, 'README.md'), 'utf8'), title));
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', commands], {
        cwd: folder,
        env: { ...process.env, PATH: `${programs}:${process.env.PATH ?? ''}` },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${String(title)} ended with ${status}:\n${commands}\n${stdout}${stderr}`);
      return stdout;
    },
    stop: () => rmSync(programs, { recursive: true, force: true }),
  };
}

/** The commands of a step, from all its blocks. */
function stepOf(readme: string, title: RegExp): string {
  const step = readme.split(/^### /m).find((text) => title.test(text.split('\n')[0] ?? ''));
  if (step === undefined) throw new Error(`The README has no step ${String(title)}.`);
  const section = step.split(/^## /m)[0] ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines = '']) => lines).join('');
}
