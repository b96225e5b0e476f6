import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
import { isGiven, structAt, textAt, type Value } from '../../../../schema/value';
import { listed, removeKeysFix } from '../../../fixes';
import { enclosing, keySpan, valueSpan } from '../../../walk';
import { loadsNoSecrets, type ObjectCheck, refuse } from '../../checks/context';

export const infos = defineChecks({
  lacking: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [19],
    tag: 'OPER',
    summary: 'An Azure discovery with `OAuth`, the default, lacks its tenant, client or secret.',
    program: 'configuration requires a %s',
  },
  secret: {
    code: 'secret-not-loaded',
    severity: 'error',
    source: 'scrape-config',
    rules: [19],
    tag: 'OPER',
    summary:
      'An Azure discovery with an identity has a `clientSecret`: the operator does not load it, and makes no configuration at all.',
    program: 'failed to get %s client secret',
  },
  forgotten: {
    code: 'key-without-effect',
    severity: 'warning',
    source: 'scrape-config',
    rules: [19],
    tag: 'SILENT',
    summary:
      'The operator leaves out the login or proxy of an Azure discovery: for an identity it loads no Secrets, and `environment` replaces what stands before it.',
  },
});

const lacking: ObjectCheck = (value, _place, context) => {
  const method = isGiven(value, 'authenticationMethod') ? textAt(value, 'authenticationMethod') : 'OAuth';
  if (method !== 'OAuth' || context.incomplete) return;
  const at = isGiven(value, 'authenticationMethod') ? valueSpan(value, 'authenticationMethod') : spanOf(value.node);
  const missing = ['tenantID', 'clientID', 'clientSecret'].filter((key) => !isGiven(value, key));
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map((key) => `\`${key}\``).join(', ');
  const text = `The method \`OAuth\`${isGiven(value, 'authenticationMethod') ? '' : ', the default,'} needs ${names}. Add what is missing, or another \`authenticationMethod\`.`;
  refuse(context, infos.lacking, at, text, { program: `configuration requires a ${first}` });
};

/** The operator cannot write out a Secret that it has not loaded, unless something else made it do so. */
const clientSecret: ObjectCheck = (value, place, context) => {
  const secret = structAt(value, 'clientSecret');
  const spec = enclosing(place, 'ScrapeConfigSpec');
  if (!loadsNoSecrets(value) || secret === undefined || spec === undefined || context.incomplete) return;
  const isRead = secret.meant.size === 0 && (!isGiven(secret, 'name') || textAt(secret, 'name') !== undefined);
  if (!isRead || isLoaded(textAt(secret, 'name') ?? '', spec)) return;
  const method = textAt(value, 'authenticationMethod');
  const text = `With the method \`${method}\`, the operator does not load this Secret, fails to write it out, and makes no configuration for any job. Remove the key.`;
  context.report(infos.secret, keySpan(value, 'clientSecret'), text, {
    fixes: removeKeysFix(value, ['clientSecret']),
    program: 'failed to get the client secret',
  });
};

/** Whether what the operator looks at below `value` names the Secret `name`; or may do so, with a variable. */
function isLoaded(name: string, value: Value): boolean {
  if (value.kind === 'list') return value.items.some((item) => item !== undefined && isLoaded(name, item));
  if (value.kind !== 'struct' && value.kind !== 'map') return false;
  if (value.kind === 'struct' && loadsNoSecrets(value)) return false;
  if (value.kind === 'struct' && value.shape.name === 'SecretKeySelector') {
    return isGiven(value, 'name') && (textAt(value, 'name') ?? name) === name && name !== '';
  }
  return [...value.entries].some(
    ([key, entry]) => key !== 'configMap' && entry.value !== undefined && isLoaded(name, entry.value),
  );
}

const LOGINS = ['basicAuth', 'authorization', 'oauth2'];
const PROXY = ['proxyUrl', 'noProxy', 'proxyFromEnvironment', 'proxyConnectHeader'];

/** The operator writes `environment` over the login and the proxy, and has no Secrets for a login beside an identity. */
const forgotten: ObjectCheck = (value, _place, context) => {
  const hasEnvironment = isGiven(value, 'environment');
  const lost = [...LOGINS, ...(hasEnvironment ? PROXY : [])].filter((key) => isGiven(value, key));
  const [first] = lost.sort((a, b) => keySpan(value, a).start - keySpan(value, b).start);
  if (first === undefined || !(hasEnvironment || loadsNoSecrets(value))) return;
  const why = hasEnvironment
    ? 'Beside `environment`'
    : `With the method \`${textAt(value, 'authenticationMethod')}\`, for which it loads no Secrets`;
  const text = `${why}, the operator leaves out ${listed(lost)}. Remove what has no effect.`;
  context.report(infos.forgotten, keySpan(value, first), text, { fixes: removeKeysFix(value, lost) });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  AzureSDConfig: [lacking, clientSecret, forgotten],
};
