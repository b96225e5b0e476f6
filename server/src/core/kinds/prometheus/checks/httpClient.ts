import { defineChecks } from '../../../findings/check';
import { isGiven, type StructValue, structAt, textAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { listed } from '../../fixes';
import { keySpan, valueSpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { keysOf, type PlacedKey, reportConflict } from './keys';

export const infos = defineChecks({
  severalLogins: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [51, 52, 55, 58, 112],
    tag: 'LOAD',
    summary: 'An HTTP client has more than one of `basic_auth`, `authorization`, `oauth2` and the `bearer_token` keys.',
    program: 'at most one of basic_auth, oauth2 & authorization must be configured',
  },
  severalSources: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [53, 54, 56],
    tag: 'LOAD',
    summary: 'A user name, a password or credentials are given both in the file and as a file.',
    program: 'at most one of basic_auth %s must be configured',
  },
  basicType: {
    code: 'authorization-type-basic',
    severity: 'error',
    source: 'prometheus',
    rules: [57],
    tag: 'LOAD',
    summary: 'The type of `authorization` is `Basic`, for which there is `basic_auth`.',
    program: 'authorization type cannot be set to "basic", use "basic_auth" instead',
  },
  incompleteLogin: {
    code: 'incomplete-basic-auth',
    severity: 'info',
    source: 'prometheus',
    rules: [79],
    tag: 'SILENT',
    summary: '`basic_auth` has no user name or no password: an empty one is sent.',
  },
  emptyCredentials: {
    code: 'empty-credentials',
    severity: 'info',
    source: 'prometheus',
    rules: [79],
    tag: 'SILENT',
    summary: '`authorization` has no credentials: an empty header is sent.',
  },
});

/** Discoveries whose HTTP client nobody looked at before 2.48 (since-behaviour 31). */
const LATE = new Set(['http', 'ec2', 'azure', 'uyuni', 'puppetdb', 'lightsail'].map((name) => `${name}_sd_config`));
const LATE_SINCE = release('2.48');
const REFS_SINCE = release('2.53');

/** Whether Prometheus looks at the HTTP client keys in `value` at all; in aws_sd_configs it never does (spec rule 118). */
export function validatesHttpClient({ shape }: StructValue, version: Version): boolean {
  return shape.name !== 'aws_sd_config' && (version >= LATE_SINCE || !LATE.has(shape.name));
}

/** The ways to log in that `value` uses. More than one is an error, whichever (spec rules 51, 52, 55, 58, 112). */
export function loginKeys(value: StructValue, version: Version): readonly PlacedKey[] {
  // Consul's own user name and password become a basic_auth.
  const own =
    value.shape.name === 'consul_sd_config' ? keysOf(value, ['username', 'password'], version).slice(0, 1) : [];
  return [
    ...own,
    ...keysOf(value, ['basic_auth', 'authorization', 'oauth2'], version, isGiven),
    ...keysOf(value, ['bearer_token', 'bearer_token_file'], version),
  ];
}

/** What Go says first about these keys together. */
function loginWords(found: ReadonlySet<string>): string {
  const own = found.has('username') || found.has('password');
  if (own && found.has('basic_auth'))
    return 'at most one of consul SD configuration username and password and basic auth can be configured';
  if (found.has('bearer_token') && found.has('bearer_token_file'))
    return 'at most one of bearer_token & bearer_token_file must be configured';
  const hasBearer = found.has('bearer_token') || found.has('bearer_token_file');
  if (hasBearer && (own || found.has('basic_auth') || found.has('oauth2')))
    return 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured';
  if (hasBearer) return 'authorization is not compatible with bearer_token & bearer_token_file';
  return 'at most one of basic_auth, oauth2 & authorization must be configured';
}

const logins: PrometheusCheck = (value, _place, context) => {
  if (!validatesHttpClient(value, context.version)) return;
  const found = loginKeys(value, context.version);
  const words = loginWords(new Set(found.map(({ entry }) => entry.key)));
  reportConflict(infos.severalLogins, found, 'Keep one way to log in.', context, words);
  const basicAuth = structAt(value, 'basic_auth');
  if (basicAuth !== undefined) checkBasicAuth(basicAuth, value, context);
  const authorization = structAt(value, 'authorization');
  if (authorization !== undefined) checkAuthorization(authorization, value, context);
};

/** The `*_ref` keys are left out of all conflicts: they cannot be used at all, and that is reported already. */
function checkBasicAuth(basicAuth: StructValue, client: StructValue, context: PrometheusCheckContext): void {
  const { version, report, incomplete } = context;
  for (const name of ['username', 'password']) {
    const keys = [name, `${name}_file`];
    const names = version < REFS_SINCE ? keys.join(' & ') : `${name}, ${name}_file & ${name}_ref`;
    const words = `at most one of basic_auth ${names} must be configured`;
    reportConflict(infos.severalSources, keysOf(basicAuth, keys, version), 'Keep one of them.', context, words);
  }
  const lacking = ['username', 'password'].filter((name) => {
    const sources = [name, `${name}_file`, `${name}_ref`];
    return !sources.some((key) => basicAuth.entries.has(key) || basicAuth.meant.has(key));
  });
  if (incomplete || lacking.length === 0) return;
  const text = `\`basic_auth\` has no ${listed(lacking, 'and no')}, so an empty one is sent. Add it, unless the target expects that.`;
  report(infos.incompleteLogin, keySpan(client, 'basic_auth'), text);
}

function checkAuthorization(authorization: StructValue, client: StructValue, context: PrometheusCheckContext): void {
  const { version, report, incomplete } = context;
  const sources = keysOf(authorization, ['credentials', 'credentials_file'], version);
  const words = 'at most one of authorization credentials & credentials_file must be configured';
  reportConflict(infos.severalSources, sources, 'Keep one of them.', context, words);
  const isBasic = textAt(authorization, 'type')?.trim().toLowerCase() === 'basic';
  if (isBasic) {
    const text =
      'This type does not exist here. Use `basic_auth` with `username` and `password` instead of `authorization`.';
    report(infos.basicType, valueSpan(authorization, 'type'), text);
  }
  const given = ['credentials', 'credentials_file', 'credentials_ref'];
  if (isBasic || incomplete || given.some((key) => authorization.entries.has(key) || authorization.meant.has(key)))
    return;
  const text =
    '`authorization` has no `credentials` or `credentials_file`, so an empty header is sent. Add one of them.';
  report(infos.emptyCredentials, keySpan(client, 'authorization'), text);
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  http_client: [logins],
};
