import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChange } from '../../../server/src/core/text/edit';
import { expectCase, findingsIn } from '../support/expectFindings';
import { expectNouns, type NounCase } from '../support/expectNouns';
import { yamlSnippet, yamlText } from '../support/yamlTexts';

const NOUNS: readonly NounCase[] = [
  {
    name: 'the jobs',
    text: 'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: ‹a›\n        basic_auth:\n          password: x\n      - job_name: ‹b›\n',
    of: ({ clients }) => clients.map(({ at }) => at),
  },
  {
    name: 'the jobs in a text',
    text: 'extraScrapeConfigs: |\n  - job_name: ‹a›\n    scheme: https\n',
    of: ({ clients }) => clients.map(({ at }) => at),
  },
  {
    name: 'the password of Grafana, and those of jobs',
    text: 'grafana:\n  adminPassword: ‹abc›\nprometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: a\n        basic_auth:\n          password: ‹def›\n',
    of: ({ secrets }) => secrets,
    is: [
      { key: 'adminPassword', form: 'clear' },
      { key: 'password', form: 'clear' },
    ],
  },
  {
    name: 'the secrets in a configuration of Alertmanager',
    text: 'prometheus:\n  prometheusSpec: {}\nalertmanager:\n  config:\n    global:\n      smtp_from: me\n      smtp_auth_password: ‹abc›\n    receivers:\n      - name: a\n        slack_configs:\n          - channel: x\n            api_url: ‹https://hooks.slack.com/services/T0/B0/x›\n        pagerduty_configs:\n          - service_key_file: /x\n',
    of: ({ secrets }) => secrets,
    is: [
      { key: 'alertmanager.smtp_auth_password', fileKey: 'smtp_auth_password_file', form: 'clear' },
      { key: 'alertmanager.api_url', fileKey: 'api_url_file', form: 'clear' },
    ],
  },
  {
    name: 'what Prometheus mounts',
    text: 'a:\n  prometheus:\n    prometheusSpec:\n      secrets: [‹tls›, "‹auth›"]\n      configMaps:\n        - ‹ca›\n      additionalScrapeConfigsSecret:\n        enabled: true\n        name: extra\n        key: ‹jobs.yaml›\n',
    of: ({ files }) =>
      files.map((file) => (file.path === 'auth' ? { ...file, start: file.start + 1, end: file.end - 1 } : file)),
    is: [
      { path: 'extra/jobs.yaml', holds: 'scrape-configs', base: 'secret' },
      { path: 'tls', base: 'secret' },
      { path: 'auth', base: 'secret' },
      { path: 'ca', base: 'config-map' },
    ],
  },
  {
    name: 'the web server',
    text: 'prometheus:\n  prometheusSpec:\n    web:\n      ‹tlsConfig›:\n        keySecret: {name: a, key: b}\n        cert:\n          secret: {name: a, key: c}\n',
    of: ({ listeners }) => listeners.flatMap(({ via, at }) => (via === 'web-config' ? [at] : [])),
  },
  {
    name: 'flags of Prometheus',
    text: 'prometheusSpec:\n  enableAdminAPI: ‹true›\n  enableRemoteWriteReceiver: false\n  additionalArgs:\n    - name: ‹web.cors.origin›\n      value: x\n',
    of: ({ processes }) => processes.flatMap(({ flags }) => flags),
    is: [{ name: 'web.enable-admin-api' }, { name: 'web.cors.origin' }],
  },
  {
    name: 'the image in its parts',
    text: 'prometheusSpec:\n  image:\n    registry: quay.io\n    repository: ‹prometheus/prometheus›\n    tag: latest\n',
    of: ({ processes }) => processes.map(({ image }) => image),
    is: [{ value: 'quay.io/prometheus/prometheus:latest' }],
  },
  {
    name: 'a Secret that is switched off',
    text: 'prometheusSpec:\n  additionalScrapeConfigsSecret: {enabled: false, name: a, key: b}\n',
    of: ({ files }) => files,
  },
];

describe('what Helm values are about', () => {
  test.each(NOUNS)('$name', (row) => expectNouns('helm-values', row));
});

describe('rules in Helm values', () => {
  test('of the stack, with templates of Prometheus', () =>
    expectCase('helm-values', {
      rules: [182],
      name: '',
      text: 'additionalPrometheusRulesMap:\n  mine:\n    groups:\n      - name: a\n        rules:\n          - alert: A\n            expr: up == 0\n            annotations:\n              summary: "{{ $labels.instance }}"\n      - name: ‹a›\n        rules: []\n',
      code: 'duplicate-group-name',
    }));
  test('of the chart prometheus', () =>
    expectCase('helm-values', {
      rules: [],
      name: '',
      text: 'serverFiles:\n  alerting_rules.yml:\n    groups:\n      - name: a\n        rules:\n          - alert: A\n            expr: ‹(›up\n',
      code: 'invalid-promql',
    }));
});

