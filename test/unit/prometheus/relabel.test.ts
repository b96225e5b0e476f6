import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { job, rule } from '../support/job';

const ACTIONS: readonly CheckCase[] = [
  {
    rules: [81],
    name: 'an unknown action',
    code: 'invalid-value',
    text: rule('action: ‹labledrop›\nregex: a'),
    says: 'unknown relabel action',
    fixed: rule('action: labeldrop\nregex: a'),
  },
  { rules: [81], name: 'an action in any case', text: rule('action: LabelDrop\nregex: a') },
  { rules: [81], name: 'an empty action', code: 'invalid-value', text: rule("action: ‹''›\ntarget_label: t") },
  {
    rules: [82],
    name: 'an action without a value',
    code: 'invalid-value',
    text: rule('‹action›:\ntarget_label: t'),
    says: 'relabel action cannot be empty',
    fixed: rule('action: replace\ntarget_label: t'),
  },
  {
    rules: [83],
    name: 'hashmod without a modulus',
    code: 'hashmod-without-modulus',
    text: rule('source_labels: [a]\naction: ‹hashmod›\ntarget_label: t'),
    says: 'relabel configuration for hashmod requires non-zero modulus',
  },
  {
    rules: [83],
    name: 'hashmod with the modulus 0',
    code: 'hashmod-without-modulus',
    text: rule('action: hashmod\ntarget_label: t\nmodulus: ‹0›'),
  },
  { rules: [83], name: 'a modulus where it is not used', text: rule('target_label: t\nmodulus: 0') },
  {
    rules: [84],
    name: 'the default action without a target',
    code: 'relabel-missing-target-label',
    text: rule('‹source_labels›: [a]'),
    says: "relabel configuration for replace action requires 'target_label' value",
  },
  {
    rules: [84],
    name: 'an empty target',
    code: 'relabel-missing-target-label',
    text: rule("source_labels: [a]\ntarget_label: ‹''›"),
  },
  ...['lowercase', 'uppercase', 'keepequal', 'dropequal'].map((action) => ({
    rules: [84],
    name: `${action} without a target`,
    code: 'relabel-missing-target-label',
    text: rule(`source_labels: [a]\naction: ‹${action}›`),
    says: `relabel configuration for ${action} action requires 'target_label' value`,
  })),
  {
    rules: [84],
    name: 'a misspelled target is not missing',
    code: 'unknown-key',
    text: rule('source_labels: [a]\n‹target_lable›: t'),
  },
  { rules: [84], name: 'actions that need none', text: rule('action: keep\nsource_labels: [a]\nregex: b') },
  {
    rules: [90],
    name: 'an empty rule for alertmanagers',
    code: 'empty-list-item',
    text: 'alerting:\n  alertmanagers:\n    - relabel_configs: [‹null›]\n',
    says: 'empty or null Alertmanager target relabeling rule',
  },
  {
    rules: [90],
    name: 'an empty rule for alerts',
    code: 'empty-list-item',
    text: 'alerting:\n  alert_relabel_configs: [‹null›]\n',
    says: 'empty or null alert relabeling rule',
  },
  {
    rules: [90],
    name: 'an empty rule in remote_write',
    code: 'empty-list-item',
    text: 'remote_write:\n  - url: http://a\n    write_relabel_configs: [‹null›]\n',
    says: 'empty or null relabeling rule in remote write config',
  },
];

