import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { setUpOf } from './sides';

/** How a file is written. */
interface Style {
  readonly step: 2 | 4;
  readonly isListIndented: boolean;
  readonly newline: '\n' | '\r\n';
  readonly hasEnd: boolean;
}

const comment = fc.constantFrom('', ' # why', '  # a: [b');
const words = fc.constantFrom('a', 'web', '"on"', "'x: y'", '10.0.0.1:9100', '5m', '{}', '|\n TEXT', '&anchor a');
const value = fc.tuple(words, comment).map(([word, behind]) => (word.includes('\n') ? word : word + behind));

/** A job in a block or in braces, as lines without indentation. */
const job = fc
  .record({
    name: fc.constantFrom('a', 'b-c', '"node 2"', "'x'"),
    more: fc.array(value, { maxLength: 3 }),
    behind: comment,
  })
  .chain(({ name, more, behind }) =>
    fc
      .boolean()
      .map((isFlow) =>
        isFlow
          ? [`{ job_name: ${name}, static_configs: [{ targets: [a:1, 'b:2'] }] }${behind}`]
          : [
              `job_name: ${name}${behind}`,
              ...more.flatMap((one, index) =>
                `key_${index}: ${one}`.split('\n').map((line) => line.replace('TEXT', ' text')),
              ),
              'static_configs:',
              '- targets: [a:1]',
              '# the end',
            ],
      ),
  );

const section = fc.oneof(
  fc.constant({ key: 'global', lines: ['scrape_interval: 15s # often', 'external_labels: { a: b }'], isList: false }),
  fc.array(job, { minLength: 1, maxLength: 3 }).map((jobs) => ({
    key: 'scrape_configs',
    lines: jobs.flatMap((lines) => lines.map((line, index) => (index === 0 ? '- ' : '  ') + line)),
    isList: true,
  })),
  fc
    .array(fc.constantFrom('rules.yml', '"a/*.yml" # glob', "'/etc/x.yml'"), { minLength: 1, maxLength: 3 })
    .map((files) => ({ key: 'rule_files', lines: files.map((file) => `- ${file}`), isList: true })),
  fc.constant({ key: 'alerting', lines: ['alertmanagers:', '- static_configs: [{ targets: [c:3] }]'], isList: false }),
  fc.constant({ key: 'storage', lines: ['tsdb:', '  out_of_order_time_window: 10m'], isList: false }),
);

const config = fc
  .record({
    sections: fc.uniqueArray(section, { selector: ({ key }) => key, maxLength: 5 }),
    style: fc.record<Style>({
      step: fc.constantFrom(2, 4),
      isListIndented: fc.boolean(),
      newline: fc.constantFrom('\n', '\r\n'),
      hasEnd: fc.boolean(),
    }),
    gap: fc.constantFrom('', '\n', '\n# about the next one\n'),
  })
  .map(({ sections, style: { step, isListIndented, newline, hasEnd }, gap }) => {
    const texts = sections.map(({ key, lines, isList }) => {
      const indent = ' '.repeat(isList && !isListIndented ? 0 : step);
      return [`${key}:`, ...lines.map((line) => indent + line)].join('\n');
    });
    return (texts.join(`\n${gap}`) + (hasEnd ? '\n' : '')).replaceAll('\n', newline);
  });

const SET_UPS = [
  setUpOf({ profile: ['mtls'], web: ['unchanged'], job: ['secured'] }, 'extended'),
  setUpOf({ profile: ['mtls+basic-auth'], web: ['unchanged'], job: ['123'] }, 'extended'),
  setUpOf({ profile: ['tailnet'], web: ['unchanged'] }, 'extended'),
];

/** The lines of `text`, without what ends them. */
const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line !== '');

test('a job that is added to any configuration keeps its lines and its meaning, and is there after that', () => {
  fc.assert(
    fc.property(config, fc.constantFrom(...SET_UPS), (text, setUp) => {
      const read = (one: string) => parse(one, { version: '1.1', merge: true, logLevel: 'silent' }) ?? {};
      const before: Record<string, unknown> = read(text);
      const extension = withScrapeJob(text, setUp);
      if ('problem' in extension) throw new Error(`${extension.problem}\n${text}`);
      const once = applyChanges(text, extension.changes);
      // Each line is still there, in the same order.
      let at = 0;
      const lost = linesOf(text).filter((line) => {
        const found = linesOf(once).indexOf(line, at);
        if (found >= 0) at = found + 1;
        return found < 0;
      });
      expect(lost, once).toEqual([]);
      const { scrape_configs: jobs, rule_files: rules, ...others } = read(once);
      const { scrape_configs: oldJobs = [], rule_files: oldRules = [], ...oldOthers } = before;
      expect(others).toEqual(oldOthers);
      expect(jobs.slice(0, -1)).toEqual(oldJobs);
      expect(jobs.at(-1).job_name).toBe(setUp.prometheus.job);
      expect(rules).toEqual([...(oldRules as string[]), `/etc/prometheus/${setUp.prometheus.job}-alerts.yml`]);
      expect(withScrapeJob(once, setUp)).toEqual({ changes: [] });
    }),
    { numRuns: 300 },
  );
});
