import { describe, it } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const CASES: readonly CheckCase[] = [
  {
    rules: [162],
    name: 'a label name with a dash in required_matchers up to 2.55',
    text: 'remote_read:\n  - url: http://a/\n    required_matchers:\n      ‹a-b›: x\n      a_b: x\n',
    code: 'invalid-value',
    says: '"a-b" is not a valid label name',
    version: '2.55',
  },
  {
    rules: [162],
    name: 'the same from 3.0 on',
    text: 'remote_read:\n  - url: http://a/\n    required_matchers:\n      a-b: x\n',
    version: '3.0',
  },
];

describe('remote_read', () => {
  it.each(CASES)('$rules $name', (row) => expectCase('prometheus', row));
});
