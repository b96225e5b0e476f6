import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const BASIC = 'basicAuth:\n  username: {name: s, key: u}\n  password: {name: s, key: p}\n';
const OAUTH = 'clientId: {secret: {name: s, key: i}}, clientSecret: {name: s, key: c}, tokenUrl: http://t/';

const specs: readonly CheckCase[] = [
  {
    rules: [1],
    name: 'two logins of the spec',
    text: `${BASIC}‹authorization›:\n  credentials: {name: s, key: t}\n`,
    code: 'conflicting-keys',
    says: 'Kubernetes says: at most one of basicAuth, authorization, or oauth2 can be configured.',
    fixed: BASIC,
  },
  {
    rules: [1],
    name: 'three logins of the spec',
    text: `${BASIC}authorization: {credentials: {name: s, key: t}}\n‹oauth2›: {${OAUTH}}\n`,
    code: 'conflicting-keys',
  },
  { rules: [1], name: 'a login that is null is none', text: `${BASIC}authorization:\noauth2: null\n` },
  {
    rules: [2],
    name: 'a scheme in mixed case',
    text: 'scheme: ‹Https›\n',
    code: 'invalid-value',
    says: /^`Https` is not allowed here\. Allowed: `http`, `https`, `HTTP`, `HTTPS`\..*Unsupported value: "Https"/,
    fixed: 'scheme: https\n',
  },
  { rules: [2], name: 'a scheme in capitals', text: 'scheme: HTTPS\n' },
  {
    rules: [2],
    name: 'a role as Prometheus writes it',
    text: 'kubernetesSDConfigs:\n  - role: ‹pod›\n',
    code: 'invalid-value',
    fixed: 'kubernetesSDConfigs:\n  - role: Pod\n',
  },
  {
    rules: [2],
    name: 'a DNS type in small letters',
    text: 'dnsSDConfigs: [{names: [a], type: ‹srv›}]\n',
    code: 'invalid-value',
    fixed: 'dnsSDConfigs: [{names: [a], type: SRV}]\n',
  },
  {
    rules: [2],
    name: 'an action in both spellings',
    text: 'relabelings: [{action: LabelDrop, regex: a}, {action: labeldrop, regex: b}]\n',
  },
  {
    rules: [2],
    name: 'an action in capitals',
    text: 'relabelings: [{action: ‹LABELDROP›, regex: a}]\n',
    code: 'invalid-value',
  },
  {
    rules: [2],
    name: 'empty texts',
    text: 'jobName: ‹""›\nmetricsPath: ‹""›\nscrapeClass: ‹""›\n',
    code: 'invalid-value',
    says: 'should be at least 1 chars long',
  },
  {
    rules: [2],
    name: 'empty lists',
    text: 'relabelings: ‹[]›\nmetricRelabelings: ‹[]›\n',
    code: 'invalid-value',
    says: 'should have at least 1 items',
  },
  { rules: [2], name: 'no targets', text: 'staticConfigs:\n  - targets: ‹[]›\n', code: 'invalid-value' },
  {
    rules: [2],
    name: 'a static config without targets',
    text: 'staticConfigs:\n  - ‹labels›: {a: b}\n',
    code: 'missing-key',
    says: 'Required value',
  },
  {
    rules: [2],
    name: 'a port beyond all',
    text: 'ec2SDConfigs: [{port: ‹80809›}]\n',
    code: 'invalid-value',
    says: 'must not be above 65535',
  },
  {
    rules: [2],
    name: 'a limit below zero',
    text: 'sampleLimit: ‹-1›\n',
    code: 'invalid-value',
    says: 'should be greater than or equal to 0',
  },
  {
    rules: [2],
    name: 'a duration without a unit',
    text: 'scrapeInterval: ‹"30"›\n',
    code: 'invalid-value',
    says: /^A duration needs a unit.*Kubernetes says: Invalid value: "30": should match/,
    fixed: 'scrapeInterval: "30s"\n',
  },
  { rules: [2], name: 'a duration with decimals', text: 'scrapeTimeout: ‹1.5m›\n', code: 'invalid-value' },
  {
    rules: [2],
    name: 'a daemon without a scheme',
    text: 'dockerSDConfigs: [{host: ‹"host:2375"›}]\n',
    code: 'invalid-value',
  },
  { rules: [2], name: 'a socket of a daemon', text: 'dockerSDConfigs: [{host: "unix:///var/run/docker.sock"}]\n' },
  { rules: [2], name: 'a proxy of an unknown sort', text: 'proxyUrl: ‹ftp://a›\n', code: 'invalid-value' },
  {
    rules: [2],
    name: 'a file of another ending',
    text: 'fileSDConfigs: [{files: [/a/b.json, ‹/a/b.txt›, /a/*.yml, ‹/a/*/b.yml›]}]\n',
    code: 'invalid-value',
  },
  { rules: [2], name: 'a native histogram factor as a quantity', text: 'nativeHistogramMinBucketFactor: "1.1"\n' },
  {
    rules: [2],
    name: 'a native histogram factor as a number',
    text: 'nativeHistogramMinBucketFactor: ‹1.1›\n',
    code: 'wrong-type',
    fixed: 'nativeHistogramMinBucketFactor: "1.1"\n',
  },
  {
    rules: [2],
    name: 'a target twice',
    text: 'staticConfigs:\n  - targets: [a:1, b:1, ‹a:1›]\n',
    code: 'duplicate-item',
    says: 'Duplicate value: "a:1"',
  },
  {
    rules: [2],
    name: 'a protocol twice',
    text: 'scrapeProtocols: [PrometheusProto, ‹PrometheusProto›]\n',
    code: 'duplicate-item',
  },
  {
    rules: [2],
    name: 'a filter twice',
    text: 'ec2SDConfigs:\n  - filters: [{name: a, values: [b]}, {name: ‹a›, values: [c]}]\n',
    code: 'duplicate-item',
  },
  {
    rules: [2],
    name: 'a selector of a role twice',
    text: 'kubernetesSDConfigs:\n  - role: Pod\n    selectors: [{role: Pod, label: a=b}, {role: ‹Pod›, field: c=d}]\n',
    code: 'duplicate-item',
  },
  {
    rules: [2],
    name: 'the same target in two groups',
    text: 'staticConfigs:\n  - targets: [a:1]\n  - targets: [a:1]\n',
  },
  {
    rules: [2],
    name: 'what an Ionos discovery needs',
    text: 'ionosSDConfigs:\n  - ‹datacenterID›: a\n',
    code: 'missing-key',
  },
];

