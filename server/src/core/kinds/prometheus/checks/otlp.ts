import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { booleanAt, isSet, listAt, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { addKeysFix } from '../../fixes';
import { keySpan, valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { keysOf, reportConflict } from './keys';

export const infos = defineChecks({
  needsUtf8: {
    code: 'name-scheme-conflict',
    severity: 'error',
    source: 'prometheus',
    rules: [177],
    tag: 'LOAD',
    summary: 'The translation strategy leaves UTF-8 names as they are, and names are validated as `legacy`.',
    program: 'OTLP translation strategy %q is not allowed when UTF8 is disabled',
  },
  promoteTwice: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [178],
    tag: 'LOAD',
    summary: 'All resource attributes are promoted, and some are named.',
    program: "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be configured simultaneously",
  },
  ignoreAlone: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [179],
    tag: 'LOAD',
    summary: 'Resource attributes are ignored while not all are promoted.',
    program: "'ignore_resource_attributes' cannot be configured unless 'promote_all_resource_attributes' is true",
  },
  attribute: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [180],
    tag: 'LOAD',
    summary: 'A resource attribute in a list is empty or stands there twice.',
    program: 'duplicated %s OTel resource attribute %q',
  },
});

const UTF8_STRATEGIES = ['NoTranslation', 'NoUTF8EscapingWithSuffixes'];
const CHECKED_SINCE = release('3.5');
const UTF8_SINCE = release('3.0');

const strategy: PrometheusCheck = (otlp, _place, { version, context, report }) => {
  const name = textAt(otlp, 'translation_strategy');
  if (name === undefined || !UTF8_STRATEGIES.includes(name)) return;
  if (version < UTF8_SINCE || context.nameValidation !== 'legacy') return;
  const program = `OTLP translation strategy ${JSON.stringify(name)} is not allowed when UTF8 is disabled`;
  const text =
    'This strategy leaves UTF-8 names as they are, and `global` validates names as `legacy`. Use `UnderscoreEscapingWithSuffixes`, or validate with `utf8`.';
  report(infos.needsUtf8, valueSpan(otlp, 'translation_strategy'), text, { program });
};

/** Spec rules 178 to 180; since-behaviour 38. */
const attributes: PrometheusCheck = (otlp, _place, context) => {
  const { version, report } = context;
  if (version < CHECKED_SINCE) return;
  const promotesAll = booleanAt(otlp, 'promote_all_resource_attributes');
  if (promotesAll && isSet(otlp, 'promote_resource_attributes')) {
    const keys = keysOf(otlp, ['promote_all_resource_attributes', 'promote_resource_attributes'], version);
    reportConflict(infos.promoteTwice, keys, 'Keep one of them.', context);
    return;
  }
  if (!promotesAll && isSet(otlp, 'ignore_resource_attributes')) {
    if (otlp.meant.has('promote_all_resource_attributes')) return;
    const text = 'Attributes are ignored only where all are promoted. Set `promote_all_resource_attributes: true`.';
    const all = 'promote_all_resource_attributes: true';
    const isThere =
      otlp.entries.has('promote_all_resource_attributes') || otlp.entries.has('promote_resource_attributes');
    const fixes = isThere ? [] : addKeysFix(otlp, [all], `Add \`${all}\``);
    report(infos.ignoreAlone, keySpan(otlp, 'ignore_resource_attributes'), text, { fixes });
    return;
  }
  listed(otlp, 'ignore_resource_attributes', 'ignored', context);
  listed(otlp, 'promote_resource_attributes', 'promoted', context);
};

function listed(otlp: StructValue, key: string, word: string, { report }: PrometheusCheckContext): void {
  const seen = new Set<string>();
  for (const item of listAt(otlp, key)) {
    if (item === undefined) continue;
    const name = item.kind === 'scalar' ? String(item.value).trim() : '';
    const said =
      name === ''
        ? { text: 'This attribute is empty. Remove it.', words: `empty ${word} OTel resource attribute` }
        : seen.has(name)
          ? {
              text: 'This attribute stands twice in the list. Remove one of the two.',
              words: `duplicated ${word} OTel resource attribute ${JSON.stringify(name)}`,
            }
          : undefined;
    seen.add(name);
    if (said === undefined) continue;
    report(infos.attribute, spanOf(item.node), said.text, { program: `invalid '${key}': ${said.words}` });
  }
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { otlp: [strategy, attributes] };
