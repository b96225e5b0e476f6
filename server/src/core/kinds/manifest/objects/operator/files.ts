import { defineChecks } from '../../../../findings/check';
import { isGiven, isSet, type StructValue, textAt } from '../../../../schema/value';
import { removeKeysFix } from '../../../fixes';
import { keySpan, valueSpan } from '../../../walk';
import { type ObjectCheck, type ObjectCheckContext, refuse } from '../../checks/context';

export const infos = defineChecks({
  twoSources: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: 'The same thing is taken from a file and from a Secret or ConfigMap.',
    program: "cannot specify both '%s' and '%s'",
  },
  noKey: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: 'A client certificate has no key.',
    program: 'cannot specify client cert without client key',
  },
  noCertificate: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: 'A key has no client certificate.',
    program: 'cannot specify client key without client cert',
  },
  versions: {
    code: 'tls-version-order',
    severity: 'error',
    source: 'scrape-config',
    rules: [8],
    tag: 'OPER',
    summary: '`maxVersion` is older than `minVersion`, in a TLS block that may name files.',
    program: "'maxVersion' must greater than or equal to 'minVersion'",
  },
  noServerKey: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'OPER',
    summary: 'TLS of the web server has no key.',
    program: 'TLS private key must be defined',
  },
  noServerCertificate: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'OPER',
    summary: 'TLS of the web server has no certificate.',
    program: 'TLS certificate must be defined',
  },
});

/** A client's TLS that may name files in the container: the operator's own checks of it (scrapeconfig-rules.md 8). */
const clientTls: ObjectCheck = (value, _place, context) => {
  twoSources(value, 'caFile', 'ca', context);
  twoSources(value, 'certFile', 'cert', context);
  twoSources(value, 'keyFile', 'keySecret', context);
  const [least, most] = [textAt(value, 'minVersion') ?? '', textAt(value, 'maxVersion') ?? ''];
  if (least !== '' && most !== '' && least > most) {
    const text = `\`maxVersion\` is older than \`minVersion\` (\`${least}\`), so no version is left. Raise it, or remove it.`;
    refuse(context, infos.versions, valueSpan(value, 'maxVersion'), text);
  }
  if (context.incomplete) return;
  const certificate = sourceOf(value, 'certFile', 'cert');
  const key = sourceOf(value, 'keyFile', 'keySecret');
  if (certificate !== undefined && key === undefined) {
    const text = 'A client certificate needs its key: add `keySecret` or `keyFile`.';
    refuse(context, infos.noKey, keySpan(value, certificate), text);
  } else if (key !== undefined && certificate === undefined) {
    const text = 'A key needs its client certificate: add `cert` or `certFile`.';
    refuse(context, infos.noCertificate, keySpan(value, key), text);
  }
};

/** TLS of the web server, which needs both halves. */
const webTls: ObjectCheck = (value, place, context) => {
  twoSources(value, 'clientCAFile', 'client_ca', context, 'clientCA');
  twoSources(value, 'certFile', 'cert', context);
  twoSources(value, 'keyFile', 'keySecret', context);
  if (context.incomplete) return;
  const at = place.parent === undefined ? value.node : keySpan(place.parent.value, place.key);
  if (sourceOf(value, 'keyFile', 'keySecret') === undefined) {
    refuse(context, infos.noServerKey, at, 'TLS of the web server needs a key: add `keySecret` or `keyFile`.');
  } else if (sourceOf(value, 'certFile', 'cert') === undefined) {
    refuse(
      context,
      infos.noServerCertificate,
      at,
      'TLS of the web server needs a certificate: add `cert` or `certFile`.',
    );
  }
};

function twoSources(
  value: StructValue,
  file: string,
  other: string,
  context: ObjectCheckContext,
  called = other,
): void {
  if (!isSet(value, file) || !isSource(value, other)) return;
  const text = `\`${file}\` and \`${other}\` give the same thing, of which there can be one. Remove one of the two.`;
  const program = `cannot specify both '${file}' and '${called}'`;
  refuse(context, infos.twoSources, keySpan(value, file), text, { program, fixes: removeKeysFix(value, [file]) });
}

/** The key of the two that gives something. */
function sourceOf(value: StructValue, file: string, other: string): string | undefined {
  if (isSet(value, file)) return file;
  return isSource(value, other) ? other : undefined;
}

/** An empty mapping names neither Secret nor ConfigMap; what could not be read may be one. */
function isSource(value: StructValue, key: string): boolean {
  const found = value.entries.get(key)?.value;
  return isGiven(value, key) && !(found?.kind === 'struct' && found.entries.size === 0 && found.meant.size === 0);
}

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  TLSConfig: [clientTls],
  WebTLSConfig: [webTls],
};
