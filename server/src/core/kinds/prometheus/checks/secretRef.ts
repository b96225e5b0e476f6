import { defineChecks } from '../../../findings/check';
import { isSet } from '../../../schema/value';
import type { PrometheusCheck } from '../context';
import { keysOf } from './keys';

export const infos = defineChecks({
  unusable: {
    code: 'secret-ref-without-manager',
    severity: 'error',
    source: 'prometheus',
    rules: [76],
    tag: 'APPLY',
    summary: 'A `*_ref` key names a secret of a secret manager, and Prometheus has none.',
    program: 'cannot use secret ref without manager',
  },
});

/** Keys that the schema marks `x-unusable`: they load, and the client then cannot be built. */
const unusableKeys: PrometheusCheck = (value, _place, { version, report }) => {
  for (const { entry } of keysOf(value, [...value.entries.keys()], version, isSet)) {
    if (entry.field?.schema['x-unusable'] === undefined) continue;
    const plain = entry.key.replace(/_ref$/, '');
    const text = `\`${entry.key}\` needs a secret manager, which Prometheus does not have. Use \`${plain}_file\` instead.`;
    report(infos.unusable, entry.keyNode, text);
  }
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  basic_auth: [unusableKeys],
  authorization: [unusableKeys],
  oauth2: [unusableKeys],
  tls_config: [unusableKeys],
};
