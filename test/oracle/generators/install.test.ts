import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXPORTERS, type Exporter } from '../../../server/src/core/generators/setUp/exporter/exporters';
import { installScript } from '../../../server/src/core/generators/setUp/exporter/install';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { CUSTOM, exporter, setUp } from '../../unit/generators/running/fixtures';
import { hasPrivateMachines, onPrivateMachine } from './privateMachine';

const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-install-'));
chmodSync(parent, 0o755);
afterAll(() => rmSync(parent, { recursive: true }));

/** As releases are named for this machine. */
const ARCH = arch() === 'arm64' ? 'arm64' : 'amd64';

/** A folder with the install.sh of the set-up. */
function written(one: SetUp, packages: readonly string[] = []): string {
  const folder = mkdtempSync(join(parent, 'set-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'install.sh'), installScript(one, packages), { mode: 0o755 });
  return folder;
}

/** A folder as GitHub would serve it: an archive that holds a program, and its sums, which may be spoilt. */
function released({ program, release, version }: Exporter, spoil: (sums: string) => string = (sums) => sums): string {
  const folder = mkdtempSync(join(parent, 'release-'));
  chmodSync(folder, 0o755);
  const named = (name = '') => name.replaceAll('{version}', version).replaceAll('{arch}', ARCH);
  const archive = named(release?.archive);
  const inside = join(folder, 'inside', archive.replace('.tar.gz', ''));
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, program), `#!/bin/sh\necho ${program} ${version}\n`, { mode: 0o755 });
  spawnSync('tar', ['--create', '--gzip', '--file', join(folder, archive), '--directory', join(folder, 'inside'), '.']);
  const sum = createHash('sha256')
    .update(readFileSync(join(folder, archive)))
    .digest('hex');
  // Others stand in front of it and behind it.
  const other = '0'.repeat(64);
  const sums = `${other}  ${archive}.sig\n${sum}  ${archive}\n${other}  x-${archive}\n`;
  writeFileSync(join(folder, named(release?.sums)), spoil(sums));
  return folder;
}

/** A curl that gives the files of `folder`, and writes down what it was asked for. */
const curl = (folder: string) => `cat >/run/bin/curl <<'END'
#!/bin/sh
for word in "$@"; do
  case "$word" in https://*) url=$word ;; esac
done
echo "$url" >>/run/calls
while [ "$1" != --output ]; do shift; done
cp "${folder}/\${url##*/}" "$2"
END
chmod 0755 /run/bin/curl
`;
const LOOK = (path: string) => `stat -c '%n %U:%G %a' ${path} 2>&1 || true`;

