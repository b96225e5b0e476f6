import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, findingsIn } from '../support/expectFindings';

const HEAD = 'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n';

const CASES: readonly CheckCase[] = [
  {
    rules: ['H'],
    name: 'jobs that are right',
    text: `${HEAD}      - job_name: node\n        static_configs:\n          - targets: ["node.example:9100"]\n`,
  },
  {
    rules: ['H'],
    name: 'an unknown key of a job',
    text: `${HEAD}      - job_name: node\n        ‹static_config›:\n          - targets: ["node.example:9100"]\n`,
    code: 'unknown-key',
    says: 'static_configs',
    fixed: `${HEAD}      - job_name: node\n        static_configs:\n          - targets: ["node.example:9100"]\n`,
  },
  {
    rules: ['H'],
    name: 'a job without its name',
    text: `${HEAD}      - ‹scheme›: https\n`,
    code: 'missing-key',
    says: 'job_name',
  },
  {
    rules: ['H'],
    name: 'two jobs of one name in one list',
    text: `${HEAD}      - job_name: node\n      - job_name: ‹node›\n`,
    code: 'duplicate-job-name',
  },
  {
    rules: ['H'],
    name: 'the same name in the lists of two releases',
    text: `a:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: node\nb:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: node\n`,
  },
  {
    rules: ['H'],
    name: 'values of a chart that has the stack as a part, in flow style',
    text: 'kube-prometheus-stack:\n  prometheus:\n    prometheusSpec:\n      additionalScrapeConfigs: [{job_name: a, scrape_interval: ‹1x›}]\n',
    code: 'invalid-value',
  },
  {
    rules: ['H'],
    name: 'values of the specification alone',
    text: 'prometheusSpec:\n  additionalScrapeConfigs:\n    - job_name: a\n      ‹scrape_intervall›: 15s\n',
    code: 'unknown-key',
    says: 'scrape_interval',
  },
  {
    rules: ['H'],
    name: 'the list at the top level',
    text: 'additionalScrapeConfigs:\n  - job_name: a\n  - job_name: b\n    scrape_timeout: ‹5x›\n  - job_name: c\n',
    code: 'invalid-value',
  },
  {
    rules: ['H'],
    name: 'a mapping where the chart takes a list',
    text: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      ‹job_name›: a\n`,
    code: 'wrong-type',
  },
  {
    rules: ['H'],
    name: 'a key that is no list elsewhere is of another chart',
    text: 'vmagent:\n  spec:\n    additionalScrapeConfigs:\n      name: extra\n      key: jobs.yaml\n',
  },
  { rules: ['H'], name: 'no jobs at all', text: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: []\n` },
  { rules: ['H'], name: 'a key without value', text: 'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n' },
  {
    rules: ['H'],
    name: 'a list that an alias repeats',
    text: `x-jobs: &jobs\n  - job_name: a\nprometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: *jobs\n`,
  },
  {
    rules: ['H'],
    name: 'a key that stands twice, which Helm takes',
    text: `${HEAD}      - job_name: a\n        scheme: http\n        ‹scheme›: https\n`,
    code: 'duplicate-key',
    severity: 'warning',
    says: 'Helm',
  },
  {
    rules: ['H'],
    name: 'a timeout above the interval of the file',
    text: `prometheus:\n  prometheusSpec:\n    scrapeInterval: 30s\n    additionalScrapeConfigs:\n      - job_name: a\n        scrape_timeout: ‹45s›\n`,
    code: 'scrape-timeout-exceeds-interval',
  },
  {
    rules: ['H'],
    name: 'a timeout where another file may set the interval',
    text: `${HEAD}      - job_name: a\n        scrape_timeout: 45s\n`,
  },
  {
    rules: ['H'],
    name: 'templates in strings are unknown',
    text: `${HEAD}      - job_name: '{{ .Release.Name }}'\n        scheme: '{{ .Values.scheme }}'\n      - job_name: '{{ .Release.Name }}'\n        static_configs:\n          - targets: ['{{ .Values.host }}/x']\n`,
  },
  {
    rules: ['H'],
    name: 'nothing else of the values is judged',
    text: `image:\n  tag: [1, 2]\nprometheus:\n  prometheusSpec:\n    nonsense: true\n    remoteWrite:\n      - nonsense: 1\n`,
  },
];

