import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';

function object(kind: string, spec: string): string {
  return `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata:\n  name: o\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`;
}

const service = (keys: string) =>
  object('ServiceMonitor', `selector: {}\nendpoints:\n- port: web\n${keys.replaceAll(/^(?=.)/gm, '  ')}`);
const pod = (keys: string) =>
  object('PodMonitor', `selector: {}\npodMetricsEndpoints:\n- port: web\n${keys.replaceAll(/^(?=.)/gm, '  ')}`);
const probe = (targets: string, prober = 'url: blackbox:9115') =>
  object(
    'Probe',
    `module: icmp\nprober:\n  ${prober}\ntargets:\n  staticConfig:\n${targets.replaceAll(/^(?=.)/gm, '    ')}`,
  );
const rule = (more: string, group = '') =>
  object(
    'PrometheusRule',
    `groups:\n- name: g\n${group}  rules:\n  - alert: A\n    expr: up == 0\n${more.replaceAll(/^(?=.)/gm, '    ')}`,
  );

const HONEST: readonly CheckCase[] = [
  {
    rules: [2],
    name: 'a ServiceMonitor with everything around its endpoints',
    text: object(
      'ServiceMonitor',
      'jobLabel: app\ntargetLabels: [a]\npodTargetLabels: [b]\nsampleLimit: 1000\nbodySizeLimit: 10MB\nscrapeClass: x\nattachMetadata:\n  node: true\nnamespaceSelector:\n  any: true\nselector:\n  matchExpressions:\n  - {key: app, operator: In, values: [a]}\nendpoints:\n- targetPort: 8080\n  path: /m\n  interval: 30s\n  scrapeTimeout: 10s\n  params:\n    module: [a]\n  honorLabels: true\n  enableHttp2: false\n  followRedirects: true\n  filterRunning: false\n',
    ),
  },
  { rules: [2], name: 'the number of a port of a pod', text: pod('portNumber: 8080\ninterval: 1m\n') },
  {
    rules: [2],
    name: 'a Probe of Ingresses',
    text: object(
      'Probe',
      'jobName: a\ninterval: 1m\nprober:\n  url: blackbox\n  path: /probe\ntargets:\n  ingress:\n    selector:\n      matchLabels: {a: b}\n    namespaceSelector:\n      matchNames: [a]\n    relabelingConfigs:\n    - targetLabel: a\n      replacement: b\n',
    ),
  },
  {
    rules: [2],
    name: 'what is filled in',
    text: probe('static: [a.example]\n', 'url: $' + '{BLACKBOX}'),
  },
  {
    rules: [2],
    name: 'durations of the Prometheus object',
    text: object('Prometheus', 'retention: 15d\nscrapeInterval: 30s\nevaluationInterval: 1m\nanythingElse: 1\n'),
  },
  { rules: [2], name: 'durations of rules', text: rule('for: 5m\nkeep_firing_for: 0s\n', '  interval: 1m\n') },
  { rules: [2], name: 'a duration of a rule that is filled in', text: rule('for: $' + '{FOR}\n') },
];

const WRONG: readonly CheckCase[] = [
  {
    rules: [],
    name: 'the version of a ScrapeConfig',
    text: service('').replace('monitoring.coreos.com/v1', '‹monitoring.coreos.com/v1alpha1›'),
    code: 'unknown-api-version',
    fixed: service(''),
  },
  {
    rules: [],
    name: 'the core group',
    text: rule('').replace('monitoring.coreos.com/v1', '‹v1›'),
    code: 'unknown-api-version',
    says: 'no matches for kind "PrometheusRule" in version "v1"',
  },
  {
    rules: [2],
    name: 'the name of the relabelings in prometheus.yml',
    text: service('‹metric_relabel_configs›:\n- action: labeldrop\n  regex: a\n'),
    code: 'unknown-key',
    says: 'metricRelabelings',
    fixed: service('metricRelabelings:\n- action: labeldrop\n  regex: a\n'),
  },
  {
    rules: [2],
    name: 'the name of the interval in a ScrapeConfig',
    text: pod('‹scrapeInterval›: 30s\n'),
    code: 'unknown-key',
    says: 'an endpoint of a PodMonitor',
    fixed: pod('interval: 30s\n'),
  },
  {
    rules: [2],
    name: 'an endpoint of a pod in a ServiceMonitor',
    text: service('‹portNumber›: 8080\n'),
    code: 'unknown-key',
  },
  {
    rules: [2],
    name: 'a number as the name of a port',
    text: object('ServiceMonitor', 'selector: {}\nendpoints:\n- port: ‹9115›\n'),
    code: 'wrong-type',
  },
  {
    rules: [2],
    name: 'endpoints that are no list',
    text: object('ServiceMonitor', 'selector: {}\nendpoints: ‹{port: web}›\n'),
    code: 'wrong-type',
  },
  {
    rules: [2],
    name: 'a duration without a unit',
    text: service('interval: ‹"30"›\n'),
    code: 'invalid-value',
    says: 'duration',
  },
  {
    rules: [10],
    name: 'a timeout that is longer than the interval',
    text: service('interval: 10s\nscrapeTimeout: ‹30s›\n'),
    code: 'scrape-timeout-exceeds-interval',
    says: 'scrapeTimeout "30s" greater than scrapeInterval "10s"',
  },
  {
    rules: [2],
    name: 'no selector',
    text: object('ServiceMonitor', '‹endpoints›:\n- port: web\n'),
    code: 'missing-key',
    says: 'selector',
  },
  {
    rules: [2],
    name: 'endpoints of the other sort of monitor',
    text: object('PodMonitor', 'selector: {}\n‹endpoints›:\n- port: web\n'),
    code: 'unknown-key',
    fixed: object('PodMonitor', 'selector: {}\npodMetricsEndpoints:\n- port: web\n'),
  },
  {
    rules: [2],
    name: 'addresses of a Probe under the name of prometheus.yml',
    text: probe('‹targets›: [a.example]\n'),
    code: 'unknown-key',
    fixed: probe('static: [a.example]\n'),
  },
  {
    rules: [2],
    name: 'a Probe whose exporter has a scheme',
    text: probe('static: [a.example]\n', 'url: ‹http://blackbox:9115›'),
    code: 'invalid-value',
    says: 'invalid port',
  },
  {
    rules: [2],
    name: 'a Probe without an exporter',
    text: object('Probe', '‹module›: icmp\ntargets:\n  staticConfig:\n    static: [a]\n'),
    code: 'missing-key',
    says: 'prober',
  },
  {
    rules: [2],
    name: 'a Probe with nothing said of its exporter',
    text: object('Probe', 'module: icmp\n‹prober›:\ntargets:\n  staticConfig:\n    static: [a]\n'),
    code: 'missing-key',
  },
  {
    rules: [2],
    name: 'a duration of the Prometheus object',
    text: object('Prometheus', 'retention: ‹15 days›\n'),
    code: 'invalid-value',
  },
  { rules: [2], name: 'a duration of a rule', text: rule('for: ‹5 min›\n'), code: 'invalid-value', says: 'duration' },
  { rules: [2], name: 'a duration of a group', text: rule('', '  interval: ‹1 m›\n'), code: 'invalid-value' },
];

describe('the frame of the objects of the operator', () => {
  test.each(HONEST)('$name', (row) => expectCase('scrape-config', row));
  test.each(WRONG)('$name', (row) => expectCase('scrape-config', row));
});
