import { defineChecks } from '../../../../findings/check';
import { mapAt, textAt } from '../../../../schema/value';
import { release } from '../../../../schema/version';
import { isLabelName } from '../../../prometheus/checks/relabelNames';
import { valueSpan } from '../../../walk';
import { type ObjectCheck, refuse } from '../../checks/context';

export const infos = defineChecks({
  schemes: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [27],
    tag: 'PROM',
    summary: '`nameEscapingScheme: AllowUTF8` stands beside `nameValidationScheme: Legacy`.',
    program: 'utf8 metric names requested but validation scheme is not set to UTF8',
  },
  label: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [12],
    tag: 'OPER',
    summary: 'A label of static targets has a name that the version of Prometheus does not allow.',
    program: 'invalid label %q',
  },
});

const UTF8_SINCE = release('3.0');
const ESCAPING_SINCE = release('3.4');

const schemes: ObjectCheck = (value, _place, context) => {
  const isLegacy = textAt(value, 'nameValidationScheme') === 'Legacy';
  if (!isLegacy || textAt(value, 'nameEscapingScheme') !== 'AllowUTF8' || context.version < ESCAPING_SINCE) return;
  const text = '`AllowUTF8` asks targets for names that `nameValidationScheme: Legacy` refuses. Change one of the two.';
  refuse(context, infos.schemes, valueSpan(value, 'nameEscapingScheme'), text);
};

/** Map keys are beyond what the API can check (rule 12). */
const labels: ObjectCheck = (value, _place, context) => {
  const scheme = context.version < UTF8_SINCE ? 'legacy' : 'utf8';
  for (const [name, { keyNode, value: text }] of mapAt(value, 'labels')?.entries ?? []) {
    // The API server takes those without a value away.
    if (isLabelName(name, scheme) || text?.kind === 'null') continue;
    const advice =
      name === ''
        ? 'A label name cannot be empty.'
        : 'A label name has only letters, digits and `_` below Prometheus 3.0, and no digit first. Rename the label.';
    refuse(context, infos.label, keyNode, advice, { program: `invalid label ${JSON.stringify(name)}` });
  }
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  ScrapeConfigSpec: [schemes],
  StaticConfig: [labels],
};
