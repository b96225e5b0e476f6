import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { isGiven, type StructValue, structAt, textAt } from '../../../schema/value';
import { listed } from '../../fixes';
import { isMissing } from '../../prometheus/checks/keys';
import { keySpan, type Place, valueSpan } from '../../walk';
import { isPassedOver, type ObjectCheck, refuse } from './context';

export const infos = defineChecks({
  basicAuth: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [5],
    tag: 'OPER',
    summary: '`basicAuth` has no `username` or no `password`: the operator looks for a Secret without a name.',
    program: 'failed to get basic auth %s: unable to get secret ""',
  },
  secretName: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [5],
    tag: 'OPER',
    summary: 'A reference to a key of a Secret or ConfigMap does not name the object.',
    program: 'unable to get secret ""',
  },
  basicType: {
    code: 'authorization-type-basic',
    severity: 'error',
    source: 'scrape-config',
    rules: [6],
    tag: 'OPER',
    summary: 'The type of `authorization` is `Basic`, for which there is `basicAuth`.',
    program: '\'authorization\' type cannot be set to "basic", use "basicAuth" instead',
  },
  basicTypeAlone: {
    code: 'authorization-type-basic',
    severity: 'error',
    source: 'scrape-config',
    rules: [28],
    tag: 'PROM',
    summary: 'The type of `authorization` is `Basic`, and without credentials the operator does not look at it.',
    program: 'authorization type cannot be set to "basic", use "basic_auth" instead',
  },
  noCredentials: {
    code: 'empty-credentials',
    severity: 'info',
    source: 'scrape-config',
    rules: [6],
    tag: 'SILENT',
    summary: '`authorization` has no credentials: an empty header is sent.',
  },
  endpointCredentials: {
    code: 'empty-credentials',
    severity: 'error',
    source: 'scrape-config',
    rules: [6],
    tag: 'OPER',
    summary: '`authorization` of an endpoint of a ServiceMonitor or PodMonitor has no credentials.',
    program: "'authorization' credentials are required",
  },
  namelessToken: {
    code: 'empty-credentials',
    severity: 'warning',
    source: 'scrape-config',
    rules: [6],
    tag: 'SILENT',
    summary: 'The token of `authorization`, or of an endpoint, does not name its Secret: none is sent.',
  },
  clientId: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [7],
    tag: 'OPER',
    summary: 'The client id of `oauth2` names neither a Secret nor a ConfigMap.',
    program: "OAuth2 'clientID' must be specified",
  },
});

const basicAuth: ObjectCheck = (value, place, context) => {
  const missing = ['username', 'password'].filter((key) => !isGiven(value, key));
  const [first] = missing;
  if (first === undefined || context.incomplete || isPassedOver(place)) return;
  const program = `failed to get basic auth ${first}: unable to get secret ""`;
  const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const text = `${listed(missing)} ${are} missing: the operator asks for both Secrets, also where the schema does not. Add ${them}.`;
  refuse(context, infos.basicAuth, spanOf(value.node), text, { program });
};

/** The name is optional for the API, and a Secret without one is never found (rule 5). */
const selector: ObjectCheck = (value, place, context) => {
  // One that lacks its key as well was refused for that.
  if (!isMissing(value, 'name', context) || isUnread(value, 'name') || !value.entries.has('key')) return;
  if (isPassedOver(place)) return;
  const isConfigMap = place.key === 'configMap';
  const what = isConfigMap ? 'ConfigMap' : 'Secret';
  const at = isGiven(value, 'name') ? valueSpan(value, 'name') : spanOf(value.node);
  if (place.key === 'credentials' || (place.key === 'bearerTokenSecret' && isOfEndpoint(place))) {
    const text = '`name` is missing, so the operator leaves the token out, and none is sent. Name the Secret.';
    context.report(infos.namelessToken, at, text);
    return;
  }
  const text = `\`name\` is missing, so that no ${what} is found. Name the ${what} in the namespace of this object.`;
  const program = `unable to get ${isConfigMap ? 'configmap' : 'secret'} ""`;
  refuse(context, infos.secretName, at, text, { program });
};

/** Whether what is at `place` belongs to an endpoint of a ServiceMonitor or PodMonitor. */
function isOfEndpoint({ parent }: Place): boolean {
  return /^(Pod)?Endpoint$/.test(parent?.value.shape.name ?? '');
}

/** Whether `key` stands there with something that could not be read, such as a variable. */
function isUnread(value: StructValue, key: string): boolean {
  return value.entries.has(key) && value.entries.get(key)?.value === undefined;
}

const authorization: ObjectCheck = (value, place, context) => {
  const isBasic = (textAt(value, 'type') ?? '').trim().toLowerCase() === 'basic';
  const hasCredentials = isGiven(value, 'credentials');
  if (isBasic) {
    const isSeen = (hasCredentials && !isPassedOver(place)) || isOfEndpoint(place);
    const info = isSeen ? infos.basicType : infos.basicTypeAlone;
    refuse(context, info, valueSpan(value, 'type'), '`Basic` is not written here: use `basicAuth` instead.');
  } else if (!hasCredentials && !context.incomplete && !value.meant.has('credentials')) {
    const text = 'Without `credentials`, the header is sent without a token. Add the Secret that holds it.';
    if (isOfEndpoint(place))
      refuse(
        context,
        infos.endpointCredentials,
        spanOf(value.node),
        '`authorization` is for a token, and names none. Add `credentials`.',
      );
    else context.report(infos.noCredentials, spanOf(value.node), text);
  }
};

const oauth2: ObjectCheck = (value, place, context) => {
  const id = structAt(value, 'clientId');
  if (id === undefined || context.incomplete || id.meant.size > 0 || isPassedOver(place)) return;
  if (isGiven(id, 'secret') || isGiven(id, 'configMap')) return;
  refuse(
    context,
    infos.clientId,
    keySpan(value, 'clientId'),
    '`clientId` names neither `secret` nor `configMap`. Add one.',
  );
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  BasicAuth: [basicAuth],
  SecretKeySelector: [selector],
  SafeAuthorization: [authorization],
  OAuth2: [oauth2],
};