describe('scrape configs in Helm values', () => {
  test.each(CASES)('$name', (row) => expectCase('helm-values', row));

  test('jobs below a list are none of the values', () => {
    const text =
      'releases:\n  - values:\n      - prometheusSpec:\n          additionalScrapeConfigs:\n            - job_nam: a\n';
    expect(findingsIn('helm-values', text)).toEqual([]);
  });
});

const TEXTS: readonly CheckCase[] = [
  {
    rules: ['H'],
    name: 'a text of jobs',
    text: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: |\n      - job_name: a\n        ‹static_config›: []\n`,
    code: 'unknown-key',
    fixed: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: |\n      - job_name: a\n        static_configs: []\n`,
  },
  {
    rules: ['H'],
    name: 'a text of jobs with two of one name',
    text: `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: |-\n      - job_name: a\n\n      - job_name: ‹a›\n`,
    code: 'duplicate-job-name',
  },
  {
    rules: ['H'],
    name: 'a text that Helm fills in',
    text: `prometheus:\n  prometheusSpec:\n    ‹additionalScrapeConfigs›: |\n      - job_name: {{ .Release.Name }}\n        nonsense: 1\n`,
    code: 'templated-text',
    severity: 'info',
    says: 'helm template',
  },
  {
    rules: ['H'],
    name: 'the extra jobs of the chart prometheus',
    text: `extraScrapeConfigs: |\n  - job_name: a\n    ‹scrape_intervall›: 15s\n`,
    code: 'unknown-key',
  },
  {
    rules: ['H'],
    name: 'the jobs of Promtail are another matter',
    text: `config:\n  snippets:\n    extraScrapeConfigs: |\n      - job_name: a\n        pipeline_stages: []\n`,
  },
  { rules: ['H'], name: 'an empty text', text: `extraScrapeConfigs: ""\n` },
];

describe('scrape configs in a text of Helm values', () => {
  test.each(TEXTS)('$name', (row) => expectCase('helm-values', row));
});

const CHART: readonly CheckCase[] = [
  {
    rules: ['H'],
    name: 'the configuration of the chart prometheus',
    text: `serverFiles:\n  prometheus.yml:\n    rule_files: [/etc/config/rules]\n    scrape_configs:\n      - job_name: a\n        ‹metric_path›: /x\n`,
    code: 'unknown-key',
    says: 'metrics_path',
  },
  {
    rules: ['H'],
    name: 'an unknown section of it',
    text: `serverFiles:\n  prometheus.yml:\n    ‹scrape_config›: []\n`,
    code: 'unknown-key',
  },
  {
    rules: ['H'],
    name: 'two jobs of one name in it',
    text: `serverFiles:\n  prometheus.yml:\n    scrape_configs:\n      - job_name: a\n      - job_name: ‹a›\n`,
    code: 'duplicate-job-name',
  },
  {
    rules: ['H'],
    name: 'jobs by name, which can be switched off',
    text: `scrapeConfigs:\n  node:\n    enabled: true\n    static_configs:\n      - targets: [a:9100]\n  other:\n    enabled: false\n`,
  },
  {
    rules: ['H'],
    name: 'a mistake in a job by name',
    text: `scrapeConfigs:\n  node:\n    enabled: true\n    ‹static_config›:\n      - targets: [a:9100]\n`,
    code: 'unknown-key',
  },
  {
    rules: ['H'],
    name: 'jobs of Promtail by name',
    text: `config:\n  snippets:\n    scrapeConfigs:\n      a:\n        enabled: true\n        pipeline_stages: []\n`,
  },
];

describe('the values of the chart prometheus', () => {
  test.each(CHART)('$name', (row) => expectCase('helm-values', row));
});
