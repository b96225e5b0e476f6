import { describe, test } from 'vitest';
import type { CheckCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const secret = '{name: s, key: k}';
const token = `authorization: {credentials: ${secret}}`;
const login = `basicAuth: {username: ${secret}, password: ${secret}}`;
const ALL = /every job stops reloading/;
const KEY = 'SCWAAAAAAAAAAAAAAAAA';
const ID = '11111111-2222-3333-4444-555555555555';
const scaleway = `role: Instance, secretKey: ${secret}`;

const rows: readonly CheckCase[] = [
  {
    rules: [22],
    name: 'an empty interval',
    text: 'jobName: a\nscrapeInterval: ‹""›\n',
    code: 'invalid-value',
    says: /every job stops reloading\. Prometheus says: empty duration string/,
    fixed: 'jobName: a\n',
  },
  { rules: [22], name: 'an empty timeout', text: "scrapeTimeout: ‹''›\n", code: 'invalid-value', says: ALL },
  {
    rules: [22],
    name: 'empty intervals of discoveries',
    text: 'fileSDConfigs: [{files: [a.yml], refreshInterval: ‹""›}]\nkumaSDConfigs: [{server: http://a, fetchTimeout: ‹""›}]\n',
    code: 'invalid-value',
    says: ALL,
  },
  {
    rules: [22],
    name: 'an interval of a thousand years',
    text: 'scrapeInterval: ‹1000y›\n',
    code: 'invalid-value',
    says: 'duration out of range',
  },
  {
    rules: [24],
    name: 'TLS inside of the cluster',
    text: 'kubernetesSDConfigs:\n  - role: Node\n    ‹tlsConfig›: {insecureSkipVerify: true}\n',
    code: 'conflicting-keys',
    says: "to use custom HTTP client configuration please provide the 'api_server' URL explicitly",
    fixed: 'kubernetesSDConfigs:\n  - role: Node\n',
  },
  {
    rules: [24],
    name: 'redirects inside of the cluster',
    text: 'kubernetesSDConfigs: [{role: Node, ‹followRedirects›: false, enableHTTP2: false}]\n',
    code: 'conflicting-keys',
  },
  {
    rules: [24],
    name: 'the defaults inside of the cluster',
    text: 'kubernetesSDConfigs: [{role: Node, followRedirects: true, enableHTTP2: true, tlsConfig: {ca: {}, cert: {}, insecureSkipVerify: false}, proxyFromEnvironment: false}]\n',
  },
  {
    rules: [24],
    name: 'TLS of another cluster',
    text: `kubernetesSDConfigs: [{role: Node, apiServer: "https://a:6443", tlsConfig: {insecureSkipVerify: true}, ${token}}]\n`,
  },
  {
    rules: [25],
    name: 'two logins of a discovery',
    text: `httpSDConfigs: [{url: http://a/, ${login}, ‹authorization›: {credentials: ${secret}}}]\n`,
    code: 'conflicting-keys',
    says: 'at most one of basic_auth, oauth2 & authorization must be configured',
  },
  {
    rules: [25],
    name: 'nobody looked in old versions',
    text: `httpSDConfigs: [{url: http://a/, ${login}, ${token}}]\n`,
    version: '2.47',
  },
  {
    rules: [26],
    name: 'a DNS port of 0',
    text: 'dnsSDConfigs: [{names: [a], type: A, port: ‹0›}]\n',
    code: 'missing-key',
    says: 'a port is required in DNS-SD configs for all record types except SRV',
  },
  {
    rules: [27],
    name: 'names that are asked for and refused',
    text: 'nameValidationScheme: Legacy\nnameEscapingScheme: ‹AllowUTF8›\n',
    code: 'conflicting-keys',
    says: 'utf8 metric names requested but validation scheme is not set to UTF8',
  },
  { rules: [27], name: 'names that are escaped', text: 'nameValidationScheme: Legacy\nnameEscapingScheme: Dots\n' },
  {
    rules: [27],
    name: 'a target label of UTF-8',
    text: `nameValidationScheme: Legacy\nrelabelings: [{sourceLabels: [a], targetLabel: ‹b-c›}]\nmetricRelabelings: [{targetLabel: "b_\${1}"}]\n`,
    code: 'relabel-invalid-target-label',
    says: '"b-c" is invalid \'target_label\' for replace action',
  },
  {
    rules: [27],
    name: 'a replacement of labelmap',
    text: 'nameValidationScheme: Legacy\nmetricRelabelings: [{action: labelmap, replacement: ‹a-$1›}]\n',
    code: 'relabel-invalid-replacement',
  },
  {
    rules: [27],
    name: 'before 3.7, the scheme of the job does not count',
    text: 'nameValidationScheme: Legacy\nrelabelings: [{sourceLabels: [a], targetLabel: b-c}]\n',
    version: '3.6',
  },
  {
    rules: [29],
    name: 'a list of targets without a host',
    text: 'httpSDConfigs: [{url: ‹"https:///x"›}]\n',
    code: 'invalid-value',
    says: 'host is missing in URL',
  },
  {
    rules: [29],
    name: 'a Eureka server without a host',
    text: 'eurekaSDConfigs: [{server: ‹"http:///eureka"›}]\n',
    code: 'invalid-value',
    says: 'eureka_sd: invalid eureka server URL',
  },
  {
    rules: [29],
    name: 'the forms of Scaleway',
    text: `scalewaySDConfigs: [{${scaleway}, accessKey: ‹a›, projectID: ‹b›, zone: ‹c›, apiURL: ‹"https://d/"›}]\n`,
    code: 'invalid-value',
  },
  {
    rules: [29],
    name: 'good values of Scaleway',
    text: `scalewaySDConfigs: [{${scaleway}, accessKey: ${KEY}, projectID: ${ID}, zone: fr-par-1, apiURL: "https://d"}]\n`,
  },
  {
    rules: [29],
    name: 'a slash behind an address of Scaleway',
    text: `scalewaySDConfigs: [{${scaleway}, accessKey: ${KEY}, projectID: ${ID}, apiURL: ‹"https://d/"›}]\n`,
    code: 'invalid-value',
    fixed: `scalewaySDConfigs: [{${scaleway}, accessKey: ${KEY}, projectID: ${ID}, apiURL: "https://d"}]\n`,
  },
  {
    rules: [29],
    name: 'an API server that is no URL',
    text: 'kubernetesSDConfigs: [{role: Node, apiServer: ‹"https://a:b"›}]\n',
    code: 'invalid-value',
  },
  {
    rules: [11],
    name: 'a proxy that is no URL',
    text: 'proxyUrl: ‹"http://a:b"›\n',
    code: 'invalid-value',
    says: /The operator drops the whole ScrapeConfig.*invalid port ":b" after host/,
  },
  {
    rules: [30],
    name: 'a size that the pattern lets pass',
    text: 'bodySizeLimit: ‹xx5MB›\n',
    code: 'invalid-value',
    says: 'units: invalid xx5MB',
  },
  { rules: [30], name: 'a size', text: 'bodySizeLimit: 1.5MiB\n' },
  {
    rules: [30],
    name: 'a discovery that never rests',
    text: 'httpSDConfigs: [{url: http://a/, refreshInterval: ‹0s›}]\n',
    code: 'zero-refresh-interval',
    says: 'panic',
    fixed: 'httpSDConfigs: [{url: http://a/, refreshInterval: 1m}]\n',
  },
  {
    rules: [31],
    name: 'a token of Consul beside a login',
    text: `consulSDConfigs: [{server: a, tokenRef: ${secret}, ‹authorization›: {credentials: ${secret}}}]\n`,
    code: 'conflicting-keys',
    says: 'at most one of consul SD token, authorization, or oauth2 can be configured',
  },
  {
    rules: [31],
    name: 'a token of Consul beside basicAuth',
    text: `consulSDConfigs: [{server: a, tokenRef: ${secret}, ${login}}]\n`,
  },
  {
    rules: [32],
    name: 'a target with a scheme',
    text: 'staticConfigs: [{targets: [‹"https://a:9100/metrics"›, b]}]\n',
    code: 'target-is-no-host',
    severity: 'warning',
    says: 'is not a valid hostname',
  },
  {
    rules: [32],
    name: 'a password in a target is not shown',
    text: 'staticConfigs: [{targets: [‹"https://u:p@a/m"›]}]\n',
    code: 'target-is-no-host',
    severity: 'warning',
    says: /"https:\/\/…@a\/m"/,
  },
  {
    rules: [32],
    name: 'targets of a prober',
    text: 'staticConfigs: [{targets: ["https://a/"]}]\nrelabelings:\n  - {sourceLabels: [__address__], targetLabel: __param_target}\n  - {targetLabel: __address__, replacement: "blackbox:9115"}\n',
  },
];

describe('what Prometheus refuses in the configuration that the operator makes', () => {
  test.each(rows)('$rules $name', expectSpec);
});