describe('values are told by their content', () => {
  const kindOf = (text: string) => detectKind({ path: 'charts/values.yaml', text });
  test.each([
    ['the stack', 'prometheus:\n  prometheusSpec:\n    retention: 5d\n'],
    ['the stack below another chart', 'kube-prometheus-stack:\n  prometheus:\n    prometheusSpec: {}\n'],
    ['the chart prometheus', 'server: {}\nextraScrapeConfigs: |\n  - job_name: a\n'],
    ['its jobs by name', 'kube-state-metrics: {enabled: false}\nscrapeConfigs:\n  a:\n    enabled: true\n'],
    ['its files', 'serverFiles:\n  alerting_rules.yml: {}\n'],
    ['the password of Grafana beside Prometheus', 'prometheus: {}\ngrafana:\n  adminPassword: a\n'],
  ])('%s', (_name, text) => expect(kindOf(text)).toBe('helm-values'));
  test.each([
    ['another chart', 'image: {tag: a}\nserviceMonitor:\n  enabled: true\n'],
    ['Grafana alone', 'adminPassword: a\ngrafana.ini: {}\n'],
    ['Promtail', 'config:\n  snippets:\n    extraScrapeConfigs: |\n      - job_name: a\n'],
    [
      'a release of Flux',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    prometheusSpec: {}\n',
    ],
    ['a helmfile', 'releases:\n  - values:\n      - prometheusSpec: {}\n'],
  ])('%s is none', (_name, text) => expect(kindOf(text)).toBeUndefined());
});

test('values that are edited have the findings that they would have if they were opened anew', () => {
  const service = createServices([]).get('helm-values')!;
  const start =
    'prometheus:\n  prometheusSpec:\n    scrapeInterval: 30s\n    additionalScrapeConfigs:\n      - job_name: a\n      - job_name: a\nadditionalScrapeConfigs:\n  - job_name: b\n    scheme: http\n  - job_name: b\n';
  const change = fc.record({ at: fc.nat(start.length), drop: fc.nat(9), newText: yamlSnippet });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
      const surroundings = { targets: newestTargets() };
      let text = start;
      let document = service.open(text);
      let report = service.check(document, surroundings);
      for (const { at, drop, newText } of changes) {
        const from = Math.min(at, text.length);
        const edit = { start: from, end: Math.min(from + drop, text.length), newText };
        text = applyChange(text, edit);
        document = service.edit(document, edit, text);
        report = service.check(document, surroundings, report);
        expect(report.findings).toEqual(service.check(service.open(text), surroundings).findings);
      }
    }),
    { numRuns: 200 },
  );
});

describe('in the editor', () => {
  const service = createServices([]).get('helm-values')!;
  const at = (marked: string) => {
    const offset = marked.indexOf('▮');
    return { document: service.open(marked.replace('▮', '')), offset };
  };
  const labels = (marked: string) => {
    const { document, offset } = at(marked);
    return service.complete(document, offset, newestTargets())?.items.map(({ label }) => label) ?? [];
  };
  test('hover on a key of a job', () => {
    const { document, offset } = at(
      'a:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: a\n        sch▮eme: https\n',
    );
    expect(service.hover(document, offset, newestTargets())?.markdown).toContain('**scheme**');
  });
  test('no hover on what is not known', () => {
    const { document, offset } = at('a:\n  ret▮ention: 5d\n');
    expect(service.hover(document, offset, newestTargets())).toBeUndefined();
  });
  test('keys of a job', () =>
    expect(
      labels('prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n      - job_name: a\n        ▮\n'),
    ).toContain('static_configs'));
  test('keys of a job by name', () =>
    expect(labels('scrapeConfigs:\n  a:\n    enabled: true\n    ▮\n')).toContain('static_configs'));
  test('the list itself', () =>
    expect(labels('prometheus:\n  prometheusSpec:\n    retention: 5d\n    ▮\n')).toEqual(['additionalScrapeConfigs']));
  test('nothing elsewhere', () => expect(labels('image:\n  tag: a\n  ▮\n')).toEqual([]));
});

test('any text gives findings inside of it', () => {
  const heads = [
    '',
    'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n',
    'additionalScrapeConfigs:\n',
    'extraScrapeConfigs: |\n',
    'serverFiles:\n  prometheus.yml:\n',
    'scrapeConfigs:\n  a:\n',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...heads), yamlText, fc.nat(8), (head, body, indent) => {
      const text = head + body.replaceAll(/^/gm, ' '.repeat(indent));
      for (const { start, end } of findingsIn('helm-values', text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});
