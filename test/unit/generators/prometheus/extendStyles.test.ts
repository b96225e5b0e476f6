import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { setUpOf } from './sides';
import { STYLES } from './styles';

const SET_UPS = {
  mtls: setUpOf({ profile: ['mtls'], web: ['unchanged'] }, 'extended'),
  'both, and another name': setUpOf({ profile: ['mtls+basic-auth'], web: ['unchanged'], job: ['web'] }, 'extended'),
  tailnet: setUpOf({ profile: ['tailnet'], web: ['unchanged'] }, 'extended'),
};

const read = (text: string): Record<string, unknown> =>
  parse(text, { version: '1.1', merge: true, logLevel: 'silent' }) ?? {};

const linesOf = (text: string) => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');

describe.each(Object.entries(SET_UPS))('a prometheus.yml gets the job of %s', (_name, setUp) => {
  test.each(STYLES)('$name', ({ text: written, refused }) => {
    // Whoever reads a file takes its mark away, and puts it back (host/replaceText.ts).
    const text = written.replace(/^\uFEFF/, '');
    const extension = withScrapeJob(text, setUp);
    if (refused !== undefined || 'problem' in extension) {
      expect('problem' in extension ? extension.problem : 'extended').toMatch(refused ?? /^no refusal/);
      return;
    }
    const once = applyChanges(text, extension.changes);
    let at = 0;
    const lost = linesOf(text).filter((line) => {
      const found = linesOf(once).findIndex((other, index) => index >= at && other.startsWith(line.trimEnd()));
      if (found >= 0) at = found + 1;
      return found < 0;
    });
    // Where something is put into brackets, or in the place of nothing, that line alone is another one.
    expect(
      lost.filter((line) => !/[[{].*[\]}]|null|~/.test(line)),
      once,
    ).toEqual([]);
    const { scrape_configs: jobs, rule_files: rules, ...others } = read(once);
    const { scrape_configs: jobsBefore, rule_files: rulesBefore, ...othersBefore } = read(text);
    expect(others).toEqual(othersBefore);
    const before = (jobsBefore ?? []) as unknown[];
    expect((jobs as unknown[]).slice(0, before.length)).toEqual(before);
    expect((jobs as { job_name: string }[]).slice(before.length).map((job) => job.job_name)).toEqual([
      setUp.prometheus.job,
    ]);
    expect(rules).toEqual([
      ...((rulesBefore ?? []) as unknown[]),
      `/etc/prometheus/${setUp.prometheus.job}-alerts.yml`,
    ]);
    expect(withScrapeJob(once, setUp)).toEqual({ changes: [] });
    const newlines = (of: string) => [...new Set(of.match(/\r\n|\r|\n/g))];
    if (text.includes('\r')) expect(newlines(once)).toEqual(newlines(text));
  });
});
