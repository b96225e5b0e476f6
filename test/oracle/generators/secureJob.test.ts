import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { secureJob } from '../../../server/src/core/generators/extend/secureJob';
import { jobFileNames } from '../../../server/src/core/generators/setUp/prometheus/scrapeJob';
import { applyChanges } from '../../../server/src/core/text/edit';
import { FILES, offersIn, setUpFrom, textOf } from '../../unit/generators/workspaceOffers';
import { makeIdentity } from '../certificate';
import { findPromtool } from '../promtool';

const promtool = findPromtool();
const home = mkdtempSync(join(tmpdir(), 'scrapeguard-secure-'));
afterAll(() => rmSync(home, { recursive: true }));

const JOBS = FILES.flatMap((path) =>
  offersIn(path).flatMap(({ does, at, preset }) =>
    does === 'secure-job' && preset !== undefined ? [{ path, at, preset }] : [],
  ),
);

describe.skipIf(promtool === undefined)('jobs of the how-tos [needs promtool: apt-get install prometheus]', () => {
  const { certificate, key } = makeIdentity();

  describe.each(JOBS)('$path', ({ path, at, preset }) => {
    test.each(['mtls', 'basic-auth', 'mtls+basic-auth', 'stunnel'])(
      'are taken by promtool, secured by %s',
      (profile) => {
        const setUp = setUpFrom(preset, profile, home);
        const names = jobFileNames(setUp);
        for (const [name, text] of [
          [names.authority, certificate],
          [names.certificate, certificate],
          [names.key, key],
          [names.password, 'secret'],
        ] as const) {
          writeFileSync(join(home, name), text, { mode: 0o600 });
        }
        const extension = secureJob(textOf(path), at, setUp);
        const text = applyChanges(textOf(path), 'changes' in extension ? extension.changes : []);
        writeFileSync(join(home, 'prometheus.yml'), text);
        const { status, stdout } = spawnSync(promtool?.program ?? '', ['check', 'config', 'prometheus.yml'], {
          cwd: home,
          encoding: 'utf8',
        });
        expect([status, stdout], text).toEqual([0, expect.not.stringContaining('FAILED')]);
      },
    );
  });
});
