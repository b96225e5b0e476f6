import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Edits, NewEntry } from '../../../server/src/core/edits/edits';
import { yamlEdits } from '../../../server/src/core/edits/yamlEdits';
import { parseYaml } from '../../../server/src/core/syntax/yaml/parser';
import { applyChange, type TextChange } from '../../../server/src/core/text/edit';
import type { Span } from '../../../server/src/core/text/span';
import { unmark } from '../support/expectFindings';

interface EditCase {
  readonly name: string;
  /** The text; ‹marked› is the place that the edit is given. */
  readonly text: string;
  readonly edit: (edits: Edits, at: Span) => TextChange | undefined;
  /** The text afterwards; undefined where the edit cannot be made. */
  readonly gives: string | undefined;
}

const SCHEME: readonly NewEntry[] = [{ key: 'scheme', value: 'https' }];
const TLS: readonly NewEntry[] = [{ key: 'tls_config', value: [{ key: 'ca_file', value: 'ca.crt' }] }];

const CASES: readonly EditCase[] = [
  {
    name: 'an item of a list goes with its line and the comment behind it',
    text: 'a:\n- x\n- ‹y› # why\n- z\n',
    edit: (edits, at) => edits.removeItem(at),
    gives: 'a:\n- x\n- z\n',
  },
  {
    name: 'the first item of a list in brackets',
    text: 'a: [‹x›, y] # why\n',
    edit: (edits, at) => edits.removeItem(at),
    gives: 'a: [y] # why\n',
  },
  {
    name: 'another item of a list in brackets',
    text: 'a: [x,\n  ‹y›, z]\n',
    edit: (edits, at) => edits.removeItem(at),
    gives: 'a: [x, z]\n',
  },
  {
    name: 'the only item of a list stays, as does what is no item',
    text: 'a: [‹x›]\n',
    edit: (edits, at) => edits.removeItem(at),
    gives: undefined,
  },
  {
    name: 'an item that shares its line with the list around it stays',
    text: '- - ‹x›\n  - y\n',
    edit: (edits, at) => edits.removeItem(at),
    gives: undefined,
  },
  {
    name: 'a value keeps its single quotes',
    text: "a: ‹'x'› # why\n",
    edit: (edits, at) => edits.replaceValue(at, "it's"),
    gives: "a: 'it''s' # why\n",
  },
  {
    name: 'a value keeps its double quotes',
    text: 'a: [‹"x"›, y]\n',
    edit: (edits, at) => edits.replaceValue(at, '127.0.0.1:9100:9100'),
    gives: 'a: ["127.0.0.1:9100:9100", y]\n',
  },
  {
    name: 'a plain value gets quotes where it needs them',
    text: 'a: ‹x›\n',
    edit: (edits, at) => edits.replaceValue(at, '22:22'),
    gives: "a: '22:22'\n",
  },
  {
    name: 'a block scalar is left alone',
    text: 'a: ‹|\n  x\n›b: 1\n',
    edit: (edits, at) => edits.replaceValue(at, 'y'),
    gives: undefined,
  },
  {
    name: 'a line goes with the comment behind it, and not with the one above',
    text: 'a: 1\n# above\n‹b›: 2 # behind\nc: 3\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: 'a: 1\n# above\nc: 3\n',
  },
  {
    name: 'the first key of an item gives its place to the next one',
    text: '- ‹a›: 1\n  b: 2\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: '- b: 2\n',
  },
  {
    name: 'a comment between two keys of an item stays',
    text: '- ‹a›: 1\n  # about b\n  b: 2\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: '- \n  # about b\n  b: 2\n',
  },
  {
    name: 'a block that would be empty goes as a whole',
    text: 'job: x\ntls_config:\n  insecure_skip_verify: ‹true›\ntargets: []\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: 'job: x\ntargets: []\n',
  },
  {
    name: 'an item of a list with one key is not made null',
    text: '- ‹a›: 1\n- b: 2\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: undefined,
  },
  {
    name: 'of a mapping in braces the comma goes too',
    text: 'a: { ca_file: x, ‹b›: true }\n',
    edit: (edits, at) => edits.removeEntry(at),
    gives: 'a: { ca_file: x }\n',
  },
  {
    name: 'the last line of a text without a line break',
    text: 'a: 1\n‹b›: 2',
    edit: (edits, at) => edits.removeEntry(at),
    gives: 'a: 1',
  },
  {
    name: 'line ends of Windows stay',
    text: 'a: 1\r\n‹b›: 2\r\nc: 3\r\n',
    edit: (edits, at) => edits.addBeside(at, SCHEME),
    gives: 'a: 1\r\nb: 2\r\nscheme: https\r\nc: 3\r\n',
  },
  {
    name: 'keys are written beside the name of a job, as deep as it is',
    text: 'jobs:\n    - name: ‹x› # the job\n      targets: []\n',
    edit: (edits, at) => edits.addBeside(at, TLS),
    gives: 'jobs:\n    - name: x # the job\n      tls_config:\n          ca_file: ca.crt\n      targets: []\n',
  },
  {
    name: 'keys are written into the block of a key',
    text: '‹tls_config›:\n  server_name: x\nother: 1\n',
    edit: (edits, at) => edits.addInto(at, [{ key: 'ca_file', value: 'ca.crt' }]),
    gives: 'tls_config:\n  server_name: x\n  ca_file: ca.crt\nother: 1\n',
  },
  {
    name: 'keys are written below a key that has nothing yet',
    text: '‹tls_config›:\nother:\n  a: 1\n',
    edit: (edits, at) => edits.addInto(at, [{ key: 'ca_file', value: 'ca.crt' }]),
    gives: 'tls_config:\n  ca_file: ca.crt\nother:\n  a: 1\n',
  },
  {
    name: 'keys are written into braces',
    text: 'a: { ‹b›: 1 }\n',
    edit: (edits, at) => edits.addBeside(at, TLS),
    gives: 'a: { b: 1, tls_config: { ca_file: ca.crt } }\n',
  },
  {
    name: 'what an alias brings in is left alone',
    text: 'x: &x { b: 1 }\na: ‹*x›\n',
    edit: (edits, at) => edits.addInto(at, SCHEME),
    gives: undefined,
  },
  {
    name: 'a list is written in brackets',
    text: '‹a›: 1\n',
    edit: (edits, at) => edits.addBeside(at, [{ key: 'cap_drop', value: ['ALL'] }]),
    gives: 'a: 1\ncap_drop: [ALL]\n',
  },
  {
    name: 'an entry gives its place to others',
    text: 'job: x\n‹bearer_token_file›: t # old\nz: 1\n',
    edit: (edits, at) =>
      edits.replaceEntry(at, [{ key: 'authorization', value: [{ key: 'credentials_file', value: 't' }] }]),
    gives: 'job: x\nauthorization:\n  credentials_file: t # old\nz: 1\n',
  },
  {
    name: 'a key gets another name',
    text: 'a: { ‹password›: x }\n',
    edit: (edits, at) => edits.renameKey(at, 'password_file'),
    gives: 'a: { password_file: x }\n',
  },
];

