import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXPORTERS } from '../../../server/src/core/generators/setUp/exporter/exporters';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { CUSTOM, exporter, setUp } from '../../unit/generators/running/fixtures';
import { machineOf } from './machineFolder';

const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-units-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** The units of Debian 12, as far as they say something: who runs what. */
const DEBIAN_UNIT = (name: string) => `[Unit]
Description=An exporter

[Service]
Restart=on-failure
User=prometheus
EnvironmentFile=/etc/default/${name}
ExecStart=/usr/bin/${name} $ARGS
TimeoutStopSec=20s
SendSIGKILL=no

[Install]
WantedBy=multi-user.target
`;

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
const CASES = [...EXPORTERS, { ...exporter('node'), port: 443 }, CUSTOM].flatMap((chosen) => [
  { program: chosen.program, one: setUp({ exporter: chosen, form: 'systemd' }) },
  ...(chosen.debian ? [{ program: chosen.debian.name, one: setUp({ exporter: chosen, form: 'debian' }) }] : []),
]);

/** Writes the units of the set-up below a root of their own; the path of the one that runs the exporter. */
function writeUnits(one: SetUp): { readonly root: string; readonly unit: string } {
  const root = mkdtempSync(join(parent, 'root-'));
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
  };
  const machine = machineOf(one);
  for (const { place, content } of machine.parts.flatMap(({ files }) => files)) {
    if (place !== undefined && typeof content === 'string') put(place.path, content);
  }
  const { debian, program } = one.exporter;
  const name = `${one.form === 'debian' ? debian?.name : program}.service`;
  const unit = `/etc/systemd/system/${name}`;
  if (one.form === 'debian' && debian !== undefined) put(unit, DEBIAN_UNIT(debian.name));
  const binary = one.form === 'debian' ? debian?.binary : `${one.places.binaries}/${program}`;
  put(binary ?? '', '#!/bin/sh\n', 0o755);
  return { root, unit: join(root, unit) };
}

describe.skipIf(!hasAnalyze)('units of exporters [needs systemd-analyze: apt-get install systemd]', () => {
  test.each(CASES)('systemd-analyze verify has nothing to say of $program ($one.form)', ({ one }) => {
    const { root, unit } = writeUnits(one);
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', `--root=${root}`, unit], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });

  test.each(CASES)('the exposure of $program ($one.form) at port $one.port is as low as it can be', ({ one }) => {
    const { unit } = writeUnits(one);
    // Below 1024 the capability for it costs 0.2, and that it counts outside of a space of users of its own 0.2 more.
    const worst = one.port < 1024 ? 2.3 : 2.0;
    const args = ['security', '--offline=true', `--threshold=${worst * 10}`, '--no-pager', unit];
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    const level = /Overall exposure level for .*: (\d\.\d)/.exec(`${stderr}${stdout}`)?.[1];
    expect(Number(level)).toBeLessThanOrEqual(worst);
    expect(status).toBe(0);
  });
});