describe.skipIf(!hasPrivateMachines())('install.sh on a machine [needs root and overlays of file systems]', () => {
  test.each(EXPORTERS)('installs the release of $program that has the sum of its release', (one) => {
    const chosen = setUp({ exporter: one });
    const path = `/usr/local/bin/${one.program}`;
    const said =
      onPrivateMachine(`${curl(released(one))}sed -i '/^${one.program}:/d' /etc/passwd /etc/group /etc/shadow /etc/gshadow
${written(chosen)}/install.sh | tail -n 1
${LOOK(path)}; ${path}; getent passwd ${one.program} | cut -d : -f 1,6,7; calls`);
    const base = `https://github.com/${one.release?.repository}/releases/download/v${one.version}/`;
    const [done, look, ran, user, ...calls] = said.trim().split('\n');
    expect([done, look, ran, user]).toEqual([
      'install.sh: done. Now run deploy.sh.',
      `${path} root:root 755`,
      `${one.program} ${one.version}`,
      `${one.program}:/nonexistent:/usr/sbin/nologin`,
    ]);
    const named = (name = '') => base + name.replaceAll('{version}', one.version).replaceAll('{arch}', ARCH);
    const asked = [named(one.release?.archive), named(one.release?.sums)];
    expect(calls).toEqual([...asked, `systemctl is-active ${one.program}.service`]);
  });

  test('restarts a running exporter only when it is another program, over a binary that runs', () => {
    const node = exporter('node');
    const folder = written(setUp());
    const said = onPrivateMachine(`${curl(released(node))}touch /run/active
mkdir -p /usr/local/bin; cp /usr/bin/sleep /usr/local/bin/node_exporter; /usr/local/bin/node_exporter 30 & pid=$!
${folder}/install.sh; calls | grep systemctl; kill $pid
before=$(stat -c '%i %z' /usr/local/bin/node_exporter)
${folder}/install.sh; calls | grep systemctl || true
[ "$before" = "$(stat -c '%i %z' /usr/local/bin/node_exporter)" ] && echo untouched`);
    expect(said.trim().split('\n')).toEqual([
      'install.sh: done. Now run deploy.sh.',
      'systemctl is-active node_exporter.service',
      'systemctl restart node_exporter.service',
      'install.sh: done. Now run deploy.sh.',
      'untouched',
    ]);
  });

  const flip = (sums: string) => sums.replace(/^[0-9a-f](?=.*gz$)/gm, (digit) => (digit === '0' ? '1' : '0'));
  test.each([
    { what: 'a wrong sum', spoil: flip, says: 'does not have the sum of its release' },
    { what: 'no sum', spoil: (sums: string) => sums.replace(/^.* {2}node_exporter.*gz$/m, ''), says: 'has no sum of' },
    { what: 'no sums at all', spoil: () => '', says: 'has no sum of' },
  ])('installs nothing with $what', ({ spoil, says }) => {
    const said = onPrivateMachine(`${curl(released(exporter('node'), spoil))}mkdir /run/tmp; export TMPDIR=/run/tmp
if ${written(setUp())}/install.sh 2>&1; then echo installed; fi; ls /usr/local/bin/node_exporter* 2>/dev/null || echo nothing
ls /run/tmp`);
    const [problem, ...rest] = said.trim().split('\n');
    expect(problem).toContain(says);
    expect(rest).toEqual(['nothing']);
  });

  test('installs nothing where the release cannot be had', () => {
    const said = onPrivateMachine(`${curl('/nowhere')}if ${written(setUp())}/install.sh 2>&1; then echo installed; fi`);
    expect(said).toContain('install.sh: could not get https://github.com/prometheus/node_exporter/releases/');
    expect(said).not.toContain('installed');
  });

  test('takes a program of the user from beside it, and says where it has to be', () => {
    const folder = written(setUp({ exporter: CUSTOM }));
    const said = onPrivateMachine(`${folder}/install.sh 2>&1 || echo "exit $?"
cp -r ${folder} /run/set; cp /usr/bin/true /run/set/app_exporter; /run/set/install.sh; ${LOOK('/usr/local/bin/app_exporter')}`);
    expect(said.trim().split('\n')).toEqual([
      'install.sh: put the program app_exporter beside this script first',
      'exit 1',
      'install.sh: done. Now run deploy.sh.',
      '/usr/local/bin/app_exporter root:root 755',
    ]);
  });

  test('makes the files of the user once, readable by nobody else, and leaves them alone after that', () => {
    const mysqld = exporter('mysqld');
    const folder = written(setUp({ exporter: mysqld }));
    const said = onPrivateMachine(`${curl(released(mysqld))}${folder}/install.sh >/run/said
${LOOK('/etc/mysqld_exporter/my.cnf')}; echo mine >/etc/mysqld_exporter/my.cnf; ${folder}/install.sh; cat /etc/mysqld_exporter/*`);
    expect(said.trim().split('\n')).toEqual([
      '/etc/mysqld_exporter/my.cnf root:root 600',
      'install.sh: done. Now run deploy.sh.',
      'mine',
    ]);
  });

  test('gives a container its credentials by number', () => {
    const said = onPrivateMachine(`printf '#!/bin/sh\\n' >/run/bin/docker; chmod 0755 /run/bin/docker
${written(setUp({ exporter: exporter('mysqld'), form: 'compose' }))}/install.sh >/run/said
stat -c '%u:%g %a' /etc/mysqld_exporter/my.cnf`);
    expect(said.trim()).toBe('65534:65534 400');
  });

  const apt = `cat >/run/bin/apt-get <<'END'
#!/bin/sh
echo "apt-get $*" >>/run/calls
touch /run/installed
END
cat >/run/bin/dpkg-query <<'END'
#!/bin/sh
[ -e /run/installed ] || exit 1
echo installed
END
chmod 0755 /run/bin/*
`;
  test('does not let Debian start the exporter before it is configured, and installs nothing twice', () => {
    const folder = written(setUp({ form: 'debian' }), ['nftables', 'stunnel4']);
    const said = onPrivateMachine(`${apt}${folder}/install.sh >/run/said; calls; ${folder}/install.sh; calls`);
    expect(said.trim().split('\n')).toEqual([
      'systemctl mask --runtime prometheus-node-exporter.service',
      'apt-get update',
      'apt-get install --yes --no-install-recommends --no-remove nftables prometheus-node-exporter stunnel4',
      'systemctl unmask --runtime prometheus-node-exporter.service',
      'install.sh: done. Now run deploy.sh.',
    ]);
  });

  test('installs what fetches a release, where the machine has nothing that does', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`${apt}mkdir /run/few; ln -s /usr/bin/* /usr/sbin/* /run/few/ 2>/dev/null || true
rm /run/few/curl; PATH=/run/bin:/run/few
${folder}/install.sh >/run/said 2>&1 || calls`);
    expect(said.trim().split('\n')).toEqual([
      'apt-get update',
      'apt-get install --yes --no-install-recommends --no-remove ca-certificates curl',
    ]);
  });

  test('lets it start again where the installation fails', () => {
    const folder = written(setUp({ form: 'debian' }));
    const said = onPrivateMachine(`${apt}printf '#!/bin/sh\\nexit 100\\n' >/run/bin/apt-get
${folder}/install.sh || echo "exit $?"; calls`);
    expect(said.trim().split('\n')).toEqual([
      'exit 100',
      'systemctl mask --runtime prometheus-node-exporter.service',
      'systemctl unmask --runtime prometheus-node-exporter.service',
    ]);
  });

  test('takes over what was set for the package of Debian beside its arguments', () => {
    const folder = written(setUp({ exporter: exporter('postgres'), form: 'debian' }));
    const said =
      onPrivateMachine(`${apt}printf '%s\\n' '#X=1' "DATA_SOURCE_NAME='user=prometheus host=/run/postgresql'" 'ARGS="--x"' >/etc/default/prometheus-postgres-exporter
${folder}/install.sh >/run/said; grep -v '^#' /etc/postgres_exporter/environment; stat -c '%U %a' /etc/postgres_exporter/environment`);
    expect(said.trim().split('\n')).toEqual(["DATA_SOURCE_NAME='user=prometheus host=/run/postgresql'", 'root 600']);
  });
});
