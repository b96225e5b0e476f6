import { defineChecks } from '../../../findings/check';
import { formatProblem } from '../../../schema/formats';
import { spanOf } from '../../../schema/report';
import { isGiven, isSet, listAt, type StructValue, textAt } from '../../../schema/value';
import { formatVersion, release } from '../../../schema/version';
import { listed, removeKeysFix } from '../../fixes';
import { isMissing } from '../../prometheus/checks/keys';
import { IS_CASE, IS_EQUAL, IS_LABELS, NEEDS_TARGET } from '../../prometheus/checks/relabel';
import { keySpan, valueSpan } from '../../walk';
import { type ObjectCheck, type ObjectCheckContext, refuse } from './context';

export const infos = defineChecks({
  newAction: {
    code: 'newer-version-needed',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'The `action` of a relabeling rule came with a later version of Prometheus.',
    program: '%s relabel action is only supported from Prometheus version 2.41.0',
  },
  regex: {
    code: 'invalid-regex',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'The `regex` of a relabeling rule is no RE2 expression.',
    program: 'invalid regex %s for relabel configuration: %w',
  },
  modulus: {
    code: 'hashmod-without-modulus',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'A relabeling rule with `hashmod` has no `modulus`, or 0.',
    program: 'relabel configuration for hashmod requires non-zero modulus',
  },
  target: {
    code: 'relabel-missing-target-label',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'A relabeling rule whose action writes or compares a label has no `targetLabel`.',
    program: 'relabel configuration for %s action needs targetLabel value',
  },
  replacement: {
    code: 'relabel-extra-fields',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'A relabeling rule has a `replacement` that its action does not use.',
    program: "'replacement' can not be set for %s action",
  },
  extraFields: {
    code: 'relabel-extra-fields',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'A relabeling rule has keys that its action (`keepequal`, `dropequal`, `labeldrop`, `labelkeep`) refuses.',
    program: '%s action requires only %s, and no other fields',
  },
  defaultRegex: {
    code: 'relabel-extra-fields',
    severity: 'error',
    source: 'scrape-config',
    rules: [23],
    tag: 'PROM',
    summary: 'A rule with `keepequal` or `dropequal` has the default `regex` written out.',
    program: "%s action requires only 'source_labels' and `target_label`, and no other fields",
  },
  noSource: {
    code: 'relabel-without-source-labels',
    severity: 'warning',
    source: 'prometheus',
    rules: [92],
    tag: 'SILENT',
    summary: 'A relabeling rule keeps or drops by a `regex`, but has no `sourceLabels` to match.',
  },
});

const EQUAL_SINCE = release('2.41');
/** Older ones matter for monitors alone: a ScrapeConfig is dropped as a whole. */
const CASE_SINCE = release('2.36');
const DEFAULT_REGEX = '(.*)';

/** The action of a rule as it is written; `replace` where there is none, empty where it could not be read. */
export function actionOf(rule: StructValue): string {
  return isGiven(rule, 'action') ? (textAt(rule, 'action') ?? '') : 'replace';
}

/** Where to point at for what the action asks for. */
export function actionSpan(rule: StructValue) {
  return isGiven(rule, 'action') ? valueSpan(rule, 'action') : spanOf(rule.node);
}

/** The operator's own checks, in its order (scrapeconfig-rules.md 4). */
const relabel: ObjectCheck = (rule, _place, context) => {
  const action = actionOf(rule);
  checkAction(rule, action, context);
  checkRegex(rule, context);
  checkNeeds(rule, action, context);
  checkExtra(rule, action, context);
  checkSource(rule, action, context);
};

function checkAction(rule: StructValue, action: string, context: ObjectCheckContext): void {
  const written = action.toLowerCase();
  const since = IS_EQUAL.includes(written) ? EQUAL_SINCE : IS_CASE.includes(written) ? CASE_SINCE : context.version;
  if (context.version >= since) return;
  const program = `${action} relabel action is only supported from Prometheus version ${formatVersion(since)}.0`;
  refuse(context, infos.newAction, actionSpan(rule), `\`${action}\` needs Prometheus ${formatVersion(since)}.`, {
    program,
  });
}

function checkRegex(rule: StructValue, context: ObjectCheckContext): void {
  const regex = textAt(rule, 'regex');
  const problem = regex === undefined ? undefined : formatProblem('re2', regex);
  if (regex === undefined || problem === undefined) return;
  const program = `invalid regex ${regex.slice(0, 60)} for relabel configuration: ${problem.program}`;
  refuse(context, infos.regex, valueSpan(rule, 'regex'), `${problem.reason} Rewrite it.`, { program });
}

