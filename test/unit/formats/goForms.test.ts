import { describe, expect, it } from 'vitest';
import { goDurationProblem } from '../../../server/src/core/formats/duration';
import { relabelRegexes } from '../../../server/src/core/formats/regex';
import { parseGoUrl } from '../../../server/src/core/formats/url';

/** Seen with promtool 3.14 built with Go 1.26. */
describe('the host of a URL as Go reads it', () => {
  it.each(['http://a<b', 'http://a"b>', 'http://a:', 'http://é', 'http://%25', 'http://%c3%a9', 'http://[::1]:80'])(
    'may be that of %s',
    (text) => expect(parseGoUrl(text)).toHaveProperty('url'),
  );
  it.each(['http://[fe80::1%25en0]', 'http://[::ffff:1.2.3.4]', 'http://[::]', 'http://u:p@h', 'a:b:c'])(
    'may be that of %s',
    (text) => expect(parseGoUrl(text)).toHaveProperty('url'),
  );
  it.each([
    ['http://::1', 'invalid port "::1" after host'],
    ['http://a:1:2', 'invalid port ":1:2" after host'],
    ['http://%41/', 'invalid URL escape "%41"'],
    ['http://[1.2.3.4]', 'invalid IP-literal'],
    ['http://[a]', 'invalid host: ParseAddr("a"): unable to parse IP'],
    ['http://a|b', 'invalid character "|" in host name'],
    ['http://[::1', "missing ']' in host"],
  ])('may not be that of %s', (text, error) => expect(parseGoUrl(text)).toEqual({ error }));
});

describe('a duration of Go', () => {
  it.each(['9223372036854775807ns', '-9223372036854775808ns', '2562047h', '1.5h', '.5s', '1µs'])('may be %s', (text) =>
    expect(goDurationProblem(text)).toBeUndefined(),
  );
  it.each(['9223372036854775808ns', '2562048h', '1d', '1'])('may not be %s', (text) =>
    expect(goDurationProblem(text)).toBeDefined(),
  );
});

describe('a regular expression of relabeling', () => {
  const problemOf = relabelRegexes();
  it('may give two groups the same name', () => {
    expect(problemOf('(?P<a>b)(?P<a>c)')).toBeUndefined();
    expect(problemOf('(?P<a>b)(?P<a>c)(?=x)')).toContain('(?=');
  });
});
