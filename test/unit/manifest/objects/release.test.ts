import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../../server/src/core/kinds/detect';
import { type CheckCase, expectCase } from '../../support/expectFindings';

const indent = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
const values = (jobs: string) =>
  `prometheus:\n  prometheusSpec:\n    scrapeInterval: 30s\n    additionalScrapeConfigs:\n${indent(jobs, 6)}`;
const flux = (text: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: kps\nspec:\n  interval: 1h\n  values:\n${indent(text, 4)}`;
const argo = (helm: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: kps\nspec:\n  source:\n    chart: kube-prometheus-stack\n    helm:\n${indent(helm, 6)}`;
const argoSources = (helm: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: kps\nspec:\n  sources:\n  - chart: kube-prometheus-stack\n    helm:\n${indent(helm, 6)}`;
const k3s = (text: string) =>
  `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: kps\nspec:\n  valuesContent: |-\n${indent(text, 4)}`;
const JOB = '- job_name: a\n  static_configs:\n  - targets: [a:1]\n';
const rules = (expr: string) =>
  `additionalPrometheusRulesMap:\n  mine:\n    groups:\n    - name: g\n      rules:\n      - alert: A\n        expr: ${expr}\n        annotations:\n          summary: Down {{ $labels.instance }}\n`;

const CASES: readonly CheckCase[] = [
  { rules: [], name: 'jobs of a HelmRelease', text: flux(values(JOB)) },
  {
    rules: [],
    name: 'a misspelled key of a job of a HelmRelease',
    text: flux(values(JOB.replace('static_configs', '‹static_config›'))),
    code: 'unknown-key',
    fixed: flux(values(JOB)),
  },
  {
    rules: [],
    name: 'two jobs of the same name',
    text: flux(values(`${JOB}${JOB.replace('a\n', '‹a›\n')}`)),
    code: 'duplicate-job-name',
  },
  {
    rules: [],
    name: 'a timeout beyond the interval of the release',
    text: flux(values(`${JOB}  scrape_timeout: ‹1m›\n`)),
    code: 'scrape-timeout-exceeds-interval',
  },
  {
    rules: [],
    name: 'a variable that Flux fills in',
    text: flux(values(`${JOB}  scrape_interval: ${'$'}{INTERVAL}\n`)),
  },
  { rules: [], name: 'rules of a HelmRelease', text: flux(rules('up == 0')) },
  { rules: [], name: 'a broken rule of a HelmRelease', text: flux(rules('up ‹==›')), code: 'invalid-promql' },
  {
    rules: [],
    name: 'a duration of a rule of a HelmRelease',
    text: flux(rules('up == 0').replace('annotations:', 'for: ‹5 min›\n        annotations:')),
    code: 'invalid-value',
  },
  { rules: [], name: 'a HelmRelease of something else', text: flux('prometheus:\n  enabled: true\n') },
  {
    rules: [],
    name: 'values of an Application as a text',
    text: argo(`values: |\n${indent(values(JOB.replace('static_configs', '‹static_config›')), 2)}`),
    code: 'unknown-key',
  },
  {
    rules: [],
    name: 'values of one of several sources',
    text: argoSources(`valuesObject:\n${indent(values(JOB.replace('static_configs', '‹static_config›')), 2)}`),
    code: 'unknown-key',
  },
  {
    rules: [],
    name: 'values of a HelmChart of k3s',
    text: k3s(values(JOB.replace('static_configs', '‹static_config›'))),
    code: 'unknown-key',
  },
];

describe('objects that install a chart', () => {
  test.each(CASES)('$name', (row) => expectCase('scrape-config', row));

  const detected = (text: string) => detectKind({ path: '/apps/release.yaml', text });
  test.each([flux(values(JOB)), argo(`values: |\n${indent(values(JOB), 2)}`), k3s(values(JOB)), flux(rules('up'))])(
    'is found by its values %#',
    (text) => expect(detected(text)).toBe('scrape-config'),
  );
  test('is left alone without jobs or rules', () => {
    expect(detected(flux('prometheus:\n  enabled: true\n'))).toBeUndefined();
    expect(detected(flux('additionalScrapeConfigs: []\n'))).toBeUndefined();
  });
  test('values with nothing but rules', () => {
    expect(detectKind({ path: '/values.yaml', text: rules('up == 0') })).toBe('helm-values');
    expect(detectKind({ path: '/values.yaml', text: 'additionalPrometheusRulesMap: {}\n' })).toBeUndefined();
  });
  test('targets with a misspelled key', () => {
    expect(detectKind({ path: '/hosts.yml', text: '- tagets: [a:1]\n  labels: {a: b}\n' })).toBeUndefined();
    expect(detectKind({ path: '/hosts.yml', text: '- target: [a:1]\n  labels: {a: b}\n' })).toBe('file-sd');
  });
});
