import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const versions: readonly CheckCase[] = [
  {
    rules: [16],
    name: 'a path in front of Consul',
    text: 'consulSDConfigs: [{server: a, ‹pathPrefix›: b}]\n',
    version: '2.44',
    code: 'newer-version-needed',
    says: 'field `config.PathPrefix` is only supported for Prometheus version >= 2.45.0',
  },
  {
    rules: [16],
    name: 'a filter of Consul',
    text: 'consulSDConfigs: [{server: a, ‹filter›: b}]\n',
    version: '2.55',
    code: 'newer-version-needed',
  },
  {
    rules: [16],
    name: 'a health filter of Consul',
    text: 'consulSDConfigs: [{server: a, filter: b, ‹healthFilter›: c}]\n',
    version: '3.11.1',
    code: 'newer-version-needed',
  },
  {
    rules: [16],
    name: 'a health filter of Consul in its version',
    text: 'consulSDConfigs: [{server: a, filter: b, healthFilter: c}]\n',
    version: '3.11.2',
  },
  {
    rules: [19],
    name: 'the SDK of Azure',
    text: 'azureSDConfigs: [{subscriptionID: a, authenticationMethod: ‹SDK›}]\n',
    version: '2.51',
    code: 'newer-version-needed',
    says: 'SDK authentication is only supported',
  },
  {
    rules: [19],
    name: 'the workload identity of Azure',
    text: 'azureSDConfigs: [{subscriptionID: a, authenticationMethod: ‹WorkloadIdentity›}]\n',
    version: '3.10',
    code: 'newer-version-needed',
  },
  {
    rules: [20],
    name: 'what is off is refused too where the operator looks whether it is there',
    text: 'dockerSDConfigs: [{host: "unix:///a", ‹matchFirstNetwork›: false}]\n',
    version: '2.54.0',
    code: 'newer-version-needed',
    says: 'field `matchFirstNetwork` is only supported for Prometheus version >= 2.54.1',
  },
  {
    rules: [20],
    name: 'load balancers of OpenStack',
    text: 'openstackSDConfigs: [{region: a, role: ‹LoadBalancer›}]\n',
    version: '3.1',
    code: 'newer-version-needed',
    says: 'The LoadBalancer role is only supported from Prometheus version 3.2.0',
  },
  {
    rules: [20],
    name: 'the first network of Docker',
    text: 'dockerSDConfigs: [{host: "tcp://a:1", ‹matchFirstNetwork›: true}]\n',
    version: '2.54.0',
    code: 'newer-version-needed',
  },
  {
    rules: [20],
    name: 'the client of Kuma',
    text: 'kumaSDConfigs: [{server: http://a, ‹clientID›: b}]\n',
    version: '2.49',
    code: 'newer-version-needed',
  },
  {
    rules: [20],
    name: 'the selector of Hetzner',
    text: 'hetznerSDConfigs: [{role: hcloud, ‹labelSelector›: b}]\n',
    version: '3.4',
    code: 'newer-version-needed',
  },
  {
    rules: [21],
    name: 'keys that are left out',
    text: '‹enableCompression›: false\n‹fallbackScrapeProtocol›: PrometheusProto\n‹scrapeProtocols›: [PrometheusProto]\n‹nameValidationScheme›: UTF8\n',
    version: '2.48',
    code: 'newer-version-ignored',
    severity: 'warning',
    says: 'leaves it out',
  },
  {
    rules: [21],
    name: 'a protocol that is left out',
    text: 'scrapeProtocols: [‹PrometheusText1.0.0›, PrometheusText0.0.4]\n',
    version: '2.55',
    code: 'newer-version-ignored',
    severity: 'warning',
  },
  {
    rules: [21],
    name: 'the newest TLS',
    text: 'tlsConfig: {‹maxVersion›: TLS13}\n',
    version: '2.40',
    code: 'newer-version-ignored',
    severity: 'warning',
  },
  {
    rules: [21],
    name: 'what is off needs no version',
    text: 'scrapeClassicHistograms: false\nscrapeNativeHistograms: false\n',
    version: '2.44',
  },
  {
    rules: [21],
    name: 'labels of a node for a role without one',
    text: 'kubernetesSDConfigs:\n  - role: Service\n    ‹attachMetadata›: {node: true}\n',
    code: 'key-without-effect',
    severity: 'warning',
    fixed: 'kubernetesSDConfigs:\n  - role: Service\n',
  },
  {
    rules: [21],
    name: 'labels of a node',
    text: 'kubernetesSDConfigs: [{role: EndpointSlice, attachMetadata: {node: true}}]\n',
  },
];

describe('what the version of Prometheus decides', () => {
  test.each(versions)('$rules $name', expectSpec);
});

const V = 'apiVersion: monitoring.coreos.com/v1alpha1\n';
const old: readonly CheckCase[] = [
  {
    rules: [14],
    name: 'below 2.40 every ScrapeConfig is dropped, once for all its keys',
    text: `${V}kind: ‹ScrapeConfig›\nmetadata: {name: a}\nspec: {enableCompression: false, dnsSDConfigs: [{names: [a], type: A}]}\n`,
    version: '2.39',
    code: 'newer-version-needed',
    says: 'OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0',
  },
  {
    rules: [14],
    name: '2.40 takes it',
    text: `${V}kind: ScrapeConfig\nmetadata: {name: a}\nspec: {}\n`,
    version: '2.40',
  },
];

describe('Prometheus that no ScrapeConfig is for', () => {
  test.each(old)('$rules $name', (row) => expectCase('scrape-config', row));
});
