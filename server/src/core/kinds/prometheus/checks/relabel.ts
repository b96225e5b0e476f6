import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { isGiven, isSet, listAt, type StructValue, textAt } from '../../../schema/value';
import { listed, removeKeysFix } from '../../fixes';
import { writeInstead } from '../../nullDefault';
import { keySpan, valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { isMissing } from './keys';

export const infos = defineChecks({
  nullAction: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [82],
    tag: 'LOAD',
    summary: 'The `action` of a relabeling rule has no value.',
    program: 'relabel action cannot be empty',
  },
  modulus: {
    code: 'hashmod-without-modulus',
    severity: 'error',
    source: 'prometheus',
    rules: [83],
    tag: 'LOAD',
    summary: 'A relabeling rule with `hashmod` has no `modulus`, or 0.',
    program: 'relabel configuration for hashmod requires non-zero modulus',
  },
  target: {
    code: 'relabel-missing-target-label',
    severity: 'error',
    source: 'prometheus',
    rules: [84],
    tag: 'LOAD',
    summary: 'A relabeling rule whose action writes or compares a label has no `target_label`.',
    program: "relabel configuration for %s action requires 'target_label' value",
  },
  replacement: {
    code: 'relabel-extra-fields',
    severity: 'error',
    source: 'prometheus',
    rules: [86],
    tag: 'LOAD',
    summary: 'A relabeling rule has a `replacement` that its action does not use.',
    program: "'replacement' can not be set for %s action",
  },
  extraFields: {
    code: 'relabel-extra-fields',
    severity: 'error',
    source: 'prometheus',
    rules: [88, 89],
    tag: 'LOAD',
    summary: 'A relabeling rule has keys that its action (`keepequal`, `dropequal`, `labeldrop`, `labelkeep`) refuses.',
    program: '%s action requires only %s, and no other fields',
  },
  nullRegex: {
    code: 'relabel-null-regex',
    severity: 'warning',
    source: 'prometheus',
    rules: [92],
    tag: 'SILENT',
    summary: 'The `regex` of a relabeling rule has no value: it then matches nothing but the empty text.',
  },
  noSource: {
    code: 'relabel-without-source-labels',
    severity: 'warning',
    source: 'prometheus',
    rules: [92],
    tag: 'SILENT',
    summary: 'A relabeling rule keeps or drops by a `regex`, but has no `source_labels` to match.',
  },
});