const FIELDS: readonly CheckCase[] = [
  {
    rules: [86],
    name: 'a replacement for lowercase',
    code: 'relabel-extra-fields',
    text: rule('source_labels: [a]\ntarget_label: t\n‹replacement›: r\naction: lowercase'),
    says: "'replacement' can not be set for lowercase action",
    fixed: rule('source_labels: [a]\ntarget_label: t\naction: lowercase'),
  },
  {
    rules: [86],
    name: 'a null is not the default replacement',
    code: 'relabel-extra-fields',
    text: rule('target_label: t\n‹replacement›:\naction: uppercase'),
  },
  {
    rules: [86],
    name: 'the default replacement, written down',
    text: rule('target_label: t\nreplacement: $1\naction: uppercase'),
  },
  {
    rules: [86, 88],
    name: 'a replacement for keepequal',
    code: 'relabel-extra-fields',
    text: rule('target_label: t\naction: keepequal\n‹replacement›: r'),
    says: "'replacement' can not be set for keepequal action",
    fixed: rule('target_label: t\naction: keepequal'),
  },
  {
    rules: [88],
    name: 'the trap: the default regex, written down',
    code: 'relabel-extra-fields',
    text: rule('source_labels: [a]\n‹regex›: (.*)\ntarget_label: t\naction: keepequal'),
    says: "keepequal action requires only 'source_labels' and `target_label`, and no other fields",
    fixed: rule('source_labels: [a]\ntarget_label: t\naction: keepequal'),
  },
  {
    rules: [88],
    name: 'a regex without a value',
    code: 'relabel-extra-fields',
    text: rule('target_label: t\n‹regex›:\naction: dropequal'),
  },
  {
    rules: [88],
    name: 'the other defaults, written down, are fine',
    text: rule('target_label: t\naction: keepequal\nseparator: ;\nreplacement: $1\nmodulus: 0'),
  },
  {
    rules: [88],
    name: 'several keys are one mistake',
    code: 'relabel-extra-fields',
    text: rule('target_label: t\n‹separator›: ","\naction: dropequal\nmodulus: 3\nregex: a'),
    fixed: rule('target_label: t\naction: dropequal'),
  },
  {
    rules: [88],
    name: 'in 2.42 as well',
    version: '2.42',
    code: 'relabel-extra-fields',
    text: rule('target_label: t\n‹regex›: (.*)\naction: keepequal'),
  },
  {
    rules: [89],
    name: 'the trap: an empty list of source labels',
    code: 'relabel-extra-fields',
    text: rule('action: labeldrop\nregex: a\n‹source_labels›: []'),
    says: "labeldrop action requires only 'regex', and no other fields",
    fixed: rule('action: labeldrop\nregex: a'),
  },
  { rules: [89], name: 'source labels without a value', text: rule('action: labeldrop\nregex: a\nsource_labels:') },
  {
    rules: [89],
    name: 'a target for labelkeep',
    code: 'relabel-extra-fields',
    text: rule('action: labelkeep\nregex: a\n‹target_label›: t\nreplacement: r'),
    fixed: rule('action: labelkeep\nregex: a'),
  },
  {
    rules: [89],
    name: 'the defaults, written down',
    text: rule("action: labelkeep\nregex: a\ntarget_label: ''\nseparator: ;\nreplacement: $1\nmodulus: 0"),
  },
  {
    rules: [89],
    name: 'in 2.42 as well',
    version: '2.42',
    code: 'relabel-extra-fields',
    text: rule('action: labeldrop\nregex: a\n‹source_labels›: []'),
  },
  {
    rules: [92],
    name: 'a regex without a value',
    code: 'relabel-null-regex',
    severity: 'warning',
    text: rule('source_labels: [a]\n‹regex›:\ntarget_label: t'),
    fixed: rule('source_labels: [a]\ntarget_label: t'),
  },
  { rules: [92], name: 'a regex that is not used', text: rule('target_label: t\nregex:\naction: lowercase') },
  { rules: [92], name: 'deleting a label', text: rule("target_label: t\nreplacement: ''") },
  {
    rules: [92],
    name: 'drop without source labels',
    code: 'relabel-without-source-labels',
    severity: 'warning',
    text: rule('action: ‹drop›\nregex: a'),
  },
  { rules: [92], name: 'dropping everything', text: rule('action: drop') },
];

const NAMES: readonly CheckCase[] = [
  { rules: [85], name: 'any text is a name', text: rule('target_label: a b-c') },
  {
    rules: [85],
    name: 'not under legacy',
    code: 'relabel-invalid-target-label',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - target_label: ‹a-b›'),
    says: `"a-b" is invalid 'target_label' for replace action`,
    fixed: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - target_label: a_b'),
  },
  {
    rules: [85],
    name: 'in metric_relabel_configs too',
    code: 'relabel-invalid-target-label',
    text: job('metric_name_validation_scheme: legacy\nmetric_relabel_configs:\n  - target_label: ‹a-b›'),
  },
  {
    rules: [85],
    name: 'references in a target',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - target_label: a_${1}_$name'),
  },
  ...['a-${1}', '1$1', 'a$$', '${1'].map((label) => ({
    rules: [85],
    name: `references that make no name: ${label}`,
    code: 'relabel-invalid-target-label',
    text: job(`metric_name_validation_scheme: legacy\nrelabel_configs:\n  - target_label: ‹${label}›`),
  })),
  ...['lowercase', 'uppercase', 'keepequal', 'dropequal'].map((action) => ({
    rules: [85],
    name: `no references for ${action}`,
    code: 'relabel-invalid-target-label',
    text: job(
      `metric_name_validation_scheme: legacy\nrelabel_configs:\n  - {target_label: ‹'\${1}'›, action: ${action}}`,
    ),
    says: `"\${1}" is invalid 'target_label' for ${action} action`,
  })),
  {
    rules: [85],
    name: 'no references for hashmod',
    code: 'relabel-invalid-target-label',
    text: job(
      'metric_name_validation_scheme: legacy\nrelabel_configs:\n  - {target_label: ‹$1›, action: hashmod, modulus: 2}',
    ),
  },
  {
    rules: [85],
    name: 'global says legacy, for all',
    code: 'relabel-invalid-target-label',
    text: `global:\n  metric_name_validation_scheme: legacy\n${rule('target_label: ‹a-b›')}alerting:\n  alert_relabel_configs:\n    - target_label: ‹c-d›\nremote_write:\n  - url: http://a\n    write_relabel_configs:\n      - target_label: ‹e-f›\n`,
  },
  {
    rules: [85],
    name: 'the word of the job counts more, in the job',
    code: 'relabel-invalid-target-label',
    text: `global:\n  metric_name_validation_scheme: legacy\nscrape_configs:\n  - job_name: a\n    metric_name_validation_scheme: utf8\n    relabel_configs:\n      - target_label: a-b\nalerting:\n  alertmanagers:\n    - relabel_configs:\n        - target_label: ‹c-d›\n`,
  },
  {
    rules: [87],
    name: 'a replacement that makes no name',
    code: 'relabel-invalid-replacement',
    text: job(
      'metric_name_validation_scheme: legacy\nrelabel_configs:\n  - {action: labelmap, regex: a, replacement: ‹a.b›}',
    ),
    says: `"a.b" is invalid 'replacement' for labelmap action`,
  },
  {
    rules: [87],
    name: 'an empty replacement',
    code: 'relabel-invalid-replacement',
    text: rule("action: labelmap\nregex: a\nreplacement: ‹''›"),
  },
  {
    rules: [87],
    name: 'a replacement without a value',
    code: 'relabel-invalid-replacement',
    text: rule('action: labelmap\nregex: a\n‹replacement›:'),
  },
  {
    rules: [87],
    name: 'the default',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - {action: labelmap, regex: a(.*)}'),
  },
  {
    rules: [91],
    name: 'an empty source label',
    code: 'invalid-value',
    text: rule("source_labels: [‹''›]\ntarget_label: t"),
    says: '"" is not a valid label name',
  },
  {
    rules: [91],
    name: 'a source label is any text, even under legacy',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - {source_labels: [a.b], target_label: t}'),
  },
];

