import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { isSet, textAt } from '../../../schema/value';
import { addKeysFix, removeKeysFix } from '../../fixes';
import { keySpan, valueSpan } from '../../walk';
import type { WebConfigCheck } from '../context';
import { isTlsOn } from '../tlsFact';

export const infos = defineChecks({
  missing: {
    code: 'missing-key',
    severity: 'error',
    source: 'web-config',
    rules: [13],
    tag: 'LOAD',
    summary: 'TLS is on, and the certificate or its key is missing.',
    program: 'missing one of cert or cert_file',
  },
  ignoredInline: {
    code: 'ignored-key',
    severity: 'warning',
    source: 'web-config',
    rules: [14],
    tag: 'SILENT',
    summary: 'A certificate, key or client CA is given inline and as a file: the file wins.',
  },
  emptyRange: {
    code: 'min-version-above-max-version',
    severity: 'warning',
    source: 'web-config',
    rules: [23],
    tag: 'START',
    summary: 'The lowest TLS version is above the highest: it loads, and every handshake fails.',
  },
});

/** Inline certificates came with this version, and the words with them (since-behaviour 76). */
const INLINE_SINCE = 11_000;

const certificate: WebConfigCheck = (tls, _place, { version, incomplete, report }) => {
  if (!isTlsOn(tls) || incomplete) return;
  const lacks = ['cert', 'key'].filter((key) => !isSet(tls, key) && !isSet(tls, `${key}_file`));
  const [first] = lacks.filter((key) => !tls.meant.has(key) && !tls.meant.has(`${key}_file`));
  if (first === undefined) return;
  const wanted = lacks.map((key) => `\`${key}_file\``).join(' and ');
  const program = version < INLINE_SINCE ? `missing ${first}_file` : `missing one of ${first} or ${first}_file`;
  const text = `TLS is on, and ${wanted} ${lacks.length > 1 ? 'are' : 'is'} missing. Add ${lacks.length > 1 ? 'them' : 'it'}.`;
  const lines = lacks.filter((key) => !tls.entries.has(`${key}_file`)).map((key) => PATHS[key] ?? '');
  const fixes = addKeysFix(tls, lines, `Add ${wanted}`);
  report(infos.missing, spanOf(tls.node), text, { program, fixes: lines.length === lacks.length ? fixes : [] });
};

const PATHS: Readonly<Record<string, string>> = { cert: 'cert_file: server.crt', key: 'key_file: server.key' };

const bothForms: WebConfigCheck = (tls, _place, { report }) => {
  for (const key of ['cert', 'key', 'client_ca']) {
    if (!isSet(tls, key) || !isSet(tls, `${key}_file`)) continue;
    const text = `\`${key}_file\` is given too and wins: \`${key}\` is ignored. Remove one of the two.`;
    const related = [{ ...spanOnly(keySpan(tls, `${key}_file`)), message: `\`${key}_file\` wins` }];
    report(infos.ignoredInline, keySpan(tls, key), text, { related, fixes: removeKeysFix(tls, [key], true) });
  }
};

function spanOnly({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

const VERSIONS = ['TLS10', 'TLS11', 'TLS12', 'TLS13'];

const range: WebConfigCheck = (tls, _place, { report }) => {
  if (!isTlsOn(tls)) return;
  const lowest = VERSIONS.indexOf(tls.entries.has('min_version') ? (textAt(tls, 'min_version') ?? '') : 'TLS12');
  const highest = VERSIONS.indexOf(textAt(tls, 'max_version') ?? '');
  if (highest < 0 || lowest <= highest) return;
  const least = tls.entries.has('min_version') ? '`min_version`' : 'the default of `min_version`, TLS12';
  const text = `This is below ${least}: no version is left, and every handshake fails. Raise \`max_version\`, or remove it.`;
  report(infos.emptyRange, valueSpan(tls, 'max_version'), text, { fixes: removeKeysFix(tls, ['max_version']) });
};

export const checks: readonly WebConfigCheck[] = [certificate, bothForms, range];
