import { defineChecks } from '../../../../findings/check';
import { booleanAt, isGiven, isSet, type StructValue, structAt } from '../../../../schema/value';
import type { Version } from '../../../../schema/version';
import { listed } from '../../../fixes';
import type { PrometheusCheck } from '../../context';
import { isMissing, keysOf, type PlacedKey, reportConflict } from '../keys';

export const infos = defineChecks({
  twoServers: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [103],
    tag: 'LOAD',
    summary: 'A Kubernetes discovery has both `kubeconfig_file` and `api_server`.',
    program: "cannot use 'kubeconfig_file' and 'api_server' simultaneously",
  },
  kubeconfigClient: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [104],
    tag: 'LOAD',
    summary: 'A Kubernetes discovery has keys of the HTTP client beside `kubeconfig_file`.',
    program: "cannot use a custom HTTP client configuration together with 'kubeconfig_file'",
  },
  clusterClient: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [105],
    tag: 'LOAD',
    summary: 'A Kubernetes discovery has keys of the HTTP client, but no `api_server`.',
    program: "to use custom HTTP client configuration please provide the 'api_server' URL explicitly",
  },
  ownNamespace: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [106, 107],
    tag: 'LOAD',
    summary: '`own_namespace` stands beside `api_server` or `kubeconfig_file`.',
    program: "cannot use 'api_server' and 'namespaces.own_namespace' simultaneously",
  },
});

/** Keys of the HTTP client by what makes them differ from its defaults (Go compares the whole struct deeply). */
const GIVEN = ['basic_auth', 'authorization', 'oauth2', 'http_headers', 'proxy_url', 'proxy_connect_header'];
const SET = ['bearer_token', 'bearer_token_file', 'no_proxy', 'proxy_from_environment'];
const TRUE = ['follow_redirects', 'enable_http2'];

function customKeys(value: StructValue, version: Version): readonly PlacedKey[] {
  const tls = structAt(value, 'tls_config');
  const hasTls = tls !== undefined && [...tls.entries.keys()].some((key) => isSet(tls, key));
  return [
    ...keysOf(value, GIVEN, version, isGiven),
    ...keysOf(value, SET, version),
    ...keysOf(
      value,
      TRUE,
      version,
      (struct, key) => struct.entries.get(key)?.value !== undefined && !booleanAt(struct, key),
    ),
    ...(hasTls ? keysOf(value, ['tls_config'], version, isGiven) : []),
  ].sort((a, b) => a.entry.keyNode.start - b.entry.keyNode.start);
}

const client: PrometheusCheck = (value, _place, context) => {
  const server = keysOf(value, ['api_server'], context.version, isGiven);
  const kubeconfig = keysOf(value, ['kubeconfig_file'], context.version);
  if (reportConflict(infos.twoServers, [...server, ...kubeconfig], 'Keep one of them.', context)) return;
  const custom = customKeys(value, context.version);
  const [first] = custom;
  if (first === undefined || server.length > 0) return;
  if (kubeconfig.length > 0) {
    const advice = 'The file says how to connect: put the settings there.';
    reportConflict(infos.kubeconfigClient, [...kubeconfig, ...custom], advice, context);
  } else if (isMissing(value, 'api_server', context) && isMissing(value, 'kubeconfig_file', context)) {
    const names = listed(custom.map(({ entry }) => entry.key));
    const text = `Inside the cluster, how to connect is known, and ${names} cannot be set. Add \`api_server\`, or remove them.`;
    context.report(infos.clusterClient, first.entry.keyNode, text);
  }
};

const namespace: PrometheusCheck = (value, _place, context) => {
  const { version } = context;
  const namespaces = structAt(value, 'namespaces');
  if (namespaces === undefined || !booleanAt(namespaces, 'own_namespace')) return;
  const own = keysOf(namespaces, ['own_namespace'], version);
  const server = keysOf(value, ['api_server'], version, isGiven);
  const [other] = [...server, ...keysOf(value, ['kubeconfig_file'], version)];
  if (other === undefined || own.length === 0) return;
  const words = `cannot use '${other.entry.key}' and 'namespaces.own_namespace' simultaneously`;
  const advice = 'Only a Prometheus inside the cluster has a namespace of its own: name the namespaces instead.';
  reportConflict(infos.ownNamespace, [other, ...own], advice, context, words);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  kubernetes_sd_config: [client, namespace],
};
