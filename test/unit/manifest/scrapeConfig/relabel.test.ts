import { describe, test } from 'vitest';
import type { CheckCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

/** A rule of `relabelings`, in one line. */
const rule = (text: string) => `relabelings:\n  - {${text}}\n`;

const rows: readonly CheckCase[] = [
  {
    rules: [4],
    name: 'an action of a later version',
    text: rule('action: ‹KeepEqual›, sourceLabels: [a], targetLabel: b'),
    version: '2.40',
    code: 'newer-version-needed',
    says: 'KeepEqual relabel action is only supported from Prometheus version 2.41.0',
  },
  {
    rules: [4],
    name: 'look-ahead',
    text: rule('sourceLabels: [a], regex: ‹"(?!b)c"›, targetLabel: d'),
    code: 'invalid-regex',
    says: 'invalid regex (?!b)c for relabel configuration',
  },
  {
    rules: [4],
    name: 'hashmod without a modulus',
    text: rule('action: ‹HashMod›, sourceLabels: [a], targetLabel: b'),
    code: 'hashmod-without-modulus',
    says: 'relabel configuration for hashmod requires non-zero modulus',
  },
  {
    rules: [4],
    name: 'hashmod with 0',
    text: rule('action: hashmod, sourceLabels: [a], targetLabel: b, modulus: ‹0›'),
    code: 'hashmod-without-modulus',
  },
  {
    rules: [4],
    name: 'replace without a target',
    text: 'relabelings:\n  - ‹sourceLabels›: [a]\n',
    code: 'relabel-missing-target-label',
    says: 'relabel configuration for replace action needs targetLabel value',
  },
  {
    rules: [4],
    name: 'a target that is empty',
    text: rule('action: Uppercase, sourceLabels: [a], targetLabel: ‹""›'),
    code: 'relabel-missing-target-label',
    says: 'for Uppercase action',
  },
  {
    rules: [4],
    name: 'a misspelled target is not missing',
    text: rule('sourceLabels: [a], ‹target_label›: b'),
    code: 'unknown-key',
    fixed: rule('sourceLabels: [a], targetLabel: b'),
  },
  {
    rules: [4],
    name: 'a replacement of lowercase',
    text: rule('action: lowercase, sourceLabels: [a], targetLabel: b, ‹replacement›: c'),
    code: 'relabel-extra-fields',
    says: "'replacement' can not be set for lowercase action",
    fixed: rule('action: lowercase, sourceLabels: [a], targetLabel: b'),
  },
  {
    rules: [4],
    name: 'the default replacement of lowercase',
    text: rule('action: lowercase, sourceLabels: [a], targetLabel: b, replacement: $1'),
  },
  {
    rules: [4],
    name: 'more than dropequal takes',
    text: rule('action: DropEqual, sourceLabels: [a], targetLabel: b, ‹regex›: c, separator: "-"'),
    code: 'relabel-extra-fields',
    says: "DropEqual action requires only 'source_labels' and `target_label`, and no other fields",
  },
  {
    rules: [4],
    name: 'more than labeldrop takes',
    text: rule('action: labeldrop, regex: a, ‹sourceLabels›: [b]'),
    code: 'relabel-extra-fields',
    says: "labeldrop action requires only 'regex', and no other fields",
    fixed: rule('action: labeldrop, regex: a'),
  },
  {
    rules: [4],
    name: 'what labeldrop takes, with defaults',
    text: rule('action: labeldrop, regex: a, separator: ";", replacement: $1, sourceLabels: [], modulus: 0'),
  },
  {
    rules: [4],
    name: 'a label of UTF-8 before 3.0',
    text: rule('sourceLabels: [a], targetLabel: ‹b-c›'),
    version: '2.55',
    code: 'relabel-invalid-target-label',
    says: '"b-c" is invalid \'target_label\' for replace action',
  },
  {
    rules: [4],
    name: 'a reference in a label before 3.0',
    text: rule('sourceLabels: [a], targetLabel: ‹"b_$1"›'),
    version: '2.55',
    code: 'relabel-invalid-target-label',
    says: 'References in it are refused',
  },
  {
    rules: [4],
    name: 'references and UTF-8 from 3.0 on',
    text: `${rule('sourceLabels: [a], targetLabel: "b_$1"')}  - {sourceLabels: [a], targetLabel: c-d}\n`,
    version: '3.0',
  },
  {
    rules: [4],
    name: 'the default of labelmap before 3.0, written out',
    text: rule('action: labelmap, regex: a_(.+), replacement: $1'),
    version: '2.55',
  },
  {
    rules: [4],
    name: 'references of labelmap before 3.0',
    text: rule('action: LabelMap, regex: a_(.+), replacement: "${1}_b$2"'),
    version: '2.53',
  },
  {
    rules: [4],
    name: 'a dash in the names of labelmap before 3.0',
    text: rule('action: labelmap, regex: a_(.+), replacement: ‹b-$1›'),
    version: '2.55',
    code: 'relabel-invalid-replacement',
    says: '"b-$1" is invalid \'replacement\' for labelmap action',
  },
  {
    rules: [4],
    name: 'a source without a name',
    text: rule('sourceLabels: [a, ‹""›], targetLabel: b'),
    code: 'invalid-value',
    says: /every job stops reloading\. Prometheus says: "" is not a valid label name/,
  },
  {
    rules: [4],
    name: 'a source with a dash before 3.0',
    text: rule('sourceLabels: [‹a-b›], targetLabel: b'),
    version: '2.55',
    code: 'invalid-value',
    says: '"a-b" is not a valid label name',
  },
  { rules: [4], name: 'a source with a dash from 3.0 on', text: rule('sourceLabels: [a-b], targetLabel: b') },
  {
    rules: [4],
    name: 'labelmap with an empty name',
    text: rule('action: LabelMap, regex: a_(.+), replacement: ‹""›'),
    code: 'relabel-invalid-replacement',
    says: '"" is invalid \'replacement\' for LabelMap action',
  },
  { rules: [4], name: 'labelmap', text: rule('action: labelmap, regex: a_(.+), replacement: b_$1') },
  {
    rules: [23],
    name: 'the default regex of keepequal',
    text: rule('action: keepequal, sourceLabels: [a], targetLabel: b, ‹regex›: (.*)'),
    code: 'relabel-extra-fields',
    says: /every job stops reloading\. Prometheus says: keepequal action requires only/,
    fixed: rule('action: keepequal, sourceLabels: [a], targetLabel: b'),
  },
  {
    rules: [23],
    name: 'an empty regex of keepequal is not written out',
    text: rule('action: keepequal, sourceLabels: [a], targetLabel: b, regex: ""'),
  },
  {
    rules: [4],
    name: 'keep that looks at nothing',
    text: rule('action: ‹keep›, regex: a'),
    code: 'relabel-without-source-labels',
    severity: 'warning',
  },
  { rules: [4], name: 'drop of what has no such label', text: rule('action: drop, sourceLabels: [a], regex: ""') },
  {
    rules: [4],
    name: 'metric relabelings too',
    text: 'metricRelabelings: [‹{sourceLabels: [a]}›]\n',
    code: 'relabel-missing-target-label',
  },
];

describe('relabeling as the operator checks it', () => {
  test.each(rows)('$rules $name', expectSpec);
});
