import { defineChecks } from '../../../findings/check';
import { nullDefaults } from '../../nullDefault';
import { keySpan } from '../../walk';
import type { WebConfigCheck } from '../context';

export const infos = defineChecks({
  nullIsNotDefault: {
    code: 'null-is-not-default',
    severity: 'warning',
    source: 'web-config',
    rules: [4],
    tag: 'SILENT',
    summary: '`http_server_config` or `http2` without a value switches HTTP/2 off.',
  },
  emptyHeader: {
    code: 'invalid-value',
    severity: 'error',
    source: 'web-config',
    rules: [6],
    tag: 'LOAD',
    summary: 'A header that takes certain values only has none.',
    program: 'invalid value for %s. Expected one of: %q, but got: ""',
  },
});

const HTTP2_OFF = 'it switches HTTP/2 off';

/** The headers that take certain values only; an empty one is refused as well. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'X-Content-Type-Options': ['nosniff'],
  'X-Frame-Options': ['deny', 'sameorigin'],
};

const emptyHeaders: WebConfigCheck = (headers, _place, { report }) => {
  for (const [name, values] of Object.entries(VALUES)) {
    if (headers.entries.get(name)?.value?.kind !== 'null') continue;
    const quoted = values.map((value) => JSON.stringify(value)).join(' ');
    const program = `invalid value for ${name}. Expected one of: [${quoted}], but got: ""`;
    const text = `This header needs a value: ${values.map((value) => `\`${value}\``).join(' or ')}. Give it one, or remove the header.`;
    report(infos.emptyHeader, keySpan(headers, name), text, { program });
  }
};

/** Checks of the root that concern `http_server_config`. */
export const rootChecks: readonly WebConfigCheck[] = [
  nullDefaults(infos.nullIsNotDefault, { http_server_config: { means: HTTP2_OFF, default: '{}' } }),
];
export const checks: readonly WebConfigCheck[] = [
  nullDefaults(infos.nullIsNotDefault, { http2: { means: HTTP2_OFF, default: 'true' } }),
];
/** Checks of the mapping of headers. */
export const headerChecks: readonly WebConfigCheck[] = [emptyHeaders];
