import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goTemplateProblem } from '../../../server/src/core/formats/goTemplate';
import { type CheckCase, expectCase, unmark } from '../support/expectFindings';

const NAMES = {
  functions: new Set(['humanize', 'query', 'first', 'value', 'toUpper']),
  variables: ['$labels', '$value'],
};

const GOOD = [
  'no template at all, not even with { one } brace',
  '{{ $labels.instance }} is at {{ $value | humanize }}%',
  '{{- $labels.a -}} {{/* a comment */}}{{- /* another */ -}}',
  '{{ with query "up{job=\'x\'}" }}{{ . | first | value }}{{ end }}',
  '{{ range $i, $x := query "up" }}{{ if $i }}, {{ end }}{{ $x.Labels.a }}{{ else }}none{{ end }}',
  '{{ if and (eq $labels.a "b") (gt $value 5.0) }}x{{ else if true }}y{{ else }}z{{ end }}',
  '{{ $x := 5 }}{{ $x = 6 }}{{ printf "%.2f" $x }}',
  '{{ index $labels "a-b" }} {{ ($labels.a | toUpper).b }}',
  '{{ define "a" }}{{ . }}{{ end }}{{ template "a" $value }}{{ block "b" . }}{{ end }}',
  '{{`{{ $other }}`}} {{ "{{" }}',
  "{{ 'x' }} {{ -1.5e3 }} {{ nil | printf }} {{ .Labels.a.b }}",
  '{{ range . }}{{ break }}{{ end }}',
];

const BAD: readonly (readonly [marked: string, program: string | undefined])[] = [
  ['‹{{› $labels.a', 'unclosed action'],
  ['{{ $labels.a ‹}› and {{ $value }}', undefined],
  ['‹{{›/* x', 'unclosed comment'],
  ['{{ ‹labels›.instance }}', 'function "labels" not defined'],
  ['{{ $value | ‹humanise› }}', 'function "humanise" not defined'],
  ['{{ ‹$lables›.instance }}', 'undefined variable "$lables"'],
  ['{{ $labels.foo‹-›bar }}', "bad character U+002D '-'"],
  ['{{ $value‹/›100 }}', "bad character U+002F '/'"],
  ['{{ ‹if› $value }}x', 'unexpected EOF'],
  ['{{ if ‹}}›x{{ end }}', 'missing value for if'],
  ['{{ ‹}}›', 'missing value for command'],
  ['x{{ ‹end› }}', 'unexpected {{end}}'],
  ['x{{ ‹else› }}', undefined],
  ['{{ if true }}{{ else }}{{ ‹else› }}{{ end }}', undefined],
  ['{{ printf ‹"›%s }}', 'unterminated quoted string'],
  ['{{ $value | ‹5› }}', 'non executable command in pipeline stage 2'],
  ['{{ ‹break› }}', '{{break}} outside {{range}}'],
  ['{{ define "a" }}{{ ‹$labels› }}{{ end }}', 'undefined variable "$labels"'],
  ['{{ if true }}{{ $x := 1 }}{{ end }}{{ ‹$x› }}', 'undefined variable "$x"'],
];

describe('templates of Go', () => {
  test.each(GOOD)('%s', (text) => expect(goTemplateProblem(text, NAMES)).toBeUndefined());

  test.each(BAD)('%s', (marked, program) => {
    const { text, spans } = unmark(marked);
    const found = goTemplateProblem(text, NAMES);
    expect(found && [{ start: found.start, end: found.end }]).toEqual(spans);
    if (program !== undefined) expect(found?.program).toBe(program);
  });

  test('are read without end or exception, whatever the text', () => {
    const pieces = [
      '{{',
      '}}',
      '{{-',
      '-}}',
      ' ',
      'if',
      'end',
      'else',
      'range',
      '$x',
      ':=',
      '(',
      ')',
      '|',
      '.',
      '"',
      '`',
      '/*',
      '*/',
      'x',
      '1',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const text = parts.join('');
        const found = goTemplateProblem(text, NAMES);
        if (found !== undefined)
          expect(0 <= found.start && found.start <= found.end && found.end <= text.length).toBe(true);
      }),
    );
    expect(goTemplateProblem(`{{ ${'('.repeat(50_000)}`, NAMES)).toBeDefined();
    expect(goTemplateProblem('{{ if true }}'.repeat(20_000), NAMES)).toBeDefined();
  });
});

const HEAD = 'groups:\n- name: a\n  rules:\n  - alert: a\n    expr: up\n';

const CASES: readonly CheckCase[] = [
  {
    rules: [191],
    name: 'an annotation',
    text: `${HEAD}    annotations:\n      summary: "{{ ‹labels›.instance }} is down"\n`,
    code: 'invalid-template',
    says: /Did you mean `\$labels`\? Prometheus says: annotation "summary": template: .*function "labels" not defined/,
  },
  {
    rules: [191],
    name: 'a label',
    text: `${HEAD}    labels: {a: '‹{{› $value'}\n`,
    code: 'invalid-template',
    says: 'label "a": template:',
  },
  {
    rules: [191],
    name: 'a literal block',
    text: `${HEAD}    annotations:\n      a: |\n        x\n        {{ ‹$lables›.a }}\n`,
    code: 'invalid-template',
  },
  {
    rules: [191],
    name: 'a function of a later version',
    text: `${HEAD}    annotations: {a: '{{ ‹toDuration› 5 }}'}\n`,
    code: 'invalid-template',
    version: '3.5',
  },
  { rules: [191], name: 'that function', text: `${HEAD}    annotations: {a: '{{ toDuration 5 }}'}\n`, version: '3.6' },
  {
    rules: [191],
    name: 'what Helm fills in',
    text: `${HEAD}    annotations: {a: '{{ .Values.x | quote }} {{ include "a" . }}'}\n`,
  },
  {
    rules: [191],
    name: 'labels of a recording rule are no templates',
    text: 'groups:\n- name: a\n  rules:\n  - record: a\n    expr: up\n    labels: {a: "{{ x"}\n',
  },
];

const QUOTES: readonly CheckCase[] = [
  {
    rules: [191],
    name: 'text behind the template',
    text: `${HEAD}    annotations:\n      summary: ‹{{ $labels.instance }} is down›  # why\n      x: y\n`,
    code: 'template-without-quotes',
    fixed: `${HEAD}    annotations:\n      summary: "{{ $labels.instance }} is down"  # why\n      x: y\n`,
  },
  {
    rules: [191],
    name: 'nothing but the template, with quotes in it',
    text: `${HEAD}    annotations:\n      summary: ‹{{ $value | printf "%.2f" }}›\n`,
    code: 'template-without-quotes',
    fixed: `${HEAD}    annotations:\n      summary: '{{ $value | printf "%.2f" }}'\n`,
  },
  { rules: [191], name: 'in a literal block', text: `${HEAD}    annotations:\n      a: |\n        b: {{ $value }}\n` },
  {
    rules: [191],
    name: 'a template of Helm',
    text: `${HEAD}    labels:\n      x: ‹{{ .Values.x }}›\n    annotations:\n      a: {{ $value }}\n`,
    code: 'template',
    severity: 'info',
  },
];

describe('templates without quotes', () => {
  test.each(QUOTES)('$name', (row) => expectCase('rules', row));
});

describe('templates of alerts', () => {
  test.each(CASES)('$name', (row) => expectCase('rules', row));
});
