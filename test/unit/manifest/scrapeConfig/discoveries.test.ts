import { describe, test } from 'vitest';
import type { CheckCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const secret = '{name: s, key: k}';

const rows: readonly CheckCase[] = [
  {
    rules: [15],
    name: 'a list of targets that is no URL',
    text: 'httpSDConfigs: [{url: ‹"http://a:b/"›}]\n',
    code: 'invalid-value',
    says: /drops the whole ScrapeConfig.*The operator says: invalid port/,
  },
  {
    rules: [15],
    name: 'the own namespace of another cluster',
    text: 'kubernetesSDConfigs:\n  - role: Pod\n    apiServer: https://a\n    namespaces:\n      names: [b]\n      ‹ownNamespace›: true\n',
    code: 'conflicting-keys',
    says: "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously",
    fixed: 'kubernetesSDConfigs:\n  - role: Pod\n    apiServer: https://a\n    namespaces:\n      names: [b]\n',
  },
  {
    rules: [15],
    name: 'a selector of another role',
    text: 'kubernetesSDConfigs: [{role: Service, selectors: [{role: ‹Pod›}]}]\n',
    code: 'kubernetes-selector-role',
    says: 'Service role supports only service selectors',
  },
  {
    rules: [15],
    name: 'nodes for pods, which Prometheus would take',
    text: 'kubernetesSDConfigs: [{role: Pod, selectors: [{role: ‹Node›}]}]\n',
    code: 'kubernetes-selector-role',
  },
  {
    rules: [15],
    name: 'selectors of endpoint slices',
    text: 'kubernetesSDConfigs: [{role: EndpointSlice, selectors: [{role: Pod, label: "a in (b, c)"}, {role: Service, field: metadata.name=d}]}]\n',
  },
  {
    rules: [15],
    name: 'a label selector that does not parse',
    text: 'kubernetesSDConfigs: [{role: Pod, selectors: [{role: Pod, label: ‹"a=("›}]}]\n',
    code: 'invalid-value',
  },
  {
    rules: [15],
    name: 'a field selector that does not parse',
    text: 'kubernetesSDConfigs: [{role: Pod, selectors: [{role: Pod, field: ‹a›}]}]\n',
    code: 'invalid-value',
    says: "can't understand 'a'",
  },
  {
    rules: [17],
    name: 'addresses without a port',
    text: 'dnsSDConfigs: [{names: [a], type: ‹AAAA›}]\n',
    code: 'missing-key',
    says: 'port required for record type "AAAA"',
  },
  {
    rules: [17],
    name: 'records that bring their port',
    text: 'dnsSDConfigs: [{names: [a]}, {names: [b], type: SRV}, {names: [c], type: A, port: 9100}]\n',
  },
  {
    rules: [18],
    name: 'half of a key',
    text: `ec2SDConfigs: [{‹accessKey›: ${secret}}]\nlightSailSDConfigs: [{‹secretKey›: ${secret}}]\n`,
    code: 'half-aws-key',
    severity: 'warning',
    says: 'leaves it out',
  },
  {
    rules: [18],
    name: 'a whole key, and none',
    text: `ec2SDConfigs: [{accessKey: ${secret}, secretKey: ${secret}}, {region: a}]\n`,
  },
  {
    rules: [19],
    name: 'Azure by default',
    text: 'azureSDConfigs:\n  - ‹subscriptionID›: a\n    tenantID: b\n',
    code: 'missing-key',
    says: 'configuration requires a clientID',
  },
  {
    rules: [19],
    name: 'Azure with OAuth',
    text: 'azureSDConfigs: [{subscriptionID: a, authenticationMethod: ‹OAuth›, tenantID: b, clientID: c}]\n',
    code: 'missing-key',
    says: 'configuration requires a clientSecret',
  },
  {
    rules: [19],
    name: 'Azure with everything, or with an identity',
    text: `azureSDConfigs: [{subscriptionID: a, tenantID: b, clientID: c, clientSecret: ${secret}}, {subscriptionID: a, authenticationMethod: ManagedIdentity}]\n`,
  },
  {
    rules: [25],
    name: 'IONOS, where the operator writes oauth2 instead of authorization',
    text: `ionosSDConfigs: [{datacenterID: a, authorization: {credentials: ${secret}}, oauth2: {clientId: {secret: ${secret}}, clientSecret: ${secret}, tokenUrl: "http://t"}}]\n`,
  },
  {
    rules: [2],
    name: 'a capital letter that Prometheus gets up to 0.93',
    text: 'openstackSDConfigs: [{region: a, role: Instance, availability: ‹Public›}]\n',
    code: 'capital-availability',
    severity: 'info',
    says: 'unknown availability Public',
  },
  {
    rules: [12],
    name: 'a label without a value is taken away',
    text: 'staticConfigs: [{targets: [a], labels: {"": null}}]\n',
  },
  {
    rules: [20],
    name: 'servers that do not parse',
    text: 'kumaSDConfigs: [{server: ‹"http://a:b"›}]\nnomadSDConfigs: [{server: ‹"http://a:b"›}]\n',
    code: 'invalid-value',
    says: 'cannot parse server: invalid port',
  },
  {
    rules: [20],
    name: 'servers without a host',
    text: 'kumaSDConfigs: [{server: ‹"http:///a"›}]\nnomadSDConfigs: [{server: ‹"http:///a"›}]\n',
    code: 'invalid-value',
    says: 'must not be empty and have a scheme: http:///a',
  },
  {
    rules: [20],
    name: 'a PuppetDB without a host',
    text: 'puppetDBSDConfigs: [{query: a, url: ‹"https:///a"›}]\n',
    code: 'invalid-value',
    says: 'The operator says: host is missing in URL',
  },
  {
    rules: [20],
    name: 'a daemon that is no URL',
    text: 'dockerSwarmSDConfigs: [{role: Nodes, host: ‹"tcp://a:b"›}]\n',
    code: 'invalid-value',
  },
];

describe('the service discoveries', () => {
  test.each(rows)('$rules $name', expectSpec);
});