/** The actions that write or compare a label. */
export const NEEDS_TARGET = ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'];
const USES_REGEX = ['replace', 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep'];
/** The actions that compare two labels. */
export const IS_EQUAL = ['keepequal', 'dropequal'];
/** The actions that change the case of a value. */
export const IS_CASE = ['lowercase', 'uppercase'];
/** The actions that look at the names of labels only. */
export const IS_LABELS = ['labeldrop', 'labelkeep'];

/** The action of a relabeling rule, in lower case; empty where it has no value or could not be read. */
export function actionOf(rule: StructValue): string {
  if (!rule.entries.has('action')) return 'replace';
  return textAt(rule, 'action')?.toLowerCase() ?? '';
}

const relabel: PrometheusCheck = (rule, _place, context) => {
  checkNullAction(rule, context);
  const action = actionOf(rule);
  checkModulus(rule, action, context);
  checkTarget(rule, action, context);
  checkExtraFields(rule, action, context);
  checkMatch(rule, action, context);
};

function checkNullAction(rule: StructValue, { report }: PrometheusCheckContext): void {
  const found = rule.entries.get('action')?.value;
  if (found?.kind !== 'null') return;
  const text = '`action` has no value, and the default does not count then. Write `replace`, or remove the key.';
  report(infos.nullAction, keySpan(rule, 'action'), text, { fixes: [writeInstead(found, 'replace')] });
}

/** Where to point at for what the action asks for. */
function actionSpan(rule: StructValue) {
  return rule.entries.has('action') ? valueSpan(rule, 'action') : spanOf(rule.node);
}

function checkModulus(rule: StructValue, action: string, context: PrometheusCheckContext): void {
  if (action !== 'hashmod' || !isMissing(rule, 'modulus', context)) return;
  const span = rule.entries.has('modulus') ? valueSpan(rule, 'modulus') : actionSpan(rule);
  const text = '`hashmod` divides by `modulus`, which is missing or 0. Set it to the number of shards.';
  context.report(infos.modulus, span, text);
}

function checkTarget(rule: StructValue, action: string, context: PrometheusCheckContext): void {
  if (!NEEDS_TARGET.includes(action) || !isMissing(rule, 'target_label', context)) return;
  const span = rule.entries.has('target_label') ? valueSpan(rule, 'target_label') : actionSpan(rule);
  const program = `relabel configuration for ${action} action requires 'target_label' value`;
  const byDefault = rule.entries.has('action') ? '' : ', the default action,';
  const other = rule.entries.has('action') ? '' : ', or the `action` that is meant';
  const text = `\`${action}\`${byDefault} needs a \`target_label\`. Add it${other}.`;
  context.report(infos.target, span, text, { program });
}

/** Whether `key` says something else than its default; a null does. */
function differs(rule: StructValue, key: string, standard: string): boolean {
  const entry = rule.entries.get(key);
  return entry?.value !== undefined && textAt(rule, key) !== standard;
}

/** Keys that the action refuses, in the order of the text (spec rules 86, 88 and 89, with their traps). */
function extraFields(rule: StructValue, action: string): string[] {
  const separator = differs(rule, 'separator', ';') ? ['separator'] : [];
  const replacement = differs(rule, 'replacement', '$1') ? ['replacement'] : [];
  const modulus = isSet(rule, 'modulus') ? ['modulus'] : [];
  const common = [...separator, ...replacement, ...modulus];
  if (IS_CASE.includes(action)) return replacement;
  // Go compares the regex by its address, so the default is refused when it is written down.
  if (IS_EQUAL.includes(action)) return [...common, ...(rule.entries.has('regex') ? ['regex'] : [])];
  if (!IS_LABELS.includes(action)) return [];
  // A list that is empty is still a list, and refused.
  const source = isGiven(rule, 'source_labels') ? ['source_labels'] : [];
  return [...common, ...source, ...(isSet(rule, 'target_label') ? ['target_label'] : [])];
}

function checkExtraFields(rule: StructValue, action: string, { report }: PrometheusCheckContext): void {
  const at = (key: string) => keySpan(rule, key).start;
  const extra = extraFields(rule, action).sort((a, b) => at(a) - at(b));
  const [first] = extra;
  if (first === undefined) return;
  const fixes = removeKeysFix(rule, extra, true);
  const remove = `Remove ${extra.length === 1 ? 'it' : listed(extra)}.`;
  if (extra.includes('replacement') && !IS_LABELS.includes(action)) {
    const program = `'replacement' can not be set for ${action} action`;
    const text = `\`${action}\` takes no \`replacement\`${extra.length === 1 ? '' : ', and no other of these keys'}. ${remove}`;
    report(infos.replacement, keySpan(rule, first), text, { fixes, program });
    return;
  }
  const [names, quoted] = IS_EQUAL.includes(action)
    ? [['source_labels', 'target_label'], "'source_labels' and `target_label`"]
    : [['regex'], "'regex'"];
  const trap = isDefaultRegex(rule, extra) ? ', even where it only says the default' : '';
  const text = `\`${action}\` takes only ${listed(names)}, and refuses ${listed(extra)}${trap}. ${remove}`;
  const program = `${action} action requires only ${quoted}, and no other fields`;
  report(infos.extraFields, keySpan(rule, first), text, { fixes, program });
}

function isDefaultRegex(rule: StructValue, extra: readonly string[]): boolean {
  return extra.length === 1 && extra[0] === 'regex' && textAt(rule, 'regex') === '(.*)';
}

function checkMatch(rule: StructValue, action: string, context: PrometheusCheckContext): void {
  const { report } = context;
  if (!USES_REGEX.includes(action)) return;
  // `keep` and `drop` with an empty expression are a common idiom: what has no such label.
  const isIdiom = action === 'keep' || action === 'drop';
  if (!isIdiom && rule.entries.get('regex')?.value?.kind === 'null') {
    const text =
      '`regex` has no value, so it matches nothing but the empty text. Give it one, or remove the key to match everything.';
    report(infos.nullRegex, keySpan(rule, 'regex'), text, { fixes: removeKeysFix(rule, ['regex']) });
  }
  if (action !== 'keep' && action !== 'drop') return;
  const hasNoSource = isMissing(rule, 'source_labels', context) && listAt(rule, 'source_labels').length === 0;
  if (!hasNoSource || !isSet(rule, 'regex')) return;
  const text = `\`${action}\` has no \`source_labels\`, so \`regex\` is matched with the empty text for every target. Add the labels that are meant.`;
  report(infos.noSource, actionSpan(rule), text);
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  relabel_config: [relabel],
};
