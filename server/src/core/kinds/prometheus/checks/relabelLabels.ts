import { defineChecks } from '../../../findings/check';
import { replaceFix, spanOf } from '../../../schema/report';
import { isSet, listAt, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { quoted } from './keys';
import { actionOf } from './relabel';
import { isLabelName, isNameTemplate, legacyName, type NameRules, nameRulesAt } from './relabelNames';

export const infos = defineChecks({
  target: {
    code: 'relabel-invalid-target-label',
    severity: 'error',
    source: 'prometheus',
    rules: [85],
    tag: 'LOAD',
    summary: 'The `target_label` of a relabeling rule is no label name that its validation scheme allows.',
    program: "%q is invalid 'target_label' for %s action",
  },
  replacement: {
    code: 'relabel-invalid-replacement',
    severity: 'error',
    source: 'prometheus',
    rules: [87],
    tag: 'LOAD',
    summary: 'The `replacement` of a `labelmap` rule does not make label names that its validation scheme allows.',
    program: "%q is invalid 'replacement' for %s action",
  },
  source: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [91],
    tag: 'LOAD',
    summary: 'An item of `source_labels` is no label name; up to 2.55, that is ASCII letters, digits and underscores.',
    program: '%q is not a valid label name',
  },
});

const UTF8_SINCE = release('3.0');
const PLAIN_SINCE = release('2.50');
const WRITES_PLAIN = ['hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'];
const LEGACY = 'Here, a label name has only ASCII letters, digits and underscores, and does not begin with a digit.';

const labels: PrometheusCheck = (rule, place, context) => {
  const rules = nameRulesAt(place, context);
  const action = actionOf(rule);
  checkTarget(rule, action, rules, context);
  if (action === 'labelmap') checkReplacement(rule, rules, context);
  if (context.version < UTF8_SINCE && rules.plain === 'legacy') checkSources(rule, context);
};

function checkTarget(rule: StructValue, action: string, rules: NameRules, context: PrometheusCheckContext): void {
  const target = textAt(rule, 'target_label');
  if (target === undefined || target === '' || isTarget(target, action, rules, context.version)) return;
  const span = valueSpan(rule, 'target_label');
  const mended = legacyName(target);
  const fixes = mended === undefined ? [] : [replaceFix(`Change to \`${mended}\``, span, mended, false)];
  context.report(infos.target, span, `This is no label name. ${advice(target, action, rules)}`, {
    fixes,
    program: `${quoted(target)} is invalid 'target_label' for ${action} action`,
  });
}

/** Whether Prometheus takes `target` as the `target_label` of a rule with `action`. */
export function isTarget(target: string, action: string, rules: NameRules, version: number): boolean {
  if (action === 'replace') {
    return target.includes('$') ? isNameTemplate(target, rules) : isLabelName(target, rules.plain);
  }
  if (!WRITES_PLAIN.includes(action)) return true;
  // Up to 2.49 only hashmod asked for a plain name (since-behaviour 34).
  const mayRefer = version < PLAIN_SINCE && action !== 'hashmod';
  return mayRefer ? isNameTemplate(target, rules) : isLabelName(target, rules.plain);
}

function advice(text: string, action: string, { refusesReferences }: NameRules): string {
  if (!text.includes('$')) return LEGACY;
  if (action !== 'replace' && action !== 'labelmap') return `${LEGACY} \`${action}\` fills in no references.`;
  if (refusesReferences) return 'Prometheus 3.7.0 and 3.7.1 refuse `$` under `legacy` by mistake; use 3.7.2 or newer.';
  return `${LEGACY} References are written \`$1\` or \`\${1}\`.`;
}

function checkReplacement(rule: StructValue, rules: NameRules, { report }: PrometheusCheckContext): void {
  const entry = rule.entries.get('replacement');
  if (entry !== undefined && entry.value === undefined) return;
  const replacement = entry === undefined ? '$1' : (textAt(rule, 'replacement') ?? '');
  if (isNameTemplate(replacement, rules)) return;
  const span =
    isSet(rule, 'replacement') || entry !== undefined ? valueSpan(rule, 'replacement') : valueSpan(rule, 'action');
  const text =
    replacement === ''
      ? 'The new name of a label cannot be empty. Write `$1`, or remove the key.'
      : `This makes no label name. ${advice(replacement, 'labelmap', rules)}`;
  const program = `${quoted(replacement)} is invalid 'replacement' for labelmap action`;
  report(infos.replacement, span, text, { program });
}

function checkSources(rule: StructValue, { report }: PrometheusCheckContext): void {
  for (const item of listAt(rule, 'source_labels')) {
    if (item?.kind !== 'scalar' || item.value === '' || isLabelName(String(item.value), 'legacy')) continue;
    const text = `This is no label name in this version. ${LEGACY}`;
    report(infos.source, spanOf(item.node), text, {
      program: `${quoted(String(item.value))} is not a valid label name`,
    });
  }
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  relabel_config: [labels],
};
