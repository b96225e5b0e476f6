import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createServices } from '../../../server/src/core/services/registry';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const YAML: readonly CheckCase[] = [
  { rules: [95], name: 'an empty file is fine', text: '' },
  { rules: [95], name: 'an empty list is fine', text: '[]\n' },
  {
    rules: [95],
    name: 'groups of all sorts',
    text: '- targets: [a:9100, 10.0.0.1:9100, "[::1]:9100"]\n  labels: {env: prod, n: 5}\n- targets:\n  - b\n- labels:\n',
  },
  {
    rules: [95],
    name: 'what a prober is asked for is a URL',
    text: '- targets: [https://example.com/login, http://a]\n',
  },
  { rules: [95], name: 'an unknown key', text: '- ‹target›: [a]\n', code: 'unknown-key', fixed: '- targets: [a]\n' },
  { rules: [95], name: 'a key twice', text: '- targets: [a]\n  ‹targets›: [b]\n', code: 'duplicate-key' },
  {
    rules: [95],
    name: 'a target alone',
    text: '- targets: ‹a:9100›\n',
    code: 'wrong-type',
    fixed: '- targets: [a:9100]\n',
  },
  { rules: [95], name: 'a target that is a mapping', text: '- targets:\n  - ‹host›: a\n', code: 'wrong-type' },
  { rules: [95], name: 'a list of texts', text: '- ‹a:9100›\n', code: 'wrong-type' },
  { rules: [95], name: 'a mapping as the file', text: '‹targets›: [a]\nlabels: {}\n', code: 'wrong-type' },
  {
    rules: [95],
    name: 'a null group',
    text: '- targets: [a]\n-‹›\n',
    code: 'empty-list-item',
    says: 'nil target group item found',
  },
  { rules: [95], name: 'a list as labels', text: '- targets: [a]\n  labels: ‹[a]›\n', code: 'wrong-type' },
  { rules: [95], name: 'a mapping as a label', text: '- targets: [a]\n  labels: {a: ‹{b: c}›}\n', code: 'wrong-type' },
  { rules: [95], name: 'an empty label name', text: '- targets: [a]\n  labels: {‹""›: c}\n', code: 'invalid-value' },
  {
    rules: [95],
    name: 'a label with a dash in 2.x',
    text: '- labels: {‹a-b›: c}\n',
    code: 'invalid-value',
    version: '2.55',
    says: '"a-b" is not a valid label name',
  },
  { rules: [95], name: 'a label with a dash', text: '- labels: {a-b: c}\n' },
  {
    rules: [95],
    name: 'an empty target',
    text: '- targets: [‹""›]\n',
    code: 'target-without-address',
    severity: 'warning',
  },
  {
    rules: [95],
    name: 'the metrics page of a target',
    text: '- targets: [‹https://a:9100/metrics›]\n',
    code: 'target-is-no-host',
    severity: 'warning',
    says: 'Write `a:9100` and `scheme: https`',
  },
];

describe('target files in YAML', () => {
  test.each(YAML)('$name', (row) => expectCase('file-sd', row));
});

const JSON_FILES: readonly CheckCase[] = [
  { rules: [95], name: 'an empty list is fine', text: '[]' },
  { rules: [95], name: 'null is fine', text: 'null' },
  {
    rules: [95],
    name: 'a list with tabs',
    text: '[\n\t{\n\t\t"targets": ["a:9100"],\n\t\t"labels": {"env": "\\ud83d\\ude00"}\n\t}\n]\n',
  },
  {
    rules: [95],
    name: 'Go takes keys of any case, and the last of two',
    text: '[{"Targets": ["a"], "labels": null, "targets": ["b"]}]',
  },
  {
    rules: [95],
    name: 'a comma at the end',
    text: '[{"targets": ["a", ‹]›}]',
    code: 'json-syntax',
    says: 'no comma behind the last item',
  },
  { rules: [95], name: 'a comment', text: '[‹// a›\n]', code: 'json-syntax', says: 'no comments' },
  { rules: [95], name: 'single quotes', text: "[{‹'targets'›: []}]", code: 'json-syntax' },
  {
    rules: [95],
    name: 'a missing comma',
    text: '[{"targets": ["a" ‹"b"›]}]',
    code: 'json-syntax',
    says: 'A comma is missing',
  },
  {
    rules: [95],
    name: 'an open bracket',
    text: '[{"targets": ["a"]}‹›',
    code: 'json-syntax',
    says: 'A `]` is missing',
  },
  {
    rules: [95],
    name: 'an unknown key',
    text: '[{"‹target›": ["a"]}]',
    code: 'unknown-key',
    says: 'json: unknown field "target"',
  },
  { rules: [95], name: 'an object as the file', text: '‹{›"targets": []}', code: 'wrong-type' },
  {
    rules: [95],
    name: 'a null group',
    text: '[‹null›]',
    code: 'empty-list-item',
    says: 'nil target group item found (index 0)',
  },
  { rules: [95], name: 'a number as a target', text: '[{"targets": [‹5›]}]', code: 'wrong-type' },
  { rules: [95], name: 'a text as targets', text: '[{"targets": ‹"a"›}]', code: 'wrong-type' },
  { rules: [95], name: 'a number as a label', text: '[{"labels": {"a": ‹5›}}]', code: 'wrong-type' },
  {
    rules: [95],
    name: 'a label with a dash in 2.x',
    text: '[{"labels": {"‹a-b›": "c"}}]',
    code: 'invalid-value',
    version: '2.55',
  },
];

describe('target files in JSON', () => {
  test.each(JSON_FILES)('$name', (row) => expectCase('file-sd', { ...row, path: '/targets/a.json' }));
});

describe('the nouns of a target file', () => {
  test.each([
    ['a.yml', '- targets: [a:1, b:2]\n  labels: {x: y}\n- labels: {}\n'],
    ['a.json', '[{"targets": ["a:1", "b:2"]}, {}]'],
  ])('of %s are a client whose scheme nobody knows', (path, text) => {
    const service = createServices([]).get('file-sd');
    const targets = { prometheus: 3_014_000, toolkit: 0, stunnel: 0 };
    const { clients } = service?.check(service.open(text), { targets, path }).nouns() ?? { clients: [] };
    expect(
      clients.map(({ role, name, scheme, targets }) => [role, name, scheme.value, targets.map(({ value }) => value)]),
    ).toEqual([['scrape', '', undefined, ['a:1', 'b:2']]]);
  });
});

describe('any text', () => {
  const pieces = [
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"targets"',
    '"labels"',
    '"a"',
    'null',
    '5',
    '\n',
    '- ',
    'targets: ',
    '\t',
    '\\',
    '"',
  ];
  test.each(['a.yml', 'a.json'])('as %s gives findings inside of it', (path) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const text = parts.join('');
        for (const { start, end } of findingsIn('file-sd', text, { path })) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
    );
    expect(findingsIn('file-sd', '['.repeat(50_000), { path }).length).toBeGreaterThan(0);
  });
});
