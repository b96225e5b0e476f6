import { describe, expect, test } from 'vitest';
import { fieldSelectorError, labelSelectorError } from '../../../server/src/core/formats/kubernetesSelector';

const FIELDS_GOOD = [
  '',
  'a=b',
  'a==b',
  'a!=b',
  '=b',
  'a=',
  ',a=b',
  'a=b,,c=d',
  ' a = b ',
  'a=b\\,c',
  'a=\\=',
  'a\\=b',
  'a=ü',
];

/** The words are those of promtool 3.14. */
const FIELDS_BAD: readonly (readonly [string, string])[] = [
  ['a', "invalid selector: 'a'; can't understand 'a'"],
  ['a=b,c', "invalid selector: 'a=b,c'; can't understand 'c'"],
  ['z,a', "invalid selector: 'z,a'; can't understand 'a'"],
  ['a>b', "invalid selector: 'a>b'; can't understand 'a>b'"],
  ['a!b', "invalid selector: 'a!b'; can't understand 'a!b'"],
  ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
  ['a===b', 'invalid field selector: unescaped character in value: 61'],
  ['a=b\\c', 'invalid field selector: invalid escape sequence: \\c'],
  ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
];

const LABELS_GOOD = [
  ...[
    '',
    ' ',
    'a',
    '!a',
    'a, ! b',
    'a=b',
    'a==b',
    'a!=b',
    'a = b , c = d',
    'a=',
    'a=,b',
    'a!=',
    'ab!=',
    'a>1',
    'a<007',
  ],
  ...[
    'a in (b)',
    'a in(b,c)',
    'a in ()',
    'a in (b,)',
    'a in (,b)',
    'a in (a,,b)',
    'a in (,,)',
    'a in (a,,)',
    'a notin (b)',
  ],
  ...[
    'in',
    'notin',
    'in in (in)',
    'a=in',
    'a in (in,notin)',
    'a.b/c=d',
    'app.kubernetes.io/name in (a, b)',
    'a=b_c.d-e',
  ],
];

const LABELS_BAD: readonly (readonly [string, string])[] = [
  ['a,', "found '', expected: identifier after ','"],
  [',a', "found ',', expected: !, identifier, or 'end of string'"],
  ['a,,b', "found ',', expected: identifier after ','"],
  ['(a)', "found '(', expected: !, identifier, or 'end of string'"],
  ['a in b', "unable to parse requirement: found 'b' expected: '('"],
  ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
  ['a in (a b)', "unable to parse requirement: found 'b', expected: ',' or ')'"],
  ['a in (=)', "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
  ['a in (a,=)', "unable to parse requirement: found '=', expected: ',', or identifier"],
  ['a notin', "unable to parse requirement: found '' expected: '('"],
  ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['a!b', "unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt"],
  ['a=b c', "found 'c', expected: ',' or 'end of string'"],
  ['!a=b', "found '=', expected: ',' or 'end of string'"],
  ['a=(b)', "unable to parse requirement: found '(', expected: identifier"],
  ['a===b', "unable to parse requirement: found '=', expected: identifier"],
  ['!', "unable to parse requirement: found '', expected: identifier"],
  ['!!a', "unable to parse requirement: found '!', expected: identifier"],
  ['/c=d', 'unable to parse requirement: <nil>: Invalid value: "/c": prefix part must be non-empty'],
];

/** Words that are long: their beginnings. */
const LABELS_LONG: readonly (readonly [string, string])[] = [
  ['-a=b', 'unable to parse requirement: <nil>: Invalid value: "-a": name part must consist of'],
  [
    'a/=d',
    'unable to parse requirement: <nil>: Invalid value: "a/": name part must be non-empty; name part must consist',
  ],
  ['A.b/c', 'unable to parse requirement: <nil>: Invalid value: "A.b/c": prefix part a lowercase RFC 1123 subdomain'],
  ['a/b/c', 'unable to parse requirement: <nil>: Invalid value: "a/b/c": a valid label key must consist of'],
  ['a'.repeat(64), 'unable to parse requirement: <nil>: Invalid value: "aaaa'],
  ['a=-b', 'unable to parse requirement: values[0][a]: Invalid value: "-b": a valid label must be an empty string'],
  [`a=${'1'.repeat(64)}`, 'unable to parse requirement: values[0][a]: Invalid value: "1111'],
  [
    'a>b',
    "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an",
  ],
  ['a>9223372036854775808', 'unable to parse requirement: values[0]: Invalid value: "9223372036854775808"'],
  ['a in (-,/)', 'unable to parse requirement: [values[0][a]: Invalid value: "-": a valid label'],
];

describe('selectors of Kubernetes', () => {
  test.each(FIELDS_GOOD)('a field selector: %s', (text) => expect(fieldSelectorError(text)).toBeUndefined());
  test.each(FIELDS_BAD)('no field selector: %s', (text, words) => expect(fieldSelectorError(text)).toBe(words));
  test.each(LABELS_GOOD)('a label selector: %s', (text) => expect(labelSelectorError(text)).toBeUndefined());
  test.each(LABELS_BAD)('no label selector: %s', (text, words) => expect(labelSelectorError(text)).toBe(words));
  test.each(LABELS_LONG)('no label selector, at length: %s', (text, words) => {
    expect(labelSelectorError(text)?.slice(0, words.length)).toBe(words);
  });
});
