import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const CASES: readonly CheckCase[] = [
  {
    rules: [23],
    name: 'a job without a name lacks the key',
    code: 'missing-key',
    text: 'scrape_configs:\n  - ‹static_configs›: []\n',
    says: 'job_name is empty',
  },
  {
    rules: [36],
    name: 'a timeout longer than the interval of the job',
    code: 'scrape-timeout-exceeds-interval',
    text: 'scrape_configs:\n  - job_name: a\n    scrape_interval: 10s\n    scrape_timeout: ‹15s›\n',
  },
];

describe('scrape_configs', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
