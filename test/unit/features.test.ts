import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionAt } from '../../server/src/core/features/completion';
import { hoverAt } from '../../server/src/core/features/hover';
import { foldsOf, outlineOf } from '../../server/src/core/features/outline';
import { yamlKinds } from '../../server/src/core/kinds/registry';
import { editDistance, nearest } from '../../server/src/core/schema/suggest';
import { openDocument } from '../../server/src/core/syntax/yaml/parts';
import { applyChanges } from '../../server/src/core/text/edit';
import { yamlText } from './support/yamlTexts';

const kind = yamlKinds().get('prometheus')!();
const VERSION = 3_015_000;

test('features answer for every place of every text, with spans inside it', () => {
  fc.assert(
    fc.property(yamlText, fc.double({ min: 0, max: 1, noNaN: true }), (text, at) => {
      const document = openDocument(text, kind.cut);
      const offset = Math.floor(at * text.length);
      const inside = ({ start, end }: { start: number; end: number }) => {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      };
      const completion = completionAt(document, text, kind, VERSION, offset);
      if (completion !== undefined) inside(completion.replaces);
      const hover = hoverAt(document, kind, VERSION, offset);
      if (hover !== undefined) inside(hover);
      for (const item of outlineOf(document)) inside(item.range);
      for (const fold of foldsOf(document)) inside(fold);
    }),
    { numRuns: 600 },
  );
});

describe('what was probably meant', () => {
  test.each([
    ['scrape_intervall', ['scrape_interval', 'scrape_timeout'], 'scrape_interval'],
    ['ca_file', ['client_ca_file', 'cert_file', 'key_file'], 'client_ca_file'],
    ['jobname', ['job_name', 'scheme'], 'job_name'],
    ['Scheme', ['scheme', 'schema'], 'scheme'],
    ['metric_relabel_config', ['metric_relabel_configs', 'relabel_configs'], 'metric_relabel_configs'],
    ['targest', ['targets', 'labels'], 'targets'],
    ['password', ['username', 'region'], undefined],
    ['x', ['ca', 'key'], undefined],
  ])('by `%s` among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('the distance counts insertions, deletions, replacements and swapped neighbours', () => {
    expect(editDistance('abc', 'abc', 3)).toBe(0);
    expect(editDistance('abc', 'acb', 3)).toBe(1);
    expect(editDistance('abc', 'ab', 3)).toBe(1);
    expect(editDistance('abc', 'xyz', 3)).toBe(3);
    expect(editDistance('abc', 'abcdefgh', 3)).toBe(4);
  });
});

describe('changes made at once', () => {
  test('are offsets into the text before any of them, in any order', () => {
    const changes = [
      { start: 4, end: 5, newText: 'E' },
      { start: 0, end: 1, newText: 'AA' },
      { start: 2, end: 2, newText: '-' },
    ];
    expect(applyChanges('abcdef', changes)).toBe('AAb-cdEf');
  });

  test('that overlap are not mixed: the later one is left out', () => {
    const changes = [
      { start: 0, end: 3, newText: 'x' },
      { start: 2, end: 4, newText: 'y' },
    ];
    expect(applyChanges('abcdef', changes)).toBe('xdef');
  });
});
