import { defineChecks } from '../../../../findings/check';
import { fieldSelectorError, labelSelectorError } from '../../../../formats/kubernetesSelector';
import { spanOf } from '../../../../schema/report';
import { listAt, type StructValue, textAt, type Value } from '../../../../schema/value';
import { release, type Version } from '../../../../schema/version';
import { listed } from '../../../fixes';
import { keySpan, valueSpan } from '../../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../../context';

export const infos = defineChecks({
  duplicate: {
    code: 'kubernetes-duplicate-selector',
    severity: 'error',
    source: 'prometheus',
    rules: [108],
    tag: 'LOAD',
    summary: 'Two selectors of a Kubernetes discovery have the same role.',
    program: 'duplicated selector role: %s',
  },
  role: {
    code: 'kubernetes-selector-role',
    severity: 'error',
    source: 'prometheus',
    rules: [109],
    tag: 'LOAD',
    summary:
      'A selector of a Kubernetes discovery has a role that does not go with the role of the discovery, or none.',
    program: '%s role supports only %s selectors',
  },
  grammar: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [110],
    tag: 'LOAD',
    summary: 'A field or label selector of a Kubernetes discovery cannot be parsed.',
    program: '%s',
  },
});

const NODES_FOR_PODS_SINCE = release('3.11');

/** The roles that selectors may have, by the role of the discovery. */
function allowedFor(role: string, version: Version): readonly string[] | undefined {
  const allowed: Readonly<Record<string, readonly string[]>> = {
    pod: version < NODES_FOR_PODS_SINCE ? ['pod'] : ['pod', 'node'],
    service: ['service'],
    endpointslice: ['pod', 'service', 'endpointslice'],
    endpoints: ['pod', 'service', 'endpoints'],
    node: ['node'],
    ingress: ['ingress'],
  };
  return Object.hasOwn(allowed, role) ? allowed[role] : undefined;
}

const selectors: PrometheusCheck = (value, _place, context) => {
  const role = textAt(value, 'role') ?? '';
  const seen = new Map<string, StructValue>();
  for (const selector of listAt(value, 'selectors')) {
    if (selector === undefined) continue;
    if (selector.kind !== 'struct') {
      reportRole(selector, role, context);
      continue;
    }
    const own = textAt(selector, 'role') ?? '';
    const first = seen.get(own);
    if (first === undefined) reportRole(selector, role, context);
    else if (own !== '') reportDuplicate(selector, own, first, context);
    seen.set(own, first ?? selector);
    checkGrammar(selector, 'field', fieldSelectorError, context);
    checkGrammar(selector, 'label', labelSelectorError, context);
  }
};

function reportDuplicate(
  selector: StructValue,
  role: string,
  first: StructValue,
  { report }: PrometheusCheckContext,
): void {
  const related = [{ ...valueSpan(first, 'role'), message: 'The first selector of this role stands here' }];
  const text = 'Another selector has this role already. Put both into one, joined with a comma.';
  report(infos.duplicate, valueSpan(selector, 'role'), text, { related, program: `duplicated selector role: ${role}` });
}

function reportRole(selector: Value, role: string, { version, report, incomplete }: PrometheusCheckContext): void {
  const allowed = allowedFor(role, version);
  if (allowed === undefined) return;
  const own = selector.kind === 'struct' ? textAt(selector, 'role') : undefined;
  // A role that does not exist is reported by the schema.
  if (own !== undefined && (allowed.includes(own) || allowedFor(own, version) === undefined)) return;
  const isUnknown = selector.kind === 'struct' && (incomplete || selector.meant.has('role') || isUnreadable(selector));
  if (own === undefined && isUnknown) return;
  const span = selector.kind === 'struct' ? roleSpan(selector) : spanOf(selector.node);
  const what = own === undefined ? 'This selector has no role' : `A selector of the role \`${own}\` does nothing here`;
  const text = `${what}: for \`${role}\`, selectors are of the role ${listed(allowed, 'or')}. ${own === undefined ? 'Add' : 'Change'} it.`;
  report(infos.role, span, text, { program: `${role} role supports only ${allowed.join(', ')} selectors` });
}

function isUnreadable(selector: StructValue): boolean {
  const entry = selector.entries.get('role');
  return entry !== undefined && entry.value === undefined;
}

function roleSpan(selector: StructValue) {
  return selector.entries.has('role') ? valueSpan(selector, 'role') : keySpan(selector, 'role');
}

function checkGrammar(
  selector: StructValue,
  key: 'field' | 'label',
  errorOf: (text: string) => string | undefined,
  { report }: PrometheusCheckContext,
): void {
  const program = errorOf(textAt(selector, key) ?? '');
  if (program === undefined) return;
  const example = key === 'field' ? '`metadata.name=a,status.phase!=Running`' : '`app=web,tier in (a, b),!old`';
  report(infos.grammar, valueSpan(selector, key), `This is no ${key} selector. Write it as in ${example}.`, {
    program,
  });
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { kubernetes_sd_config: [selectors] };
