import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { plainFile } from '../../../server/src/core/generators/generatedFile';
import { EXPORTERS } from '../../../server/src/core/generators/setUp/exporter/exporters';
import { part, placed } from '../../../server/src/core/generators/setUp/machine';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { CUSTOM, setUp } from '../../unit/generators/running/fixtures';
import { machineOf, writeMachine } from './machineFolder';
import { hasPrivateMachines, onPrivateMachine } from './privateMachine';

const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-deploy-'));
// Other users look into it.
chmodSync(parent, 0o755);
afterAll(() => rmSync(parent, { recursive: true }));

/** A folder with everything for a machine. */
function written(one: SetUp, more: Parameters<typeof machineOf>[1] = []): string {
  const folder = mkdtempSync(join(parent, 'set-'));
  chmodSync(folder, 0o755);
  writeMachine(folder, machineOf(one, more), one);
  return folder;
}

const FORMS: readonly SetUp['form'][] = ['systemd', 'debian', 'compose'];
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
describe.skipIf(!hasShellcheck)('scripts [needs shellcheck: apt-get install shellcheck]', () => {
  test.each(FORMS)('shellcheck has nothing to say of them (%s)', (form) => {
    const able = [...EXPORTERS, CUSTOM].filter(({ debian, image }) =>
      form === 'debian' ? debian : form === 'compose' ? image : true,
    );
    const scripts = able.flatMap((exporter) => {
      const folder = written(setUp({ exporter, form }));
      return readdirSync(folder)
        .filter((name) => name.endsWith('.sh'))
        .map((name) => join(folder, name));
    });
    expect(scripts.length).toBe(able.length * 3);
    const { stdout } = spawnSync('shellcheck', ['--norc', ...scripts], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

/** What lies in the places of node_exporter, with owner and mode. */
const LOOK = `find /etc/node_exporter /etc/systemd/system/node_exporter.service -exec stat -c '%n %U:%G %a' {} + 2>/dev/null | sort`;
/** Everything about the files, with the moment of their last change. */
const EVERYTHING = `find /etc /var/lib/scrapeguard -exec stat -c '%n %u:%g %a %s %i %z' {} + | sort`;
/** What is where, without the files that hold users and groups. */
const NAMES = `find /etc /var/lib/scrapeguard -type f ! -regex '/etc/\\(passwd\\|group\\|g?shadow\\|subuid\\|subgid\\).*' -exec sha256sum {} + 2>/dev/null | sort -k 2`;

describe.skipIf(!hasPrivateMachines())('deploy.sh on a machine [needs root and overlays of file systems]', () => {
  test('puts every file in its place with its owner and rights, and starts the unit', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`cd /; sh ${folder}/deploy.sh >/run/said; ${LOOK}; calls`);
    expect(said.trim().split('\n')).toEqual([
      '/etc/node_exporter root:root 755',
      '/etc/node_exporter/client-ca.crt root:node_exporter 644',
      '/etc/node_exporter/server.crt root:node_exporter 644',
      '/etc/node_exporter/server.key root:node_exporter 440',
      '/etc/node_exporter/web-config.yml root:node_exporter 640',
      '/etc/systemd/system/node_exporter.service root:root 644',
      'systemctl daemon-reload',
      'systemctl enable node_exporter.service',
      'systemctl restart node_exporter.service',
    ]);
  });

  test('changes nothing the second time', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`${folder}/deploy.sh >/run/said; calls >/run/said
${EVERYTHING} >/run/before
cd ${folder}; ./deploy.sh; calls
${EVERYTHING} | diff /run/before - && echo same`);
    expect(said.trim().split('\n')).toEqual([
      'deploy.sh: done',
      'systemctl enable node_exporter.service',
      'systemctl start node_exporter.service',
      'same',
    ]);
  });

  test('restarts only the units of which something has changed, and mends rights', () => {
    const other = placed(plainFile('other.conf', 'x\n'), {
      path: '/etc/other.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
    });
    const folder = written(setUp(), [
      part({ files: [other], after: ['echo tested'], units: [{ unit: 'other.service', by: 'reload' }] }),
    ]);
    const said = onPrivateMachine(`cp -r ${folder} /run/set
/run/set/deploy.sh >/run/said; grep tested /run/said; calls
echo y >/run/set/other.conf; /run/set/deploy.sh; calls
chmod 0644 /etc/node_exporter/server.key; /run/set/deploy.sh; calls; stat -c %a /etc/node_exporter/server.key`);
    expect(said.trim().split('\n')).toEqual([
      'tested',
      'systemctl daemon-reload',
      'systemctl enable node_exporter.service',
      'systemctl restart node_exporter.service',
      'systemctl enable other.service',
      'systemctl reload-or-restart other.service',
      'deploy.sh: /etc/other.conf',
      'tested',
      'deploy.sh: reload other.service',
      'deploy.sh: done',
      'systemctl daemon-reload',
      'systemctl enable node_exporter.service',
      'systemctl start node_exporter.service',
      'systemctl enable other.service',
      'systemctl reload-or-restart other.service',
      'deploy.sh: /etc/node_exporter/server.key',
      'deploy.sh: restart node_exporter.service',
      'deploy.sh: done',
      'systemctl daemon-reload',
      'systemctl enable node_exporter.service',
      'systemctl restart node_exporter.service',
      'systemctl enable other.service',
      'systemctl start other.service',
      '440',
    ]);
  });

  test('takes up again what a run before left half done', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`touch /run/fails-restart
if ${folder}/deploy.sh >/run/said 2>&1; then echo "went well"; fi; tail -n 1 /run/said; calls >/run/said
rm /run/fails-restart; ${folder}/deploy.sh; calls`);
    expect(said.trim().split('\n')).toEqual([
      'deploy.sh: not everything went well: node_exporter.service',
      'deploy.sh: restart node_exporter.service',
      'deploy.sh: done',
      'systemctl daemon-reload',
      'systemctl enable node_exporter.service',
      'systemctl restart node_exporter.service',
    ]);
  });

  test.each(['--dry-run', '--root /run/root'])('leaves the machine alone with %s', (option) => {
    const folder = written(setUp());
    const said = onPrivateMachine(`${NAMES} >/run/before
${folder}/deploy.sh ${option}; calls; ${NAMES} | diff /run/before - && echo same
getent passwd node_exporter || true`);
    expect(said.trim().split('\n')).toEqual([
      'deploy.sh: /etc/node_exporter/web-config.yml',
      'deploy.sh: /etc/node_exporter/server.crt',
      'deploy.sh: /etc/node_exporter/server.key',
      'deploy.sh: /etc/node_exporter/client-ca.crt',
      'deploy.sh: /etc/systemd/system/node_exporter.service',
      'deploy.sh: done',
      'same',
    ]);
  });

  test('with --root an ordinary user gets the modes below a folder, and nothing new the second time', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`cp -r ${folder} /run/set; chown -R 65534:65534 /run/set; mkdir /run/root
chown 65534 /run/root; cd /run/root
run() { setpriv --reuid 65534 --regid 65534 --clear-groups /run/set/deploy.sh --root /run/root; }
run >/run/said; find etc -type f -exec stat -c '%n %a' {} + | sort; run`);
    expect(said.trim().split('\n')).toEqual([
      'etc/node_exporter/client-ca.crt 644',
      'etc/node_exporter/server.crt 644',
      'etc/node_exporter/server.key 440',
      'etc/node_exporter/web-config.yml 640',
      'etc/systemd/system/node_exporter.service 644',
      'deploy.sh: done',
    ]);
  });

  test('says what is wrong where the user is not root, or a file of the set is missing', () => {
    const folder = written(setUp());
    const said = onPrivateMachine(`cp -r ${folder} /run/set; rm /run/set/server.key
setpriv --reuid 65534 --regid 65534 --clear-groups ${folder}/deploy.sh 2>&1 || echo "exit $?"
/run/set/deploy.sh 2>&1 | tail -n 1`);
    expect(said.trim().split('\n')).toEqual([
      `deploy.sh: this needs root: sudo ${folder}/deploy.sh`,
      'exit 1',
      'deploy.sh: /run/set/server.key is missing: copy the whole folder to this machine',
    ]);
  });
});