const OLD_NAMES: readonly CheckCase[] = [
  ...['2.42', '2.54', '2.55'].map((version) => ({
    rules: [85],
    name: `${version} knows only legacy`,
    version,
    code: 'relabel-invalid-target-label',
    text: rule('target_label: ‹a-b›'),
    says: `"a-b" is invalid 'target_label' for replace action`,
  })),
  {
    rules: [85],
    name: '3.0 to 3.6 do not restrict targets, whatever the file says',
    version: '3.6',
    text: job(
      'metric_name_validation_scheme: legacy\nmetric_name_escaping_scheme: dots\nrelabel_configs:\n  - target_label: a-b',
    ),
  },
  {
    rules: [85],
    name: 'from 3.7 on, the scheme counts',
    version: '3.7',
    code: 'relabel-invalid-target-label',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - target_label: ‹a-b›'),
  },
  {
    rules: [85],
    name: 'templates stay legacy in 3.0 and 3.1',
    version: '3.1',
    code: 'relabel-invalid-target-label',
    text: rule('target_label: ‹a-$1›'),
  },
  { rules: [85], name: 'but not plain targets', version: '3.1', text: rule('target_label: a-b') },
  { rules: [85], name: 'nor templates from 3.2 on', version: '3.2', text: rule('target_label: a-$1') },
  {
    rules: [85],
    name: 'up to 2.49, lowercase takes a template',
    version: '2.42',
    text: rule('source_labels: [a]\ntarget_label: ${1}\naction: lowercase'),
  },
  {
    rules: [85],
    name: 'from 2.50 on, it does not',
    version: '2.50',
    code: 'relabel-invalid-target-label',
    text: rule('source_labels: [a]\ntarget_label: ‹${1}›\naction: lowercase'),
  },
  {
    rules: [85],
    name: 'hashmod never did',
    version: '2.42',
    code: 'relabel-invalid-target-label',
    text: rule('source_labels: [a]\ntarget_label: ‹${1}›\naction: hashmod\nmodulus: 2'),
  },
  {
    rules: [87],
    name: '3.7.0 and 3.7.1 refuse every reference under legacy, the default too',
    version: '3.7.1',
    code: 'relabel-invalid-replacement',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - action: ‹labelmap›\n    regex: a(.*)'),
  },
  {
    rules: [87],
    name: '3.7.2 does not',
    version: '3.7.2',
    text: job('metric_name_validation_scheme: legacy\nrelabel_configs:\n  - action: labelmap\n    regex: a(.*)'),
  },
  {
    rules: [87],
    name: 'a replacement in 2.42',
    version: '2.42',
    code: 'relabel-invalid-replacement',
    text: rule('action: labelmap\nregex: a\nreplacement: ‹a.b›'),
  },
  {
    rules: [91],
    name: 'a source label in 2.42',
    version: '2.42',
    code: 'invalid-value',
    text: rule('source_labels: [a, ‹b.c›]\ntarget_label: t'),
    says: '"b.c" is not a valid label name',
  },
  {
    rules: [85],
    name: '2.55 that is told to take any name, behind its flag',
    version: '2.55',
    code: 'feature-flag-needed',
    severity: 'warning',
    text: `global:\n  metric_name_validation_scheme: ‹utf8›\n${rule('source_labels: [a.b]\ntarget_label: c.d')}`,
  },
];

describe('relabeling', () => {
  test.each(ACTIONS)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(FIELDS)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(NAMES)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(OLD_NAMES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
