import { defineChecks } from '../../../../findings/check';
import { textAt } from '../../../../schema/value';
import { listed, removeKeysFix } from '../../../fixes';
import type { PrometheusCheck } from '../../context';
import { keysOf, reportConflict, requireKeys } from '../keys';

export const infos = defineChecks({
  apiKey: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [127],
    tag: 'LOAD',
    summary: 'An OCI discovery with an API key (the default) has no `tenancy`, `user`, `fingerprint` or `key_file`.',
    program: 'oci_sd: api_key auth requires %s',
  },
  passphrase: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [127],
    tag: 'LOAD',
    summary: 'The passphrase of an OCI discovery is given both in the file and as a file.',
    program: 'oci_sd: at most one of key_passphrase and key_passphrase_file must be configured',
  },
  instancePrincipal: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [127],
    tag: 'LOAD',
    summary: 'An OCI discovery that logs in as its instance has keys of an API key.',
    program:
      'oci_sd: instance_principal auth must not have tenancy, user, fingerprint, key_file, key_passphrase, or key_passphrase_file set',
  },
});

const REQUIRED = ['tenancy', 'user', 'fingerprint', 'key_file'];
const PASSPHRASE = ['key_passphrase', 'key_passphrase_file'];

const auth: PrometheusCheck = (value, _place, context) => {
  const method = value.entries.has('auth') ? textAt(value, 'auth') : 'api_key';
  if (method === 'api_key') {
    const why = 'the authentication method `api_key` needs it';
    requireKeys(infos.apiKey, value, REQUIRED, why, context, (key) => `oci_sd: api_key auth requires ${key}`);
    const keys = keysOf(value, PASSPHRASE, context.version);
    reportConflict(infos.passphrase, keys, 'Keep one of them.', context);
  } else if (method === 'instance_principal') {
    const extra = keysOf(value, [...REQUIRED, ...PASSPHRASE], context.version);
    const [first] = [...extra].sort((a, b) => a.entry.keyNode.start - b.entry.keyNode.start);
    if (first === undefined) return;
    const names = extra.map(({ entry }) => entry.key);
    const text = `The authentication method \`instance_principal\` takes no ${listed(names, 'or')}. Remove what is not used.`;
    context.report(infos.instancePrincipal, first.entry.keyNode, text, { fixes: removeKeysFix(value, names) });
  }
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { oci_sd_config: [auth] };
