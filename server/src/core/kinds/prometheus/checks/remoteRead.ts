import { defineChecks } from '../../../findings/check';
import { replaceFix } from '../../../schema/report';
import { mapAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import type { PrometheusCheck } from '../context';
import { isLabelName, legacyName } from './relabelNames';

export const infos = defineChecks({
  labelName: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [162],
    tag: 'LOAD',
    summary: 'A label name of `required_matchers` has characters that Prometheus takes from 3.0 on.',
    program: '%q is not a valid label name',
  },
});

const UTF8_SINCE = release('3.0');

/** The label names of `required_matchers`: ASCII up to 2.x (since-behaviour 3), then anything. */
const requiredMatchers: PrometheusCheck = (value, _place, { version, context, report }) => {
  if (version >= UTF8_SINCE || context.nameValidation === 'utf8') return;
  for (const [name, { keyNode }] of mapAt(value, 'required_matchers')?.entries ?? []) {
    // The schema has spoken about the empty name.
    if (name === '' || isLabelName(name, 'legacy')) continue;
    const meant = legacyName(name);
    const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, keyNode, meant, false)];
    const text = 'A label name has only letters, digits and `_`, and no digit first. Mend the name.';
    report(infos.labelName, keyNode, text, { fixes, program: `${JSON.stringify(name)} is not a valid label name` });
  }
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  remote_read: [requiredMatchers],
};
