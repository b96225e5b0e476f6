import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const main = (pattern: string) => `scrape_config_files:\n  - ${pattern}\nscrape_configs:\n  - job_name: main\n`;
const files = (pattern: string, ...found: readonly (readonly [path: string, text: string])[]) =>
  new Map([[pattern, found.map(([path, text]) => ({ path, text }))]]);
const jobs = (...names: readonly string[]) =>
  `scrape_configs:\n${names.map((name) => `  - job_name: ${name}\n`).join('')}`;

const CASES: readonly CheckCase[] = [
  {
    rules: [24],
    name: 'a job name of the main file in an included one',
    code: 'duplicate-job-name',
    text: main('‹jobs/*.yml›'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', jobs('a', 'main')]),
    says: /`main` of `jobs\/a\.yml`.*found multiple scrape configs with job name "main", first found in main config file/,
  },
  {
    rules: [24],
    name: 'a job name in two included files',
    code: 'duplicate-job-name',
    text: main('‹jobs/*.yml›'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', jobs('a')], ['jobs/b.yml', jobs('a')]),
    says: 'stands in `jobs/a.yml` too',
  },
  {
    rules: [24],
    name: 'a file that two patterns match',
    code: 'duplicate-job-name',
    text: 'scrape_config_files:\n  - jobs/*.yml\n  - ‹jobs/a.yml›\n',
    neighbours: new Map([
      ['jobs/*.yml', [{ path: 'jobs/a.yml', text: jobs('a', 'b') }]],
      ['jobs/a.yml', [{ path: 'jobs/a.yml', text: jobs('a', 'b') }]],
    ]),
    says: 'included a second time',
  },
  {
    rules: [24],
    name: 'another section in an included file',
    code: 'included-file-invalid',
    text: main('‹jobs/*.yml›'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', `${jobs('a')}global:\n  scrape_interval: 15s\n`]),
    says: 'Line 3: `global` cannot stand there',
  },
  {
    rules: [27],
    name: 'an included file that does not load, with its first error',
    code: 'included-file-invalid',
    text: main('‹jobs/*.yml›'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', `${jobs('a')}    scheme: [http]\n    nonsense: 1\n`]),
    says: /`jobs\/a\.yml` does not load.*Line 3: /,
  },
  {
    rules: [27],
    name: 'an included file that is no YAML',
    code: 'included-file-invalid',
    text: main('‹jobs/*.yml›'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', 'scrape_configs: [\n']),
  },
  {
    rules: [27, 36],
    name: 'an included job is judged with the interval of the main file',
    code: 'included-file-invalid',
    text: `global:\n  scrape_interval: 5s\n${main('‹jobs/*.yml›')}`,
    neighbours: files('jobs/*.yml', ['jobs/a.yml', `${jobs('a')}    scrape_timeout: 10s\n`]),
  },
  {
    rules: [27],
    name: 'a warning in an included file is no matter of the main one',
    text: main('jobs/*.yml'),
    neighbours: files('jobs/*.yml', ['jobs/a.yml', `${jobs('a')}    scrape_interval: 10m\n`], ['jobs/b.yml', '']),
  },
  { rules: [26], name: 'a pattern that matches nothing', text: main('jobs/*.yml'), neighbours: files('jobs/*.yml') },
  { rules: [27], name: 'nobody can read files', text: main('jobs/*.yml') },
  {
    rules: [24],
    name: 'the key before there was one',
    code: 'newer-version-needed',
    version: '2.42',
    text: '‹scrape_config_files›: [jobs/*.yml]\n',
  },
];

describe('scrape_config_files', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
