import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { isGiven, listAt, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { NEEDS_TARGET } from '../../prometheus/checks/relabel';
import { isTarget } from '../../prometheus/checks/relabelLabels';
import { isLabelName, isNameTemplate, nameRules } from '../../prometheus/checks/relabelNames';
import { type Place, valueSpan } from '../../walk';
import { type ObjectCheck, type ObjectCheckContext, refuse } from './context';
import { actionOf, actionSpan } from './relabel';

export const infos = defineChecks({
  target: {
    code: 'relabel-invalid-target-label',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'The `targetLabel` of a relabeling rule is no label name of the version of Prometheus.',
    program: "%q is invalid 'target_label' for %s action",
  },
  replacement: {
    code: 'relabel-invalid-replacement',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'OPER',
    summary: 'The `replacement` of a `labelmap` rule is no label name.',
    program: "%q is invalid 'replacement' for %s action",
  },
  source: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [4],
    tag: 'PROM',
    summary: 'An item of `sourceLabels` is no label name, and only Prometheus looks.',
    program: '%q is not a valid label name',
  },
  legacyTarget: {
    code: 'relabel-invalid-target-label',
    severity: 'error',
    source: 'scrape-config',
    rules: [27],
    tag: 'PROM',
    summary: 'With `nameValidationScheme: Legacy`, a `targetLabel` needs more than ASCII letters, digits and `_`.',
    program: "%q is invalid 'target_label' for %s action",
  },
  legacyReplacement: {
    code: 'relabel-invalid-replacement',
    severity: 'error',
    source: 'scrape-config',
    rules: [27],
    tag: 'PROM',
    summary: 'With `nameValidationScheme: Legacy`, a `labelmap` rule makes other names than it allows.',
    program: "%q is invalid 'replacement' for %s action",
  },
});

const UTF8_SINCE = release('3.0');
const LEGACY = 'Here, a label name has only ASCII letters, digits and underscores, and does not begin with a digit.';

const labels: ObjectCheck = (rule, place, context) => {
  if (context.version < UTF8_SINCE) checkOld(rule, context);
  else checkEmpty(rule, context);
  if (context.version >= UTF8_SINCE && isLegacy(place)) checkLegacy(rule, context);
  checkSources(rule, context);
};

/** Whatever scheme the job has, Prometheus reads these by that of its version. */
function checkSources(rule: StructValue, context: ObjectCheckContext): void {
  const scheme = context.version < UTF8_SINCE ? 'legacy' : 'utf8';
  for (const item of listAt(rule, 'sourceLabels')) {
    if (item?.kind !== 'scalar' || isLabelName(String(item.value), scheme)) continue;
    const name = String(item.value);
    const text = name === '' ? 'A label name cannot be empty. Remove it.' : `This is no label name. ${LEGACY}`;
    refuse(context, infos.source, spanOf(item.node), text, {
      program: `${JSON.stringify(name)} is not a valid label name`,
    });
  }
}

/** Below 3.0, the operator asks for a plain target everywhere, also where Prometheus fills in references (rule 4). */
function checkOld(rule: StructValue, context: ObjectCheckContext): void {
  const action = actionOf(rule);
  const target = textAt(rule, 'targetLabel') ?? '';
  if (NEEDS_TARGET.includes(action.toLowerCase()) && target !== '' && !isLabelName(target, 'legacy')) {
    const why = target.includes('$') ? `${LEGACY} References in it are refused below Prometheus 3.0.` : LEGACY;
    const program = `${JSON.stringify(target)} is invalid 'target_label' for ${action} action`;
    refuse(context, infos.target, valueSpan(rule, 'targetLabel'), `This is no label name. ${why}`, { program });
  }
  const replacement = textAt(rule, 'replacement');
  if (action.toLowerCase() !== 'labelmap' || replacement === undefined) return;
  if (isNameTemplate(replacement, nameRules(context.version, 'legacy'))) return;
  reportReplacement(rule, action, replacement, `This makes no label name. ${LEGACY}`, context);
}

function checkEmpty(rule: StructValue, context: ObjectCheckContext): void {
  const action = actionOf(rule);
  if (action.toLowerCase() !== 'labelmap' || textAt(rule, 'replacement') !== '') return;
  reportReplacement(
    rule,
    action,
    '',
    'The new name of a label cannot be empty. Write `$1`, or remove the key.',
    context,
  );
}

function reportReplacement(
  rule: StructValue,
  action: string,
  replacement: string,
  text: string,
  context: ObjectCheckContext,
): void {
  const program = `${JSON.stringify(replacement)} is invalid 'replacement' for ${action} action`;
  refuse(context, infos.replacement, valueSpan(rule, 'replacement'), text, { program });
}

/** Whether the object around asks for the names of old. */
function isLegacy(place: Place): boolean {
  const holder = place.parent?.value;
  return holder !== undefined && textAt(holder, 'nameValidationScheme') === 'Legacy';
}

/** The operator looks at the version only, Prometheus at the scheme of the job (rule 27). */
function checkLegacy(rule: StructValue, context: ObjectCheckContext): void {
  const { version } = context;
  const written = actionOf(rule);
  const action = written.toLowerCase();
  const rules = nameRules(version, 'legacy');
  const target = textAt(rule, 'targetLabel') ?? '';
  if (target !== '' && !isTarget(target, action, rules, version)) {
    const text = `This is no label name with \`nameValidationScheme: Legacy\`. ${LEGACY}`;
    const program = `${JSON.stringify(target)} is invalid 'target_label' for ${action} action`;
    refuse(context, infos.legacyTarget, valueSpan(rule, 'targetLabel'), text, { program });
  }
  const replacement = textAt(rule, 'replacement') ?? '$1';
  const isUnread = isGiven(rule, 'replacement') && textAt(rule, 'replacement') === undefined;
  if (action !== 'labelmap' || isUnread || replacement === '' || isNameTemplate(replacement, rules)) return;
  const span = isGiven(rule, 'replacement') ? valueSpan(rule, 'replacement') : actionSpan(rule);
  const text = `This makes no label name with \`nameValidationScheme: Legacy\`. ${LEGACY}`;
  const program = `${JSON.stringify(replacement)} is invalid 'replacement' for ${action} action`;
  refuse(context, infos.legacyReplacement, span, text, { program });
}

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = { RelabelConfig: [labels] };
