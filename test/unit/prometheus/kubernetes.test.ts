import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { discovery } from '../support/job';

const k8s = (body: string) => discovery('kubernetes', body);
const CUSTOM = "to use custom HTTP client configuration please provide the 'api_server' URL explicitly";

const CLIENT: readonly CheckCase[] = [
  {
    rules: [101],
    name: 'a role in capitals',
    code: 'invalid-value',
    text: k8s('role: ‹Pod›'),
    says: 'unknown Kubernetes SD role',
    fixed: k8s('role: pod'),
  },
  {
    rules: [102],
    name: 'no role',
    code: 'missing-key',
    text: k8s('‹namespaces›: {names: [n]}'),
    says: 'role missing (one of: pod, service, endpoints, endpointslice, node, ingress)',
  },
  {
    rules: [103],
    name: 'two ways to the server',
    code: 'conflicting-keys',
    text: k8s('role: pod\napi_server: http://a\n‹kubeconfig_file›: f'),
    says: "cannot use 'kubeconfig_file' and 'api_server' simultaneously",
    fixed: k8s('role: pod\napi_server: http://a'),
  },
  {
    rules: [103, 104],
    name: 'with settings, still one mistake',
    code: 'conflicting-keys',
    text: k8s("role: pod\napi_server: ''\nfollow_redirects: false\n‹kubeconfig_file›: f"),
  },
  {
    rules: [104],
    name: 'settings beside a kubeconfig',
    code: 'conflicting-keys',
    text: k8s('role: pod\nkubeconfig_file: f\n‹tls_config›: {insecure_skip_verify: true}'),
    says: "cannot use a custom HTTP client configuration together with 'kubeconfig_file'",
    fixed: k8s('role: pod\nkubeconfig_file: f'),
  },
  ...[
    'tls_config›: {ca_file: c}',
    'follow_redirects›: false',
    'follow_redirects›: null',
    'enable_http2›: false',
    'basic_auth›: {username: u, password: p}',
    'authorization›: {credentials: c}',
    'bearer_token›: b',
    'http_headers›: {}',
    "proxy_url›: ''",
    'proxy_from_environment›: true',
  ].map((key) => ({
    rules: [105],
    name: `a setting without a server: ${key}`,
    code: 'conflicting-keys',
    text: k8s(`role: pod\n‹${key}`),
    says: CUSTOM,
  })),
  {
    rules: [105],
    name: 'several settings are one mistake',
    code: 'conflicting-keys',
    text: k8s('role: pod\n‹bearer_token_file›: f\ntls_config: {ca_file: c}'),
    says: CUSTOM,
  },
  {
    rules: [105],
    name: 'a null is no server',
    code: 'conflicting-keys',
    text: k8s('role: pod\napi_server:\n‹bearer_token_file›: f'),
    says: CUSTOM,
  },
  { rules: [105], name: 'an empty server is one', text: k8s("role: pod\napi_server: ''\nbearer_token_file: f") },
  {
    rules: [105],
    name: 'the defaults, written down, are no settings',
    text: k8s(
      "role: pod\nfollow_redirects: true\nenable_http2: true\ntls_config: {insecure_skip_verify: false, server_name: ''}\nbasic_auth:\nbearer_token: ''\nhttp_headers:\nproxy_connect_header:\nproxy_from_environment: false\nno_proxy: ''",
    ),
  },
  {
    rules: [106],
    name: 'an own namespace outside of the cluster',
    code: 'conflicting-keys',
    text: k8s('role: pod\napi_server: http://a\nnamespaces:\n  ‹own_namespace›: true\n  names: [n]'),
    says: "cannot use 'api_server' and 'namespaces.own_namespace' simultaneously",
    fixed: k8s('role: pod\napi_server: http://a\nnamespaces:\n  names: [n]'),
  },
  {
    rules: [107],
    name: 'an own namespace with a kubeconfig',
    code: 'conflicting-keys',
    text: k8s('role: pod\nnamespaces: {own_namespace: true}\n‹kubeconfig_file›: f'),
    says: "cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously",
  },
  {
    rules: [106],
    name: 'no own namespace',
    text: k8s('role: pod\napi_server: http://a\nnamespaces: {own_namespace: false}'),
  },
];

const selectors = (role: string, list: string) => k8s(`role: ${role}\nselectors: ${list}`);

const SELECTORS: readonly CheckCase[] = [
  {
    rules: [108],
    name: 'two selectors of a role',
    code: 'kubernetes-duplicate-selector',
    text: selectors('pod', '[{role: pod, label: a}, {role: ‹pod›, field: b=c}]'),
    says: 'duplicated selector role: pod',
  },
  {
    rules: [109],
    name: 'a role that does not go with the other',
    code: 'kubernetes-selector-role',
    text: selectors('endpoints', '[{role: pod}, {role: ‹endpointslice›}]'),
    says: 'endpoints role supports only pod, service, endpoints selectors',
  },
  {
    rules: [109],
    name: 'no role',
    code: 'kubernetes-selector-role',
    text: selectors('pod', '[‹{label: a}›]'),
    says: 'pod role supports only pod, node selectors',
  },
  {
    rules: [109],
    name: 'an empty item',
    code: 'kubernetes-selector-role',
    text: selectors('ingress', '[‹null›]'),
    says: 'ingress role supports only ingress selectors',
  },
  ...['service', 'node', 'ingress'].map((role) => ({
    rules: [109],
    name: `${role} with pods`,
    code: 'kubernetes-selector-role',
    text: selectors(role, '[{role: ‹pod›}]'),
    says: `${role} role supports only ${role} selectors`,
  })),
  { rules: [109], name: 'pods with nodes', text: selectors('pod', '[{role: pod}, {role: node}]') },
  {
    rules: [109],
    name: 'pods with nodes before 3.11',
    version: '3.10',
    code: 'kubernetes-selector-role',
    text: selectors('pod', '[{role: ‹node›}]'),
    says: 'pod role supports only pod selectors',
  },
  {
    rules: [101],
    name: 'an unknown role of a selector',
    code: 'invalid-value',
    text: selectors('pod', '[{role: ‹pods›}]'),
    says: 'unknown Kubernetes SD role',
  },
  {
    rules: [110],
    name: 'a field selector',
    code: 'invalid-value',
    text: selectors('pod', "[{role: pod, field: ‹'a=b,c'›}]"),
    says: "invalid selector: 'a=b,c'; can't understand 'c'",
  },
  {
    rules: [110],
    name: 'a label selector',
    code: 'invalid-value',
    text: selectors('pod', '[{role: pod, label: ‹a in b›}]'),
    says: "unable to parse requirement: found 'b' expected: '('",
  },
  {
    rules: [110],
    name: 'selectors as they should be',
    text: selectors('pod', "[{role: pod, label: 'app=web,tier in (a, b),!old', field: 'metadata.name!=a,b==c'}]"),
  },
];

describe('kubernetes_sd_configs', () => {
  test.each(CLIENT)('rule $rules: $name', (row) => expectCase('prometheus', row));
  test.each(SELECTORS)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
