import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { withScrapeJob } from '../../../server/src/core/generators/extend/prometheus';
import { jobFileNames } from '../../../server/src/core/generators/setUp/prometheus/scrapeJob';
import { applyChanges } from '../../../server/src/core/text/edit';
import { setUpOf } from '../../unit/generators/prometheus/sides';
import { STYLES } from '../../unit/generators/prometheus/styles';
import { makeIdentity } from '../certificate';
import { findPromtool } from '../promtool';

const promtool = findPromtool();
const home = mkdtempSync(join(tmpdir(), 'scrapeguard-styles-'));
afterAll(() => rmSync(home, { recursive: true }));

/** What promtool says of `text`, beside which lies what is named in it. */
function judged(text: string): string {
  writeFileSync(join(home, 'prometheus.yml'), text);
  const program = promtool?.program ?? 'promtool';
  const { status, stdout, stderr } = spawnSync(program, ['check', 'config', 'prometheus.yml'], {
    cwd: home,
    encoding: 'utf8',
  });
  return status === 0 && !/FAILED/.test(stdout) ? 'accepted' : `${stdout}${stderr}\n${text}`;
}

const SET_UPS = (['mtls', 'mtls+basic-auth', 'tailnet'] as const).map((profile) => ({
  profile,
  setUp: setUpOf({ profile: [profile], web: ['unchanged'], prometheusFolder: [home] }, 'extended'),
}));

describe.skipIf(promtool === undefined)('promtool takes files [needs promtool: apt-get install prometheus]', () => {
  const { certificate, key } = makeIdentity();
  const names = jobFileNames({ prometheus: { ...SET_UPS[0]!.setUp.prometheus } });
  for (const [name, text] of [
    [names.authority, certificate],
    [names.certificate, certificate],
    [names.key, key],
    [names.password, 'secret'],
    [names.targets, '[]'],
    ['rules.yml', 'groups: []'],
    ['node-alerts.yml', 'groups: []'],
  ] as const) {
    writeFileSync(join(home, name), text, { mode: 0o600 });
  }
  mkdirSync(join(home, 'rules'));

  test.each(STYLES)('before: $name', ({ text }) => {
    expect(judged(text)).toBe('accepted');
  });

  describe.each(SET_UPS)('with the job of $profile', ({ setUp }) => {
    test.each(STYLES.filter(({ refused }) => refused === undefined))('$name', ({ text: written }) => {
      const mark = written.startsWith('\uFEFF') ? '\uFEFF' : '';
      const text = written.slice(mark.length);
      const extension = withScrapeJob(text, setUp);
      expect(judged(mark + applyChanges(text, 'changes' in extension ? extension.changes : []))).toBe('accepted');
    });
  });
});
