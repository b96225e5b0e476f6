import { defineChecks } from '../../../../findings/check';
import { fieldSelectorError, labelSelectorError } from '../../../../formats/kubernetesSelector';
import { parseGoUrl } from '../../../../formats/url';
import { booleanAt, isGiven, isSet, type StructValue, structAt, structsAt, textAt } from '../../../../schema/value';
import { listed, removeKeysFix } from '../../../fixes';
import { keySpan, valueSpan } from '../../../walk';
import { type ObjectCheck, type ObjectCheckContext, refuse, wordsAbout } from '../../checks/context';

export const infos = defineChecks({
  ownNamespace: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [15],
    tag: 'OPER',
    summary: '`namespaces.ownNamespace` stands beside `apiServer`.',
    program: "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously",
  },
  role: {
    code: 'kubernetes-selector-role',
    severity: 'error',
    source: 'scrape-config',
    rules: [15],
    tag: 'OPER',
    summary: 'A selector has a role that does not go with the role of the discovery.',
    program: '%s role supports only %s selectors',
  },
  grammar: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [15],
    tag: 'OPER',
    summary: 'A field or label selector cannot be parsed.',
    program: '%s',
  },
  client: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [24],
    tag: 'PROM',
    summary: 'A Kubernetes discovery has keys of the HTTP client, but no `apiServer`.',
    program: "to use custom HTTP client configuration please provide the 'api_server' URL explicitly",
  },
  server: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [29],
    tag: 'PROM',
    summary: '`apiServer` is no URL as Go reads them.',
    program: '%s',
  },
  metadata: {
    code: 'key-without-effect',
    severity: 'warning',
    source: 'scrape-config',
    rules: [21],
    tag: 'SILENT',
    summary: '`attachMetadata` stands beside a role that has no node, and the operator leaves it out.',
  },
});

/** The roles that selectors may have, by the role of the discovery; narrower than Prometheus' own (rule 15). */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['Pod'],
  Service: ['Service'],
  EndpointSlice: ['Pod', 'Service', 'EndpointSlice'],
  Endpoints: ['Pod', 'Service', 'Endpoints'],
  Node: ['Node'],
  Ingress: ['Ingress'],
};
const WITH_NODE = ['Pod', 'Endpoints', 'EndpointSlice'];

const namespaces: ObjectCheck = (value, _place, context) => {
  const inner = structAt(value, 'namespaces');
  if (inner === undefined || !isGiven(value, 'apiServer') || !booleanAt(inner, 'ownNamespace')) return;
  const text =
    'Only a Prometheus inside the cluster has a namespace of its own, and `apiServer` names another cluster. Name the namespaces instead.';
  refuse(context, infos.ownNamespace, keySpan(inner, 'ownNamespace'), text, {
    fixes: removeKeysFix(inner, ['ownNamespace']),
  });
};

const selectors: ObjectCheck = (value, _place, context) => {
  const role = textAt(value, 'role') ?? '';
  const allowed = Object.hasOwn(SELECTORS, role) ? SELECTORS[role] : undefined;
  for (const selector of structsAt(value, 'selectors')) {
    const own = textAt(selector, 'role') ?? '';
    // A role that does not exist was reported with the schema.
    if (allowed !== undefined && Object.hasOwn(SELECTORS, own) && !allowed.includes(own)) {
      const program = `${role} role supports only ${allowed.map((name) => name.toLowerCase()).join(', ')} selectors`;
      const text = `For the role \`${role}\`, selectors are of the role ${listed(allowed, 'or')}. Change it.`;
      refuse(context, infos.role, valueSpan(selector, 'role'), text, { program });
    }
    checkGrammar(selector, 'field', fieldSelectorError, context);
    checkGrammar(selector, 'label', labelSelectorError, context);
  }
};

function checkGrammar(
  selector: StructValue,
  key: 'field' | 'label',
  errorOf: (text: string) => string | undefined,
  context: ObjectCheckContext,
): void {
  const program = errorOf(textAt(selector, key) ?? '');
  if (program === undefined) return;
  const example = key === 'field' ? '`metadata.name=a,status.phase!=Running`' : '`app=web,tier in (a, b),!old`';
  const text = `This is no ${key} selector. Write it as in ${example}.`;
  refuse(context, infos.grammar, valueSpan(selector, key), text, { program });
}

const GIVEN = ['basicAuth', 'authorization', 'oauth2', 'proxyUrl', 'proxyConnectHeader'];
const SET = ['noProxy', 'proxyFromEnvironment'];
const TRUE = ['followRedirects', 'enableHTTP2'];

/** The keys that make the HTTP client differ from its default, in the order of the text. */
function customKeys(value: StructValue): readonly string[] {
  const tls = structAt(value, 'tlsConfig');
  // What Go writes of an empty certificate is `cert: {}`, which says nothing.
  const saysIt = (holder: StructValue, key: string) => isSet(holder, key) && structAt(holder, key)?.entries.size !== 0;
  const hasTls = tls !== undefined && [...tls.entries.keys()].some((key) => saysIt(tls, key));
  const isFalse = (key: string) => isGiven(value, key) && textAt(value, key) === 'false';
  const keys = [
    ...GIVEN.filter((key) => isGiven(value, key)),
    ...SET.filter((key) => isSet(value, key)),
    ...TRUE.filter(isFalse),
    ...(hasTls ? ['tlsConfig'] : []),
  ];
  return keys.sort((a, b) => keySpan(value, a).start - keySpan(value, b).start);
}

const client: ObjectCheck = (value, _place, context) => {
  checkServer(value, context);
  const custom = customKeys(value);
  const [first] = custom;
  if (first === undefined || isGiven(value, 'apiServer') || context.incomplete) return;
  const text = `Inside the cluster, how to connect is known, and ${listed(custom)} cannot be set. Add \`apiServer\`, or remove what is not needed.`;
  refuse(context, infos.client, keySpan(value, first), text, { fixes: removeKeysFix(value, custom) });
};

function checkServer(value: StructValue, context: ObjectCheckContext): void {
  const address = textAt(value, 'apiServer') ?? '';
  const parsed = parseGoUrl(address);
  if ('url' in parsed) return;
  const text = 'This is no URL as Go reads them. Write it as `https://host:port`.';
  refuse(context, infos.server, valueSpan(value, 'apiServer'), text, wordsAbout(address, parsed.error));
}

const attachMetadata: ObjectCheck = (value, _place, context) => {
  const role = textAt(value, 'role') ?? '';
  if (!isGiven(value, 'attachMetadata') || !Object.hasOwn(SELECTORS, role) || WITH_NODE.includes(role)) return;
  const text = `Targets of the role \`${role}\` have no node, so the operator leaves this out. It is for ${listed(WITH_NODE, 'or')}.`;
  context.report(infos.metadata, keySpan(value, 'attachMetadata'), text, {
    fixes: removeKeysFix(value, ['attachMetadata']),
  });
};

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  KubernetesSDConfig: [namespaces, selectors, client, attachMetadata],
};