const editsOf = (text: string) =>
  yamlEdits(
    text,
    parseYaml(text).documents.flatMap(({ root }) => root ?? []),
  );

describe('edits of YAML', () => {
  test.each(CASES)('$name', ({ text: marked, edit, gives }) => {
    const { text, spans } = unmark(marked);
    const change = edit(editsOf(text), spans[0]!);
    expect(change === undefined ? undefined : applyChange(text, change)).toBe(gives);
  });

  const scalar = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('a: b', '- x', '#', "it's", '"', '10:20', '*x'),
  );

  test('a value reads as what was put in, in every style', () => {
    fc.assert(
      fc.property(
        scalar.filter((text) => text.trim() !== '' && !/[\p{C}\p{Z}]/u.test(text.replaceAll(' ', ''))),
        fc.constantFrom("'old'", '"old"', 'old'),
        fc.constantFrom('a: @\nb: 1\n', 'a: [@, x]\nb: 1\n', '- a: @ # c\n  b: 1\n'),
        (value, old, frame) => {
          const text = frame.replace('@', () => old);
          const start = text.indexOf(old);
          const change = editsOf(text).replaceValue({ start, end: start + old.length }, value);
          const read = firstOf(parse(applyChange(text, change!)));
          // A plain word that is a number or a boolean stays one: who writes it means it.
          if (typeof read === 'string') expect(read).toBe(value);
          else expect(value).toMatch(/^[\w.+~-]+$/);
        },
      ),
    );
  });

  const tree = fc.letrec((tie) => ({
    mapping: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { minKeys: 2, maxKeys: 4 }),
    value: fc.oneof({ maxDepth: 3 }, fc.constantFrom('x', '1', 'y z'), tie('mapping')),
  })).mapping;

  test('an entry that is taken out or added changes nothing else, in any block', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(2, 4), fc.boolean(), fc.nat(), (value, indent, windows, pick) => {
        const lines = blockOf(value as Tree, 0, indent);
        const text = lines.map(({ line }) => line + (windows ? '\r\n' : '\n')).join('');
        const { path } = lines[pick % lines.length]!;
        const at = placeOf(text, lines, pick % lines.length, windows);
        const added = editsOf(text).addBeside(at, [{ key: 'new', value: 'https' }]);
        const expected = structuredClone(value) as Tree;
        parentOf(expected, path).new = 'https';
        expect(parse(applyChange(text, added!))).toEqual(plain(expected));
        const removed = editsOf(text).removeEntry(at);
        const without = structuredClone(value) as Tree;
        delete parentOf(without, path)[path.at(-1)!];
        expect(parse(applyChange(text, removed!))).toEqual(plain(without));
      }),
    );
  });
});

/** The value of `a`, or its first item. */
function firstOf(read: unknown): unknown {
  const { a } = (Array.isArray(read) ? read[0] : read) as { a: unknown };
  return Array.isArray(a) ? a[0] : a;
}

type Tree = { [key: string]: string | Tree };
interface Line {
  readonly line: string;
  readonly path: readonly string[];
}

function blockOf(tree: Tree, depth: number, indent: number, path: readonly string[] = []): readonly Line[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const own = [...path, key];
    const head = ' '.repeat(depth * indent) + key;
    if (typeof value === 'string') return [{ line: `${head}: ${value} # ${key}`, path: own }];
    return [{ line: `${head}:`, path: own }, ...blockOf(value, depth + 1, indent, own)];
  });
}

function placeOf(text: string, lines: readonly Line[], index: number, windows: boolean): Span {
  const before = lines.slice(0, index).reduce((sum, { line }) => sum + line.length + (windows ? 2 : 1), 0);
  const start = before + (/^ */.exec(text.slice(before))?.[0].length ?? 0);
  return { start, end: start + 1 };
}

function parentOf(tree: Tree, path: readonly string[]): Tree {
  return path.slice(0, -1).reduce((node, key) => node[key] as Tree, tree);
}

/** What a reader of YAML makes of the scalars. */
function plain(tree: Tree): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? (value === '1' ? 1 : value) : plain(value),
    ]),
  );
}
