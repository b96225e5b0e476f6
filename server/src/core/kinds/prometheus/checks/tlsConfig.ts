import { defineChecks } from '../../../findings/check';
import { replaceFix } from '../../../schema/report';
import { isSet, type StructValue, textAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { keySpan, valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { isMissing, keysOf, quoted, reportConflict } from './keys';

export const infos = defineChecks({
  severalSources: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [69, 70, 71],
    tag: 'LOAD',
    summary: 'A CA, certificate or key of a `tls_config` is given both in the file and as a file.',
    program: 'at most one of %s must be configured',
  },
  noKey: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [72],
    tag: 'LOAD',
    summary: 'A `tls_config` has a client certificate, but not its key.',
    program: 'exactly one of key or key_file must be configured when a client certificate is configured',
  },
  noCertificate: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [73],
    tag: 'LOAD',
    summary: 'A `tls_config` has a client key, but not its certificate.',
    program: 'exactly one of cert or cert_file must be configured when a client key is configured',
  },
  versionOrder: {
    code: 'tls-version-order',
    severity: 'error',
    source: 'prometheus',
    rules: [74],
    tag: 'APPLY',
    summary: 'The `max_version` of a `tls_config` is below its `min_version`: the job never scrapes.',
    program: 'tls_config.max_version must be greater than or equal to tls_config.min_version if both are specified',
  },
});

const INLINE_SINCE = release('2.45');
const REFS_SINCE = release('2.53');

const sources: PrometheusCheck = (value, _place, context) => {
  for (const name of ['ca', 'cert', 'key']) {
    const keys = keysOf(value, [name, `${name}_file`], context.version);
    reportConflict(infos.severalSources, keys, 'Keep one of them.', context, sourceWords(name, context.version));
  }
};

function sourceWords(name: string, version: Version): string {
  const withRef = version >= REFS_SINCE && name !== 'key';
  const names = withRef ? `${name}, ${name}_file & ${name}_ref` : `${name} and ${name}_file`;
  return `at most one of ${names} must be configured`;
}

const clientPair: PrometheusCheck = (value, _place, context) => {
  const hasCertificate = hasPart(value, 'cert', context.version);
  const hasKey = hasPart(value, 'key', context.version);
  if (hasCertificate && !hasKey) lacks(value, 'cert', 'key', context);
  if (hasKey && !hasCertificate) lacks(value, 'key', 'cert', context);
};

function hasPart(value: StructValue, name: string, version: Version): boolean {
  return keysOf(value, partKeys(name), version).length > 0;
}

function partKeys(name: string): readonly string[] {
  return [name, `${name}_file`, `${name}_ref`];
}

function lacks(value: StructValue, has: 'cert' | 'key', wants: 'cert' | 'key', context: PrometheusCheckContext): void {
  if (!partKeys(wants).every((key) => isMissing(value, key, context))) return;
  const given = partKeys(has).find((key) => isSet(value, key)) ?? has;
  const [info, noun, other] =
    wants === 'key'
      ? [infos.noKey, 'client certificate', 'key']
      : [infos.noCertificate, 'key of a client certificate', 'certificate'];
  const text = `This is a ${noun}, but its ${other} is missing. Add \`${wants}_file\`, or \`${wants}\`.`;
  // Up to 2.44, the pair was looked at when the client was built.
  const words = `client ${has} file ${quoted(textAt(value, given) ?? '')} specified without client ${wants} file`;
  const program = context.version < INLINE_SINCE ? words : undefined;
  context.report(info, keySpan(value, given), text, { ...(program !== undefined && { program }) });
}

const ORDER = ['TLS10', 'TLS11', 'TLS12', 'TLS13'];

const versions: PrometheusCheck = (value, _place, { version, report }) => {
  if (keysOf(value, ['min_version', 'max_version'], version).length < 2) return;
  const [min, max] = [textAt(value, 'min_version') ?? '', textAt(value, 'max_version') ?? ''];
  if (!ORDER.includes(min) || !ORDER.includes(max) || ORDER.indexOf(max) >= ORDER.indexOf(min)) return;
  const at = valueSpan(value, 'max_version');
  const start = valueSpan(value, 'min_version');
  const swap = {
    title: 'Swap the two versions',
    preferred: false,
    changes: [
      { start: start.start, end: start.end, newText: max },
      { start: at.start, end: at.end, newText: min },
    ],
  };
  const text = `\`max_version\` is below \`min_version\`, so no version is left and nothing connects. Raise it to \`${min}\`, or lower \`min_version\`.`;
  report(infos.versionOrder, at, text, {
    fixes: [replaceFix(`Change to \`${min}\``, at, min, false), swap],
    related: [{ ...start, message: 'The lowest version stands here' }],
  });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  tls_config: [sources, clientPair, versions],
};