function checkNeeds(rule: StructValue, written: string, context: ObjectCheckContext): void {
  const action = written.toLowerCase();
  const place = (key: string) => (isGiven(rule, key) ? valueSpan(rule, key) : actionSpan(rule));
  if (action === 'hashmod' && isMissing(rule, 'modulus', context)) {
    const text = '`hashmod` divides by `modulus`, which is missing or 0. Set it to the number of shards.';
    refuse(context, infos.modulus, place('modulus'), text);
  }
  if (NEEDS_TARGET.includes(action) && isMissing(rule, 'targetLabel', context)) {
    const isDefault = !isGiven(rule, 'action');
    const [what, other] = isDefault ? [', the default action,', ', or the `action` that is meant'] : ['', ''];
    const program = `relabel configuration for ${written} action needs targetLabel value`;
    const text = `\`${written}\`${what} needs a \`targetLabel\`. Add it${other}.`;
    refuse(context, infos.target, place('targetLabel'), text, { program });
  }
}

/** Whether `key` is given and says something else than its default. */
function differs(rule: StructValue, key: string, standard: string): boolean {
  const text = textAt(rule, key);
  return text !== undefined && text !== standard;
}

/** Keys that the action refuses, in the order of the text. Unlike Prometheus, the operator compares texts. */
function extraFields(rule: StructValue, action: string): readonly string[] {
  const separator = differs(rule, 'separator', ';') ? ['separator'] : [];
  const replacement = differs(rule, 'replacement', '$1') ? ['replacement'] : [];
  const common = [...separator, ...replacement, ...(isSet(rule, 'modulus') ? ['modulus'] : [])];
  if (IS_CASE.includes(action)) return replacement;
  if (IS_EQUAL.includes(action)) {
    const isOther = isSet(rule, 'regex') && differs(rule, 'regex', DEFAULT_REGEX);
    return [...common, ...(isOther ? ['regex'] : [])];
  }
  if (!IS_LABELS.includes(action)) return [];
  return [...common, ...['sourceLabels', 'targetLabel'].filter((key) => isSet(rule, key))];
}

function checkExtra(rule: StructValue, written: string, context: ObjectCheckContext): void {
  const action = written.toLowerCase();
  const extra = [...extraFields(rule, action)].sort((a, b) => keySpan(rule, a).start - keySpan(rule, b).start);
  const [first] = extra;
  if (first === undefined) {
    checkDefaultRegex(rule, action, context);
    return;
  }
  const fixes = removeKeysFix(rule, extra, true);
  const isReplacement = extra.includes('replacement') && !IS_LABELS.includes(action);
  const info = isReplacement ? infos.replacement : infos.extraFields;
  const quoted = IS_EQUAL.includes(action) ? "'source_labels' and `target_label`" : "'regex'";
  const program = isReplacement
    ? `'replacement' can not be set for ${written} action`
    : `${written} action requires only ${quoted}, and no other fields`;
  const text = `\`${written}\` takes no ${listed(extra, 'or')}. Remove ${extra.length === 1 ? 'it' : 'them'}.`;
  refuse(context, info, keySpan(rule, first), text, { fixes, program });
}

/** The operator lets the default pass and writes it out, and Prometheus compares addresses (rule 23). */
function checkDefaultRegex(rule: StructValue, action: string, context: ObjectCheckContext): void {
  if (!IS_EQUAL.includes(action) || textAt(rule, 'regex') !== DEFAULT_REGEX) return;
  const text = `\`${action}\` takes no \`regex\`, not even one that only says the default. Remove it.`;
  const program = `${action} action requires only 'source_labels' and \`target_label\`, and no other fields`;
  refuse(context, infos.defaultRegex, keySpan(rule, 'regex'), text, {
    fixes: removeKeysFix(rule, ['regex'], true),
    program,
  });
}

function checkSource(rule: StructValue, written: string, context: ObjectCheckContext): void {
  const action = written.toLowerCase();
  if (action !== 'keep' && action !== 'drop') return;
  const hasNone = isMissing(rule, 'sourceLabels', context) && listAt(rule, 'sourceLabels').length === 0;
  if (!hasNone || !isSet(rule, 'regex')) return;
  const text = `\`${written}\` has no \`sourceLabels\`, so \`regex\` is matched with the empty text for every target. Add the labels that are meant.`;
  context.report(infos.noSource, actionSpan(rule), text);
}

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = { RelabelConfig: [relabel] };
