import { defineChecks } from '../../../findings/check';
import { booleanAt, isGiven, isSet, type StructValue } from '../../../schema/value';
import { release } from '../../../schema/version';
import { keySpan } from '../../walk';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { validatesHttpClient } from './httpClient';
import { isMissing, keysOf, reportConflict } from './keys';

export const infos = defineChecks({
  headerWithoutProxy: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [64],
    tag: 'LOAD',
    summary: '`proxy_connect_header` is given, but no proxy.',
    program: 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured',
  },
  proxyTwice: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [65, 66],
    tag: 'LOAD',
    summary: '`proxy_from_environment` stands beside `proxy_url` or `no_proxy`.',
    program: 'if proxy_from_environment is configured, proxy_url must not be configured',
  },
  exceptionWithoutProxy: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [67],
    tag: 'LOAD',
    summary: '`no_proxy` is given, but no `proxy_url`.',
    program: 'if no_proxy is configured, proxy_url must also be configured',
  },
});

const ENVIRONMENT_SINCE = release('2.43');

const proxy: PrometheusCheck = (value, _place, context) => {
  // The proxy of oauth2 is checked even where that of the client around it is not (spec rules 67 and 118).
  if (value.shape.name !== 'oauth2' && !validatesHttpClient(value, context.version)) return;
  const lacksProxy = checkConnectHeader(value, context);
  const fromEnvironment = booleanAt(value, 'proxy_from_environment') && context.version >= ENVIRONMENT_SINCE;
  if (fromEnvironment) {
    const keys = keysOf(value, ['proxy_from_environment', 'proxy_url', 'no_proxy'], context.version);
    const other = isSet(value, 'proxy_url') ? 'proxy_url' : 'no_proxy';
    const words = `if proxy_from_environment is configured, ${other} must not be configured`;
    reportConflict(infos.proxyTwice, keys, 'Keep the proxy of the environment, or the one given here.', context, words);
  } else if (!lacksProxy) checkNoProxy(value, context);
};

/** Tells whether the proxy was missed, so that `no_proxy` need not miss it again. */
function checkConnectHeader(value: StructValue, context: PrometheusCheckContext): boolean {
  const [header] = keysOf(value, ['proxy_connect_header'], context.version);
  const isLacking = ['proxy_url', 'proxy_from_environment'].every((key) => isMissing(value, key, context));
  if (header === undefined || !isLacking) return false;
  const program =
    context.version < ENVIRONMENT_SINCE
      ? 'if proxy_connect_header is configured proxy_url must also be configured'
      : undefined;
  const text = 'These headers are for a proxy, but no proxy is given. Add `proxy_url`, or remove the headers.';
  context.report(infos.headerWithoutProxy, keySpan(value, 'proxy_connect_header'), text, {
    ...(program !== undefined && { program }),
  });
  return true;
}

function checkNoProxy(value: StructValue, context: PrometheusCheckContext): void {
  const [exception] = keysOf(value, ['no_proxy'], context.version);
  // An empty proxy_url is a given one.
  if (exception === undefined || isGiven(value, 'proxy_url') || !isMissing(value, 'proxy_url', context)) return;
  const text =
    '`no_proxy` lists exceptions from `proxy_url`, which is not given. Add `proxy_url`, or remove `no_proxy`.';
  context.report(infos.exceptionWithoutProxy, keySpan(value, 'no_proxy'), text);
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  proxy_config: [proxy],
};