const hasPackage = spawnSync('dpkg-query', ['--show', 'prometheus-node-exporter']).status === 0;
describe.skipIf(!hasPrivateMachines() || !hasPackage)(
  'rollback.sh on a machine [needs root, overlays of file systems and the package prometheus-node-exporter]',
  () => {
    test.each(['systemd', 'debian'] as const)('leaves everything as it was before (%s)', (form) => {
      const folder = written(setUp({ form }));
      const said = onPrivateMachine(`${NAMES} >/run/before
${folder}/deploy.sh >/run/said; ${folder}/deploy.sh >/run/said; calls >/run/said
${folder}/rollback.sh >/run/said; ${NAMES} | grep -v scrapeguard/ | diff /run/before - && echo same; calls
[ ! -e /etc/node_exporter ] && echo "no folder left"; ${folder}/rollback.sh`);
      const ended = {
        systemd: ['systemctl disable --now node_exporter.service', 'systemctl daemon-reload'],
        debian: ['systemctl daemon-reload', 'systemctl try-restart prometheus-node-exporter.service'],
      };
      expect(said.trim().split('\n')).toEqual(['same', ...ended[form], 'no folder left', 'rollback.sh: done']);
    });

    test('keeps what was changed since beside, and does not touch what deploy.sh found as it is', () => {
      const folder = written(setUp());
      const said = onPrivateMachine(`mkdir /etc/node_exporter; cp ${folder}/client-ca.crt /etc/node_exporter
groupadd --system node_exporter; chgrp node_exporter /etc/node_exporter/client-ca.crt
${folder}/deploy.sh >/run/said; echo '# mine' >>/etc/node_exporter/web-config.yml
${folder}/rollback.sh >/run/said; ls /etc/node_exporter; tail -n 1 /etc/node_exporter/web-config.yml.after-scrapeguard`);
      expect(said.trim().split('\n')).toEqual(['client-ca.crt', 'web-config.yml.after-scrapeguard', '# mine']);
    });

    test('keeps what was changed since, when the set is deployed again too', () => {
      const folder = written(setUp());
      const said = onPrivateMachine(`${folder}/deploy.sh >/run/said
echo '# mine' >>/etc/node_exporter/web-config.yml; ${folder}/deploy.sh | head -n 2
tail -n 1 /etc/node_exporter/web-config.yml.after-scrapeguard; tail -n 1 /etc/node_exporter/web-config.yml`);
      expect(said).toContain('/etc/node_exporter/web-config.yml was changed since. It is kept as');
      expect(said.match(/# mine/g)).toHaveLength(1);
    });
  },
);
