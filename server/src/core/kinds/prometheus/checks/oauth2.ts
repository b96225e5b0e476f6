import { defineChecks } from '../../../findings/check';
import { replaceFix, spanOf } from '../../../schema/report';
import { nearest } from '../../../schema/suggest';
import { type StructValue, structAt, textAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { validatesHttpClient } from './httpClient';
import { isMissing, keysOf, reportConflict } from './keys';

export const infos = defineChecks({
  severalSecrets: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [61, 63],
    tag: 'LOAD',
    summary: 'The secret of an `oauth2` client, or its key, is given both in the file and as a file.',
    program: 'at most one of oauth2 %s must be configured using grant-type=%s',
  },
  signature: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [62],
    tag: 'LOAD',
    summary: 'The `signature_algorithm` of an `oauth2` client with the JWT grant is not one of RS256, RS384 and RS512.',
    program: 'valid signature algorithms are RS256, RS384 and RS512',
  },
  grantType: {
    code: 'unknown-grant-type',
    severity: 'warning',
    source: 'prometheus',
    rules: [63],
    tag: 'SILENT',
    summary: 'The `grant_type` of an `oauth2` client is unknown, and is taken for `client_credentials`.',
  },
  noSecret: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [63],
    tag: 'LOAD',
    summary: 'An `oauth2` client has no secret, which Prometheus up to 2.50 refuses.',
    program: 'either oauth2 client_secret or client_secret_file must be configured',
  },
});

const JWT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const CREDENTIALS = 'client_credentials';
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
const GRANTS_SINCE = release('3.8');
const REFS_SINCE = release('2.53');
const OAUTH2_SINCE = release('2.27');
const PUBLIC_CLIENTS_SINCE = release('2.51');

const oauth2: PrometheusCheck = (client, _place, context) => {
  const value = structAt(client, 'oauth2');
  const { version } = context;
  if (value === undefined || version < OAUTH2_SINCE || !validatesHttpClient(client, version)) return;
  const grant = version < GRANTS_SINCE ? '' : (textAt(value, 'grant_type') ?? '');
  if (grant === JWT) {
    checkJwt(value, context);
    return;
  }
  checkSecret(value, context);
  if (grant !== '' && grant !== CREDENTIALS) reportGrant(value, grant, context);
};

function checkJwt(value: StructValue, context: PrometheusCheckContext): void {
  const keys = keysOf(value, ['client_certificate_key', 'client_certificate_key_file'], context.version);
  const names = 'client_certificate_key, client_certificate_key_file & client_certificate_key_ref';
  const words = `at most one of oauth2 ${names} must be configured using grant-type=${JWT}`;
  reportConflict(infos.severalSecrets, keys, 'Keep one of them.', context, words);
  const algorithm = textAt(value, 'signature_algorithm') ?? '';
  if (algorithm === '' || ALGORITHMS.includes(algorithm)) return;
  const span = valueSpan(value, 'signature_algorithm');
  const meant = nearest(algorithm, ALGORITHMS);
  const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, span, meant)];
  context.report(infos.signature, span, 'This algorithm cannot be used. Use `RS256`, `RS384` or `RS512`.', { fixes });
}

function checkSecret(value: StructValue, context: PrometheusCheckContext): void {
  const { version, report } = context;
  const keys = keysOf(value, ['client_secret', 'client_secret_file'], version);
  reportConflict(infos.severalSecrets, keys, 'Keep one of them.', context, secretWords(version));
  const none = ['client_secret', 'client_secret_file'].every((key) => isMissing(value, key, context));
  if (version >= PUBLIC_CLIENTS_SINCE || !none) return;
  const text =
    'Neither `client_secret` nor `client_secret_file` is given, which this version asks for. Add one of them.';
  report(infos.noSecret, spanOf(value.node), text);
}

/** The words of since-behaviour 36 and 40. */
function secretWords(version: Version): string {
  if (version < REFS_SINCE) return 'at most one of oauth2 client_secret & client_secret_file must be configured';
  const words = 'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured';
  return version < GRANTS_SINCE ? words : `${words} using grant-type=${CREDENTIALS}`;
}

function reportGrant(value: StructValue, grant: string, { report }: PrometheusCheckContext): void {
  const span = valueSpan(value, 'grant_type');
  const meant = grant.includes('jwt') ? JWT : nearest(grant, [CREDENTIALS, JWT]);
  const fixes = meant === undefined ? [] : [replaceFix(`Change to \`${meant}\``, span, meant)];
  const text = `This grant type is unknown, and Prometheus takes it for \`${CREDENTIALS}\` without a word. Use that, or \`${JWT}\`.`;
  report(infos.grantType, span, text, { fixes });
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  http_client: [oauth2],
};
