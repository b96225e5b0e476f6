import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStunnel } from '../../../server/src/core/kinds/stunnel/document';
import { effective } from '../../../server/src/core/kinds/stunnel/effective';
import type { Statement } from '../../../server/src/core/kinds/stunnel/statement';

const shown = (line: Statement): string => {
  if (line.kind === 'stray') return `${line.line}: stray ${line.text}`;
  if (line.kind === 'header') return `${line.line}: ${line.isBroken ? 'broken ' : ''}[${line.name.text}]`;
  return `${line.line}: ${line.name.text} = ${line.value.text}`;
};

describe('the lines of a stunnel.conf', () => {
  test.each<[string, string, string[]]>([
    ['split at the first =', 'a = b = c', ['1: a = b = c']],
    ['blanks around name and value go', ' \t\v\fa\t =\t b c \t', ['1: a = b c']],
    ['a no-break space is no blank', '\u00a0a = b', ['1: \u00a0a = b']],
    ['comments begin with ; and #', '; a = b\n  # c = d\n// e', ['3: stray // e']],
    ['there are no comments behind a value', 'a = b ; c # d', ['1: a = b ; c # d']],
    ['a value may be empty, and so may a name', 'a =\n= b', ['1: a = ', '2:  = b']],
    ['a header is verbatim', '[ a ]\n[b]c]\n[]\n[x] = [y]', ['1: [ a ]', '2: [b]c]', '3: []', '4: [x] = [y]']],
    ['a header that does not end is broken', '[a] ; b\n[c', ['1: broken [a]', '2: broken [c]']],
    ['carriage returns are dropped anywhere', 'a\r = b\r\nac\rcept = 1\r2', ['1: a = b', '2: accept = 12']],
    ['a NUL ends the line', 'a = b\0c\n\0d', ['1: a = b']],
    ['a byte order mark counts in the first line only', '\uFEFFa = b\n\uFEFFc = d', ['1: a = b', '2: \uFEFFc = d']],
    ['a line of 16383 bytes is one', `;${'x'.repeat(16_382)}`, []],
    ['the rest of a longer line is another', `;${'x'.repeat(16_382)}y`, ['1: stray y']],
    ['bytes count, not characters', `;${'é'.repeat(8191)}y`, ['1: stray y']],
    ['no newline at the end is needed', 'a = b\n\n', ['1: a = b']],
  ])('%s', (_name, text, expected) => {
    expect(parseStunnel(text).statements.map(shown)).toEqual(expected);
  });

  test('belong to the global part or to a service', () => {
    const { global, services } = parseStunnel('a = 1\n[s]\nb = 2\njunk\n[t]\n');
    expect(global.assignments.map(shown)).toEqual(['1: a = 1']);
    expect(
      services.map(({ header, assignments, strays }) => [header.name.text, assignments.length, strays.length]),
    ).toEqual([
      ['s', 1, 1],
      ['t', 0, 0],
    ]);
  });

  test.each(['a = {{ b }}', '{% if x %}', '<% y %>', '{# note #}'])('%s makes it a template', (line) => {
    expect(parseStunnel(`; {{ in a comment }}\n${line}\n`).template).toBeDefined();
  });

  test('a mark of a template in a comment says nothing', () => {
    expect(parseStunnel('; {{ a }}\n# <% b %>\n').template).toBeUndefined();
  });

  test('any text has lines, whose words stand where they say', () => {
    const piece = fc.constantFrom(
      'a',
      ' = ',
      '\n',
      '\r',
      '[',
      ']',
      ';',
      '#',
      '\0',
      '\uFEFF',
      'é',
      '😀',
      'accept',
      '\t',
      'x'.repeat(6000),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const line of parseStunnel(text).statements) {
          expect(line.start).toBeGreaterThanOrEqual(end);
          end = line.end;
          expect(end).toBeLessThanOrEqual(text.length);
          for (const word of line.kind === 'assignment' ? [line.name, line.value] : []) {
            expect(text.slice(word.start, word.end).replaceAll('\r', '')).toBe(word.text);
          }
        }
      }),
    );
  });
});

describe('what counts in a service', () => {
  const document = parseStunnel(
    'client = yes\nconnect = a\nsslVersion = all\n[s]\nconnect = b\nCLIENT = no\ncurve = P-256\npid = x\nfoo = 1\n',
  );
  const [service] = document.services;
  const settings = effective(document, service ?? document.global);

  test.each([
    ['the last line wins, its own behind the inherited one', 'client', 'no', 'service'],
    ['an alias sets the same option', 'curves', 'P-256', 'service'],
    ['the global part gives the rest', 'sslVersion', 'all', 'global'],
  ])('%s', (_name, option, value, setIn) => {
    expect(settings.last(option)).toMatchObject({ value, setIn });
  });

  test('lists add up', () => expect(settings.all('connect').map(({ value }) => value)).toEqual(['a', 'b']));
  test('what does not belong into a service does not count', () => expect(settings.last('pid')).toBeUndefined());
});