describe('what the API server refuses', () => {
  test.each(specs)('$rules $name', expectSpec);
});

const V = 'apiVersion: monitoring.coreos.com/v1alpha1\n';
const objects: readonly CheckCase[] = [
  {
    rules: [],
    name: 'another version',
    text: 'apiVersion: ‹monitoring.coreos.com/v1›\nkind: ScrapeConfig\nmetadata: {name: a}\nspec: {}\n',
    code: 'unknown-api-version',
    fixed: `${V}kind: ScrapeConfig\nmetadata: {name: a}\nspec: {}\n`,
  },
  {
    rules: [],
    name: 'no name',
    text: `${V}kind: ‹ScrapeConfig›\nmetadata: {}\nspec: {}\n`,
    code: 'missing-key',
    says: 'resource name may not be empty',
  },
  {
    rules: [],
    name: 'a name that the API server makes',
    text: `${V}kind: ScrapeConfig\nmetadata: {generateName: a-}\nspec: {}\n`,
  },
  {
    rules: [],
    name: 'a name in capitals',
    text: `${V}kind: ScrapeConfig\nmetadata: {name: ‹My_Job›}\nspec: {}\n`,
    code: 'invalid-value',
    says: 'RFC 1123',
  },
  {
    rules: [],
    name: 'a label that is a boolean',
    text: `${V}kind: ScrapeConfig\nmetadata: {name: a, labels: {b: ‹true›}}\nspec: {}\n`,
    code: 'wrong-type',
  },
  {
    rules: [],
    name: 'a label value with a blank',
    text: `${V}kind: ScrapeConfig\nmetadata: {name: a, labels: {b: ‹"a b"›}}\nspec: {}\n`,
    code: 'invalid-value',
  },
  {
    rules: [2],
    name: 'no spec',
    text: `‹apiVersion›: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata: {name: a}\n`,
    code: 'missing-key',
  },
  {
    rules: [2],
    name: 'a spec that is null',
    text: `${V}kind: ScrapeConfig\nmetadata: {name: a}\n‹spec›:\n`,
    code: 'missing-key',
  },
  {
    rules: [],
    name: 'what kubectl get prints',
    text: `${V}kind: ScrapeConfig\nmetadata:\n  creationTimestamp: "2024-01-01T00:00:00Z"\n  generation: 2\n  managedFields: [{manager: kubectl, operation: Update}]\n  name: a\n  resourceVersion: "5"\n  uid: b\nspec: {}\nstatus: {bindings: []}\n`,
  },
];

describe('the object', () => {
  test.each(objects)('$rules $name', (row) => expectCase('scrape-config', row));
});
