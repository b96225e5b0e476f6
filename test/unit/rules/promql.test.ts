import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPromql } from '../../../server/src/core/kinds/rules/promql/check';
import { release } from '../../../server/src/core/schema/version';
import { unmark } from '../support/expectFindings';
import { BAD_PROMQL, GOOD_PROMQL } from '../support/promqlTexts';

const NEWEST = release('3.15');

/** What came later or is gone: the expression, the version before, and where it is wrong there. */
const VERSIONS: readonly (readonly [marked: string, bad: string, good: string])[] = [
  ['‹limitk›(1, a)', '2.53', '2.54'],
  ['‹mad_over_time›(a[5m])', '2.48', '2.49'],
  ['‹info›(a)', '2.54', '2.55'],
  ['‹holt_winters›(a[5m], 0.5, 0.5)', '3.0', '2.55'],
  ['‹double_exponential_smoothing›(a[5m], 0.5, 0.5)', '2.55', '3.0'],
  ['‹histogram_quantiles›(a, "q", 0.5, 0.9)', '3.10', '3.11'],
  ['{‹"a.b"›}', '2.52', '3.0'],
  ['sum by (‹"a.b"›) (c)', '2.55', '3.0'],
  ['a > ‹1_000›', '2.53', '2.54'],
  ['a > ‹5m›', '2.53', '2.54'],
  ['rate(a[‹300›])', '2.53', '2.54'],
  ['rate(a[5m ‹*› 2])', '3.3', '3.4'],
  ['rate(a[5m] ‹anchored›)', '3.6', '3.7'],
  ['a + ‹fill›(0) b', '3.9', '3.10'],
];

/** Texts that become PromQL only when another program has filled them in. */
const TEMPLATES = [
  'rate(a[{{ .Range }}])',
  `a > $${'{LIMIT}'}`,
  'sum(rate(a[$interval]))',
  '{% if x %}a{% endif %}',
  'a > [[ limit ]]',
];

describe('PromQL', () => {
  test.each(GOOD_PROMQL)('%s', (text) => {
    for (const version of ['2.42', '3.15']) expect(checkPromql(text, release(version))).toEqual([]);
  });

  test.each(BAD_PROMQL)('%s', (marked, says) => {
    const { text, spans } = unmark(marked);
    const found = checkPromql(text, NEWEST);
    expect(found.map(({ start, end }) => ({ start, end }))).toEqual(spans);
    if (says === '') expect(found[0]?.program).toBeUndefined();
    else expect(found[0]?.program).toContain(says);
  });

  test.each(VERSIONS)('%s in %s and %s', (marked, bad, good) => {
    const { text, spans } = unmark(marked);
    expect(checkPromql(text, release(bad)).map(({ start, end }) => ({ start, end }))).toEqual(spans);
    expect(checkPromql(text, release(good))).toEqual([]);
  });

  test.each(TEMPLATES)('%s is left alone', (text) => expect(checkPromql(text, NEWEST)).toEqual([]));

  test('is read without end or exception, whatever the text', () => {
    const pieces = [
      'a',
      'sum',
      'rate',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '5m',
      '"x"',
      '"',
      '\\',
      '+',
      '-',
      '^',
      ' ',
      'by',
      'on',
      'offset',
      '@',
      ',',
      '=',
      '=~',
      '\n',
      '#',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const text = parts.join('');
        for (const { start, end } of checkPromql(text, NEWEST)) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
    );
    for (const text of [
      '('.repeat(10_000),
      '-'.repeat(10_000),
      `a${' + a'.repeat(10_000)}`,
      `a${' ^ a'.repeat(1_500)}`,
      `a${' or a'.repeat(1_500)}`,
      `${'-'.repeat(3_000)}a`,
    ]) {
      expect(checkPromql(text, NEWEST).length).toBeLessThan(2);
    }
  });
});
