import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { resolveAlias, type YamlNode } from '../../../server/src/core/syntax/yaml/nodes';
import { parseYaml } from '../../../server/src/core/syntax/yaml/parser';
import { openDocument } from '../../../server/src/core/syntax/yaml/parts';
import { resolveScalar } from '../../../server/src/core/syntax/yaml/resolve';
import { yamlText } from '../support/yamlTexts';

/** What `node` says, without how it is written. */
function meaning(node: YamlNode | undefined): unknown {
  const target = node === undefined ? undefined : resolveAlias(node);
  if (target === undefined) return null;
  if (target.type === 'mapping') return { pairs: target.pairs.map(({ key, value }) => [meaning(key), meaning(value)]) };
  if (target.type === 'sequence') return target.items.map(meaning);
  const resolved = resolveScalar(target);
  return resolved.type === 'null' ? null : target.value;
}

/** The same of the `yaml` library's reading, every scalar as its text. Throws where the library finds a mistake. */
function libraryMeaning(text: string): unknown {
  const document = parseDocument(text, { version: '1.1', schema: 'failsafe', uniqueKeys: false });
  if (document.errors[0] !== undefined) throw document.errors[0];
  const walk = (node: unknown): unknown => {
    if (isAlias(node)) return walk(node.resolve(document));
    if (isMap(node)) return { pairs: node.items.map(({ key, value }) => [walk(key), walk(value)]) };
    if (isSeq(node)) return node.items.map(walk);
    if (!isScalar(node)) return null;
    const isNull = node.type === 'PLAIN' && ['', '~', 'null', 'Null', 'NULL'].includes(String(node.value ?? ''));
    return isNull ? null : node.value;
  };
  return walk(document.contents);
}

const HONEST: readonly (readonly [name: string, text: string])[] = [
  ['block mappings and lists', 'a:\n  b: c\n  d:\n    - e\n    - f: g\n      h: i\n'],
  ['a list at the indentation of its key', 'rule_files:\n- a\n- b\nglobal:\n  x: y\n'],
  ['flow collections over several lines', 'a: [b, c,\n  d, {e: f, "g": h}]\nz: {\n  k: v,\n}\n'],
  [
    'literal and folded scalars',
    'a: |\n  one\n   two\n\n  three\nb: >-\n  four\n  five\n\n  six\nc: |+\n  x\n\nd: |2\n    y\n',
  ],
  ['quoted scalars over lines', "a: \"one\n  two\\n\\x41 \\u00e9 \\\n  three\"\nb: 'it''s\n\n  so'\n"],
  ['plain scalars over lines', 'a: one\n  two\n\n  three # comment\nb: c#d e:f\n'],
  ['anchors and aliases', 'a: &x {b: [c]}\nd: *x\ne: &y text\nf: *y\n'],
  ['comments and blank lines', '# head\n\na: b # c\n\n  # indented\nd:\n  # inside\n  e: f\n# end\n'],
  ['Windows line ends', 'a:\r\n  b: c\r\n  d:\r\n  - e\r\n'],
  ['a document with markers', '---\na: b\n...\n'],
  ['explicit keys', '? a\n: b\n? c\n: - d\n'],
  ['values that hold colons and dashes', 'a: http://b:80/c\nd: -1\ne: --f\n'],
  ['nested lists', '- - a\n  - b\n- - c\n-\n  - d\n'],
];

describe('the YAML reader', () => {
  test.each(HONEST)('reads %s as the reference library does', (_name, text) => {
    const tree = parseYaml(text);
    expect(tree.problems).toEqual([]);
    expect(meaning(tree.documents[0]?.root)).toEqual(libraryMeaning(text));
  });

  test('gives every text a tree whose spans lie in the text, in order, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(yamlText, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        const tree = parseYaml(text);
        const visit = (node: YamlNode, from: number, to: number): void => {
          expect(node.start).toBeGreaterThanOrEqual(from);
          expect(node.end).toBeGreaterThanOrEqual(node.start);
          expect(node.end).toBeLessThanOrEqual(to);
          if (node.type === 'sequence') for (const item of node.items) visit(item, 0, text.length);
          if (node.type === 'mapping') {
            for (const { key, value } of node.pairs) {
              visit(key, 0, text.length);
              visit(value, key.start, text.length);
            }
          }
        };
        for (const { root } of tree.documents) if (root !== undefined) visit(root, 0, text.length);
        for (const { start, end } of tree.problems) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('cuts an honest document into parts that say the same as the whole', () => {
    fc.assert(
      fc.property(yamlText, (text) => {
        const whole = parseYaml(text);
        const root = whole.documents[0]?.root;
        fc.pre(whole.problems.length === 0 && whole.documents.length === 1 && root?.type === 'mapping');
        const document = openDocument(text, 'sections');
        const sections: [unknown, unknown][] = [];
        for (const { part } of document.parts) {
          const found = part.tree.documents[0]?.root;
          if (part.kind === 'item' && found?.type === 'sequence') {
            const last = sections.at(-1)!;
            last[1] = [...((last[1] as unknown[]) ?? []), ...found.items.map(meaning)];
          } else if (found?.type === 'mapping')
            for (const { key, value } of found.pairs) sections.push([meaning(key), meaning(value)]);
        }
        expect({ pairs: sections }).toEqual(meaning(root));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['blocks', (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['brackets', (depth: number) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}`],
    ['lists', (depth: number) => '- '.repeat(depth)],
  ])('stops at nesting that is too deep (%s) and says so', (_name, text) => {
    expect(parseYaml(text(3000)).problems.map(({ code }) => code)).toContain('too-deep');
    expect(parseYaml(text(50)).problems).toEqual([]);
  });
});

/** Broken texts with the code of the one problem that is shown, at the marked place. */
const BROKEN: readonly (readonly [code: string, text: string])[] = [
  ['missing-colon', 'a: b\n‹cd›\ne: f\n'],
  ['missing-colon', 'x:\n  ‹ab›\n  c: d\n'],
  ['unterminated', 'a: ‹"b›\nc: d\n'],
  ['unterminated', 'a: ‹[b, c›\nd: e\n'],
  ['yaml-syntax', 'a: b‹:› c\n'],
  ['yaml-syntax', 'a: ‹-› b\n'],
  ['tab-indentation', 'a:\n‹\t›b: c\n'],
  ['yaml-syntax', 'a: ‹@›b\n'],
  ['undefined-alias', 'a: ‹*b›\n'],
  ['ignored-content', ' a: b\n‹c›: d\n'],
];

describe('a mistake in the syntax', () => {
  test.each(BROKEN)('%s is reported where it is: %j', (code, marked) => {
    const text = marked.replace(/[‹›]/g, '');
    const [start, end] = [marked.indexOf('‹'), marked.indexOf('›') - 1];
    const problems = parseYaml(text).problems;
    expect(problems.map((found) => [found.code, found.start, found.end])).toEqual([[code, start, end]]);
  });

  test('costs nothing behind the line where it stands', () => {
    const { documents } = parseYaml('a: "open\nb: [1, 2\nc:\n  d: e\n');
    expect(meaning(documents[0]?.root)).toEqual({
      pairs: [
        ['a', 'open'],
        ['b', ['1', '2']],
        ['c', { pairs: [['d', 'e']] }],
      ],
    });
  });
});
