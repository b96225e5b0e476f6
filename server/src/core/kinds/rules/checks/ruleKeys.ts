import { defineChecks } from '../../../findings/check';
import { parseDuration } from '../../../formats/duration';
import { spanOf } from '../../../schema/report';
import { isSet, type StructValue, textAt } from '../../../schema/value';
import { removeKeysFix } from '../../fixes';
import type { RulesCheck } from '../context';

export const infos = defineChecks({
  both: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [185],
    tag: 'LOAD',
    summary: 'A rule has both `record` and `alert`.',
    program: "only one of 'record' and 'alert' must be set",
  },
  neither: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [186],
    tag: 'LOAD',
    summary: 'A rule has neither `record` nor `alert`.',
    program: "one of 'record' or 'alert' must be set",
  },
  alertOnly: {
    code: 'key-of-alerting-rules',
    severity: 'error',
    source: 'prometheus',
    rules: [189],
    tag: 'LOAD',
    summary: 'A recording rule has `annotations`, `for` or `keep_firing_for`, which are for alerts.',
    program: "invalid field '%s' in recording rule",
  },
});

const kinds: RulesCheck = (rule, _place, { report }) => {
  const [record, alert] = ['record', 'alert'].map((key) => rule.entries.get(key));
  const isRecording = isSet(rule, 'record');
  const isAlerting = isSet(rule, 'alert');
  if (record !== undefined && alert !== undefined && isRecording && isAlerting) {
    const [first, last] = [record, alert].sort((a, b) => a.keyNode.start - b.keyNode.start);
    if (first === undefined || last === undefined) return;
    const related = [{ start: first.keyNode.start, end: first.keyNode.end, message: `\`${first.key}\` stands here` }];
    const fixes = [last, first].flatMap(({ key }) => removeKeysFix(rule, [key]));
    const text = 'A rule either records or alerts. Remove one of `record` and `alert`, or make two rules of it.';
    report(infos.both, last.keyNode, text, { related, fixes });
  } else if (!isRecording && !isAlerting) {
    const empty = record ?? alert;
    if (empty !== undefined && empty.value === undefined) return;
    const text =
      empty === undefined
        ? 'This rule has no name. Add `record` with the name of a metric, or `alert` with that of an alert.'
        : `\`${empty.key}\` has no value. Give it one.`;
    report(infos.neither, empty?.keyNode ?? spanOf(rule.node), text);
  }
};

/** Keys of alerting rules that say something: a duration of 0 is as good as none. */
const alertKeys: RulesCheck = (rule, _place, { version, report }) => {
  if (!isSet(rule, 'record') || isSet(rule, 'alert')) return;
  for (const key of ['annotations', 'for', 'keep_firing_for']) {
    const entry = rule.entries.get(key);
    if (entry === undefined || (entry.field?.since ?? 0) > version || !says(rule, key)) continue;
    const text = `\`${key}\` is for alerts, and this rule records a metric. Remove it, or write \`alert\` instead of \`record\`.`;
    const program = `invalid field '${key}' in recording rule`;
    report(infos.alertOnly, entry.keyNode, text, { program, fixes: removeKeysFix(rule, [key], true) });
  }
};

function says(rule: StructValue, key: string): boolean {
  if (key === 'annotations') return isSet(rule, key);
  const parsed = parseDuration(textAt(rule, key) ?? '0');
  return 'ms' in parsed && parsed.ms !== 0;
}

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule: [kinds, alertKeys],
};
