import { defineChecks } from '../../../findings/check';
import { isGiven, type StructValue, structAt, textAt } from '../../../schema/value';
import { keysOf, reportConflict } from '../../prometheus/checks/keys';
import { keySpan, valueSpan } from '../../walk';
import { isPassedOver, type ObjectCheck, type ObjectCheckContext, refuse } from './context';

export const infos = defineChecks({
  versions: {
    code: 'tls-version-order',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: '`maxVersion` is older than `minVersion`.',
    program: 'maxVersion must more than or equal to minVersion',
  },
  noKey: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: 'A client certificate has no `keySecret`.',
    program: 'client cert specified without client key',
  },
  noCertificate: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: 'A `keySecret` has no client certificate.',
    program: 'client key specified without client cert',
  },
  twoSources: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [7, 8],
    tag: 'OPER',
    summary: 'A value is taken from a Secret and from a ConfigMap.',
    program: 'cannot specify both Secret and ConfigMap',
  },
});

const tls: ObjectCheck = (value, place, context) => {
  if (isPassedOver(place)) return;
  const [least, most] = [textAt(value, 'minVersion') ?? '', textAt(value, 'maxVersion') ?? ''];
  if (least !== '' && most !== '' && least > most) {
    const text = `\`maxVersion\` is older than \`minVersion\` (\`${least}\`), so no version is left. Raise it, or remove it.`;
    refuse(context, infos.versions, valueSpan(value, 'maxVersion'), text);
  }
  if (context.incomplete) return;
  const certificate = structAt(value, 'cert');
  const hasKey = isGiven(value, 'keySecret');
  if (certificate !== undefined && namesSource(certificate) && !hasKey) {
    refuse(context, infos.noKey, keySpan(value, 'cert'), 'A client certificate needs its key: add `keySecret`.');
  } else if (
    hasKey &&
    (certificate === undefined ? !isGiven(value, 'cert') : !namesSource(certificate) && certificate.meant.size === 0)
  ) {
    refuse(
      context,
      infos.noCertificate,
      keySpan(value, 'keySecret'),
      'A key needs its client certificate: add `cert`.',
    );
  }
};

/** Whether a Secret or a ConfigMap is named; an empty `{}` names none. */
function namesSource(source: StructValue): boolean {
  return isGiven(source, 'secret') || isGiven(source, 'configMap');
}

const source: ObjectCheck = (value, place, context: ObjectCheckContext) => {
  if (isPassedOver(place)) return;
  const keys = keysOf(value, ['secret', 'configMap'], context.version, isGiven);
  const advice = `Keep one of them: the operator drops the whole ${context.context.objectKind}.`;
  reportConflict(infos.twoSources, keys, advice, context);
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  SafeTLSConfig: [tls],
  SecretOrConfigMap: [source],
};
