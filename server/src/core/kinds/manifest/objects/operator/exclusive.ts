import { defineChecks } from '../../../../findings/check';
import { isGiven, isSet, type StructValue, structAt, textAt } from '../../../../schema/value';
import { removeKeysFix } from '../../../fixes';
import { keySpan } from '../../../walk';
import { type ObjectCheck, refuse } from '../../checks/context';

export const infos = defineChecks({
  twoMethods: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [1],
    tag: 'OPER',
    summary: 'A client of ServiceMonitor, PodMonitor, Probe or the Prometheus object has two sorts of credentials.',
    program: '%s and %s cannot be configured at the same time',
  },
  withTokenFile: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [25],
    tag: 'PROM',
    summary: 'An endpoint has `bearerTokenFile` beside other credentials.',
    program: 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured',
  },
});

/** In the order in which the operator names them. */
const ENDPOINT_METHODS = ['authorization', 'basicAuth', 'bearerTokenSecret', 'oauth2'];
const REMOTE_METHODS = ['basicAuth', 'oauth2', 'authorization', 'sigv4', 'azureAd'];
const ALERTMANAGER_METHODS = ['bearerTokenFile', 'basicAuth', 'authorization', 'sigv4'];

/** The first two that are given, in the words of the operator for endpoints. */
const endpoint: ObjectCheck = (value, _place, context) => {
  const given = ENDPOINT_METHODS.filter((key) => isMethod(value, key));
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    reportTwo(value, first, second, `${first} and ${second} cannot be configured at the same time`, context);
  } else if (first !== undefined && isSet(value, 'bearerTokenFile')) {
    const text = `\`bearerTokenFile\` and \`${first}\` are both credentials, of which there can be one. Remove one of the two.`;
    refuse(context, infos.withTokenFile, keySpan(value, 'bearerTokenFile'), text, {
      fixes: removeKeysFix(value, ['bearerTokenFile']),
    });
  }
};

function oneOf(methods: readonly string[]): ObjectCheck {
  return (value, _place, context) => {
    const given = methods.filter((key) => isMethod(value, key));
    const [first, second] = given;
    if (first === undefined || second === undefined) return;
    const words = `${given.map((key) => `"${key}"`).join(' and ')} can't be set at the same time, at most one of them must be defined`;
    reportTwo(value, first, second, words, context);
  };
}

function reportTwo(
  value: StructValue,
  first: string,
  second: string,
  program: string,
  context: Parameters<ObjectCheck>[2],
): void {
  const text = `\`${second}\` and \`${first}\` are both credentials, of which there can be one. Remove one of the two.`;
  const at = keySpan(value, second);
  const { start, end } = keySpan(value, first);
  const related = [{ start, end, message: `\`${first}\` stands here` }];
  refuse(context, infos.twoMethods, at, text, { program, related });
}

/** An empty reference, as clients of the API write it out, is none. */
function isMethod(value: StructValue, key: string): boolean {
  if (!isGiven(value, key)) return false;
  if (key === 'bearerTokenFile') return isSet(value, key);
  const selector = key === 'bearerTokenSecret' ? structAt(value, key) : undefined;
  return selector === undefined || Boolean(textAt(selector, 'key')) || Boolean(textAt(selector, 'name'));
}

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  Endpoint: [endpoint],
  PodEndpoint: [endpoint],
  ProbeSpec: [endpoint],
  RemoteWrite: [oneOf(REMOTE_METHODS)],
  AlertmanagerEndpoints: [oneOf(ALERTMANAGER_METHODS)],
};
